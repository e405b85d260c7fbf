import { expressionsIn } from "../model/argument.ts";
import type { Report } from "../model/diagnostic.ts";
import { type Expr, someExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import type { DimensionRef, Variable } from "../model/variable.ts";
import { flattenArgument } from "./argument.ts";
import { createRows, type Rows } from "./callable.ts";
import { rewriteDiscreteStocks } from "./discrete/discrete.ts";
import { Equations } from "./equations.ts";
import { gatherSystems, type Ports, portsOf } from "./modules.ts";
import { settlePaces } from "./pace.ts";
import { plainPlace } from "./place.ts";
import { expressionsOf, rewriteTime } from "./rewrite.ts";
import { byName, flatName, registerVariables, rootScope, type SystemScope } from "./scope.ts";

/**
 * A model without modules, in which no call of a function of one's own or with a memory is left: modules are replaced by
 * their variables, `farm.rabbits`, and calls by hidden variables, `wage>smooth 1>level`, over the dimensions of the
 * equation that they stand in. What a model has of neither stays the same object.
 */
export function flattenModel(given: Model, report: Report): Model {
  const written = rewriteDiscreteStocks(given, report);
  const rows = createRows();
  const root = rootScope(written);
  const model = gatherSystems(written, root, report);
  const touched = new Set(written.variables.filter((variable) => isTouched(variable, root, rows)));
  if (touched.size === 0 && !hasOtherTouched(written, root, rows)) return written;

  const variables: Variable[] = [];
  const dimensionsOf = new Map<string, readonly DimensionRef[]>();
  registerVariables(root, dimensionsOf);
  const lands = {
    dimensions: byName(model.dimensions),
    mappings: model.mappings,
    dimensionsOf,
    isReducer: rows.isReducer,
  };
  // Of the system that is flattened just now.
  let pace = 1;
  const add = (variable: Variable) => variables.push(pace === 1 ? variable : { ...variable, pace });
  const equations = new Equations({ rows, lands, add, report });
  const flattenSystem = (scope: SystemScope, ports: Ports, sector: string | undefined): void => {
    for (const variable of scope.model.variables) {
      const port = ports.size > 0 ? ports.get(foldName(variable.name)) : undefined;
      const own = scope === root ? variable : inSector(variable, sector);
      const origin = { kind: "module", path: scope.path, name: variable.name } as const;
      if (own.kind === "module") {
        const inside = scope.modules.get(foldName(own.name));
        const around = pace;
        pace = own.steps ?? around;
        if (inside) flattenSystem(inside, portsOf(own, inside, report), own.sector);
        // Its system was not read: it stays, so that nothing runs without it.
        else variables.push({ ...own, name: flatName(scope, own.name) });
        pace = around;
      } else if (scope === root && !touched.has(own)) variables.push(own);
      else if (own.kind === "input" && port && scope.around)
        equations.port(own, port.value, scope, scope.around, origin);
      else equations.variable(own, scope, [], scope === root ? undefined : origin);
    }
  };
  flattenSystem(root, new Map(), undefined);
  const time = rewriteTime(model.time, (expr) =>
    equations.expression(expr, plainPlace(root, "time", { dimensions: [] })),
  );
  const argument = flattenArgument(model, root, equations);
  // What is left of it would only be told of a second time, everywhere.
  if (equations.isTooMuch) return { ...written, ...noArgument, variables: [], functions: [] };
  return settlePaces({ ...model, ...argument, time, variables }, report);
}

const noArgument = { claims: [], links: [], loops: [], scenarios: [], checks: [], history: [] };

/** A variable of a module stands where its module does. */
function inSector(variable: Variable, sector: string | undefined): Variable {
  const { sector: _, ...rest } = variable;
  return sector === undefined ? rest : { ...rest, sector };
}

/** Whether anything but the variables cannot stay as it is: the clock, or the argument. */
function hasOtherTouched(model: Model, root: SystemScope, rows: Rows): boolean {
  const { varying } = model.time;
  const clock = [varying?.step, varying?.stop, varying?.saveEvery].flatMap((expr) => expr ?? []);
  return [...clock, ...argumentExpressions(model)].some((expr) => isTouchedExpr(expr, root, rows));
}

/** Whether a variable of the whole system cannot stay as it is. */
function isTouched(variable: Variable, root: SystemScope, rows: Rows): boolean {
  return (
    variable.kind === "module" || expressionsOf(variable).some((expr) => isTouchedExpr(expr, root, rows))
  );
}

function isTouchedExpr(expr: Expr, { functions, modules, variables }: SystemScope, rows: Rows): boolean {
  return someExpr(expr, (part) => {
    if (part.kind === "name")
      return part.path.length > 0
        ? part.path[0] === "" || modules.has(foldName(part.path[0] ?? ""))
        : modules.size > 0 && variables.get(foldName(part.name))?.kind === "module";
    if (part.kind !== "call") return false;
    const folded = foldName(part.name);
    if (variables.get(folded)?.kind === "graph") return false;
    if (part.output !== undefined) return true;
    return (
      functions.has(folded) ||
      rows.isReplaced(folded, part.args.length) ||
      rows.wholes(folded, part.args.length).some((i) => part.args[i]?.kind !== "name")
    );
  });
}

/** The expressions of claims, checks and history in which a function may be called. */
function argumentExpressions({ claims, checks, history }: Model): readonly Expr[] {
  return [
    ...claims.flatMap(({ tests }) =>
      tests.flatMap((test) => (test.kind === "effect" ? [test.cause, test.effect] : [test.effect])),
    ),
    ...checks.flatMap(({ lines }) =>
      lines.flatMap(({ subject, relation }): readonly Expr[] => [
        ...(subject.kind === "quantity"
          ? [subject.quantity]
          : subject.kind === "each"
            ? subject.quantities
            : []),
        ...expressionsIn(relation),
      ]),
    ),
    ...history.flatMap(({ bands }) => bands.map(({ quantity }) => quantity)),
  ];
}
