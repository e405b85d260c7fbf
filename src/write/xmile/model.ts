import type { Threshold } from "../../model/argument.ts";
import { Bug, type Report } from "../../model/diagnostic.ts";
import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Leak, Spread } from "../../model/variable.ts";
import { ownNamespace } from "../../read/xmile/mark.ts";
import { Ground } from "../ground.ts";
import { henceFragments, writeHence } from "../text/model.ts";
import { unitsInEquations } from "../units.ts";
import { thresholdsOf, withPoster } from "./event.ts";
import { dimensionsNode, headerNode, simulationNode, unitsNode } from "./header.ts";
import { functionMacro, macroNode } from "./macro.ts";
import { attributeName, identifier } from "./name.ts";
import { asMade, markOfNode, withOwnText } from "./own.ts";
import { type Scope, variableNode } from "./variable.ts";
import { viewNodes } from "./view.ts";
import { branch, leaf, printXml, type XmlNode } from "./xml.ts";

/**
 * A model as an XMILE file that other programs open. What XMILE cannot say stands in elements of Hence's own namespace
 * beside what it can, so that Hence reads the same model again.
 */
export function writeXmile(model: Model, layout: Layout | undefined, report: Report): string {
  const needed: Scope["needed"] = new Set();
  const scope = scopeOf(model, needed, report);
  const time = simulationNode(model.time);
  const units = unitsNode(model.units);
  const dimensions = dimensionsNode(model.dimensions, scope.ground);
  const macros = model.functions.map((definition) => macroNode(definition, scope));
  const thresholds = thresholdsOf(model);
  const root = modelNode(model, layout, scope, thresholds);
  const instances = instanceNodes(model, model, scope, new Set());
  const extra = macrosOfFunctions(scope);
  const fragments = henceFragments(model);
  const own = branch("hence:system", [
    leaf("hence:text", fragments.rest),
    leaf("hence:text", fragments.time, { of: "sim_specs", mark: markOfNode(time) }),
    units && leaf("hence:text", fragments.units, { of: "model_units", mark: markOfNode(units) }),
    dimensions &&
      leaf("hence:text", fragments.dimensions, { of: "dimensions", mark: markOfNode(dimensions) }),
    ...writeHence(model).systems.map(({ path, text }) => leaf("hence:text", text, { path })),
  ]);
  const uses = { macros: macros.length + extra.length > 0, events: thresholds.length > 0 };
  const header = headerNode(model, uses);
  return printXml(
    branch("xmile", [header, time, units, dimensions, root, ...instances, ...macros, ...extra, own], {
      version: "1.0",
      xmlns: "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0",
      "xmlns:isee": "http://iseesystems.com/XMILE",
      "xmlns:hence": ownNamespace,
    }),
  );
}

function scopeOf(model: Model, needed: Scope["needed"], report: Report): Scope {
  const taken = new Set(model.variables.map(({ name }) => foldName(name)));
  const units = unitsInEquations(model);
  const freeName = (wish: string): string => {
    const names = [wish, ...Array.from({ length: taken.size + 1 }, (_, i) => `${wish} ${i + 2}`)];
    const free = names.find((name) => !taken.has(foldName(name)));
    if (free === undefined) throw new Bug("More names than there are.");
    taken.add(foldName(free));
    return free;
  };
  const leaks = new Map<string, Leak>();
  const spreads = new Map<string, Spread>();
  for (const variable of model.variables) {
    if (variable.kind !== "conveyor") continue;
    for (const leak of variable.leaks) leaks.set(foldName(leak.flow.name), leak);
    for (const spread of variable.spreads ?? []) spreads.set(foldName(spread.flow.name), spread);
  }
  const overflows = model.variables.flatMap((variable) =>
    variable.kind === "queue" ? (variable.overflows ?? []).map(foldName) : [],
  );
  const graphs = model.variables.filter(({ kind }) => kind === "graph");
  const callables = [
    ...model.functions.map(({ name }) => [foldName(name), []] as const),
    ...graphs.map(({ name, dimensions }) => [foldName(name), dimensions] as const),
  ];
  return {
    ground: new Ground(model),
    units,
    callables: new Map(callables),
    report,
    needed,
    freeName,
    leaks,
    spreads,
    overflows: new Set(overflows),
  };
}

/** A model with its variables, groups and views; in the root each variable has its text of Hence beside it. */
function modelNode(
  model: Model,
  layout: Layout | undefined,
  scope: Scope,
  thresholds: readonly Threshold[],
  isRoot = true,
): XmlNode {
  const { textOf } = henceFragments(model);
  const variables = model.variables.flatMap((variable) => {
    const { element: plain, made } = variableNode(variable, scope);
    const element = withPoster(plain, variable.name, thresholds);
    if (!isRoot) return [element, ...made.map(withoutOwn)];
    const { sector } = variable;
    return [withOwnText(element, textOf(variable), sector === undefined ? {} : { sector }), ...made];
  });
  const groups = model.sectors.map(({ name, title, description }) => {
    const doc = [title, description].filter((line) => line !== undefined).join("\n");
    const members = model.variables.filter(({ sector }) => sector === name);
    const vars = members.map((variable) => leaf("var", identifier(variable.name)));
    return branch("group", [doc === "" ? undefined : leaf("doc", doc), ...vars], {
      name: attributeName(name),
    });
  });
  return branch("model", [branch("variables", [...variables, ...groups]), ...viewNodes(model, layout)]);
}

/** One model for each instance of a system, by the name of its module. */
function instanceNodes(
  root: Model,
  model: Model,
  scope: Scope,
  done: Set<string>,
  pace = 1,
): readonly XmlNode[] {
  return model.variables.flatMap((variable) => {
    if (variable.kind !== "module" || done.has(foldName(variable.name))) return [];
    done.add(foldName(variable.name));
    const { path } = variable.system;
    const system = [...model.systems, ...root.systems].find((one) => one.path === path);
    if (!system) return [];
    const inside = scopeOf(system.model, scope.needed, scope.report);
    const node = modelNode(system.model, undefined, inside, thresholdsOf(root, variable.name), false);
    const steps = variable.steps ?? pace;
    // In XMILE what says nothing takes the steps of the whole.
    const step = root.time.step / steps;
    const specs = steps > 1 ? [simulationNode({ ...root.time, step, saveEvery: step })] : [];
    const named = {
      ...node,
      attributes: { name: attributeName(variable.name) },
      children: [...specs, ...node.children],
    };
    return [asMade(named, path), ...instanceNodes(root, system.model, scope, done, steps)];
  });
}

function withoutOwn(node: XmlNode): XmlNode {
  return { ...node, children: node.children.filter(({ name }) => !name.includes(":")) };
}

/** Macros of functions that XMILE does not have; they may need others in turn. */
function macrosOfFunctions(scope: Scope): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  // A set goes on with what is added while it is gone through.
  for (const row of scope.needed) {
    const node = row.kind === "macro" || row.kind === "pointwise" ? functionMacro(row, scope) : undefined;
    if (node) nodes.push(asMade(node, row.name));
    else
      scope.report({
        code: "not-in-xmile",
        severity: "warning",
        message: `XMILE has no function ‘${row.name}’: other programs will not know it.`,
      });
  }
  return nodes;
}
