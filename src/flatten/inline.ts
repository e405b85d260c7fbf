import type { Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { FunctionDefinition, Model, Sector } from "../model/system.ts";
import type { DimensionRef, Variable } from "../model/variable.ts";
import type { Rows } from "./callable.ts";
import { Equations } from "./equations.ts";
import { gatherSystems, type Ports, portsOf } from "./modules.ts";
import { plainPlace } from "./place.ts";
import { rewriteTime } from "./rewrite.ts";
import { byName, registerVariables, rootScope, type SystemScope } from "./scope.ts";

/**
 * A model without modules whose calls stay as they are written: each module is replaced by its variables,
 * `farm.rabbits`, which stand in a sector of its name. Discrete stocks are gone before.
 */
export function inlineModules(written: Model, report: Report): Model {
  if (!written.variables.some(({ kind }) => kind === "module")) return written;
  const functions = gatherFunctions(written, report);
  const callFree = withoutFunctions(written);
  const root = rootScope(callFree);
  const model = gatherSystems(callFree, root, report);
  const dimensionsOf = new Map<string, readonly DimensionRef[]>();
  registerVariables(root, dimensionsOf);
  const variables: Variable[] = [];
  const equations = new Equations({
    rows: noRows,
    lands: {
      dimensions: byName(model.dimensions),
      mappings: model.mappings,
      dimensionsOf,
      isReducer: noRows.isReducer,
    },
    add: (variable) => variables.push(variable),
    report,
  });
  const sectors: Sector[] = [...model.sectors];
  const inline = (scope: SystemScope, ports: Ports): void => {
    const path = scope.path.join(" ");
    for (const variable of scope.model.variables) {
      const inside = variable.kind === "module" ? scope.modules.get(foldName(variable.name)) : undefined;
      if (variable.kind === "module") {
        if (!inside) continue;
        const { title, description, span } = variable;
        const text = description ?? inside.model.description;
        sectors.push({
          name: inside.path.join(" "),
          ...(title !== undefined && { title }),
          ...(text !== undefined && { description: text }),
          span,
        });
        inline(inside, portsOf(variable, inside, report));
        continue;
      }
      const own = path === "" ? variable : { ...variable, sector: path };
      const origin = { kind: "module", path: scope.path, name: variable.name } as const;
      const port = ports.get(foldName(variable.name));
      if (own.kind === "input" && port && scope.around)
        equations.port(own, port.value, scope, scope.around, origin);
      else equations.variable(own, scope, [], path === "" ? undefined : origin);
    }
  };
  inline(root, new Map());
  const time = rewriteTime(model.time, (expr) =>
    equations.expression(expr, plainPlace(root, "time", { dimensions: [] })),
  );
  return { ...model, time, sectors, variables, functions, systems: [] };
}

/** No call is replaced. */
const noRows: Rows = {
  isReplaced: () => false,
  callable: () => undefined,
  isReducer: () => false,
  wholes: () => [],
};

function withoutFunctions(model: Model): Model {
  const systems = model.systems.map(({ path, model: inner }) => ({ path, model: withoutFunctions(inner) }));
  return { ...model, functions: [], systems };
}

/** The functions of all systems. What two of them declare under one name must be the same. */
function gatherFunctions(model: Model, report: Report): readonly FunctionDefinition[] {
  const found = new Map<string, FunctionDefinition>();
  const gather = ({ functions, systems }: Model): void => {
    for (const definition of functions) {
      const known = found.get(foldName(definition.name));
      found.set(foldName(definition.name), known ?? definition);
      if (!known || isSameText(known, definition)) continue;
      const message = `The function ‘${definition.name}’ is another one here than in another system of the model.`;
      const notes = [{ message: "The other one is here.", span: known.span }];
      report({ code: "function-differs", severity: "error", message, span: definition.span, notes });
    }
    for (const system of systems) gather(system.model);
  };
  gather(model);
  return [...found.values()];
}

function isSameText(left: FunctionDefinition, right: FunctionDefinition): boolean {
  const text = (definition: FunctionDefinition) =>
    JSON.stringify(definition, (key, value) => (/span$/i.test(key) ? undefined : value));
  return left === right || text(left) === text(right);
}
