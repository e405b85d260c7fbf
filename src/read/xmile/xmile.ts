import type { Check } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension, FunctionDefinition, Model, SubSystem } from "../../model/system.ts";
import type { Module, Variable } from "../../model/variable.ts";
import type { DataLibrary } from "../data/library.ts";
import type { Loaded, Reading } from "../hence.ts";
import { type Connections, readConnections } from "./connection.ts";
import { readDimensions } from "./dimension.ts";
import { drivenFlows } from "./discrete.ts";
import { readDocumentation } from "./documentation.ts";
import { childOf, childrenOf, headSpan, nameSpanOf, textOf, variablesOf } from "./element.ts";
import { readEvents, withStops } from "./event.ts";
import { loadFiles, type XmileFiles } from "./files.ts";
import { readGroups } from "./group.ts";
import { importData } from "./imports.ts";
import { layoutOf } from "./layout.ts";
import { listMacros, type Macro, readMacro, readMacros } from "./macro.ts";
import { isRecursive } from "./macroexpand.ts";
import { besides, joinOwnTexts, readOwnTexts } from "./own.ts";
import { reportUnread } from "./remarks.ts";
import { flowsOfSeveral } from "./stream.ts";
import type { Declared, ModelNode } from "./terms.ts";
import { readOwnSteps, readTime, unitOf } from "./time.ts";
import { nameOf } from "./token.ts";
import { buildTree } from "./tree.ts";
import { declareUsed, readUnits, type UnitTerms } from "./unit.ts";
import { readVariable } from "./variable.ts";

/** Reads a model from an XMILE file of any version, with all files that it includes or takes models from. */
export function readXmile(
  entry: string,
  load: (path: string) => Loaded,
  report: Report,
  data?: DataLibrary,
): Reading {
  const files = loadFiles(entry, load, report);
  const own = files.entry && readOwnTexts(files.entry.root, report);
  const { model, readLayout } = readModels(files, entry, own ? besides(own, report) : report);
  const whole = own ? joinOwnTexts(own, model) : model;
  const roots = [files.entry, ...files.included].flatMap((file) => file?.root ?? []);
  return {
    model: importData(whole, roots, data, report),
    syntax: [],
    sources: files.sources,
    readLayout,
  };
}

/** What is read once and serves all models of a whole. */
interface Whole {
  readonly files: XmileFiles;
  readonly units: UnitTerms;
  readonly connections: Connections;
  readonly functions: readonly FunctionDefinition[];
  readonly report: Report;
}

/** The model that loaded files say, and where its parts lie on diagrams. */
export function readModels(
  files: XmileFiles,
  entry: string,
  report: Report,
): { readonly model: Model; readonly readLayout: () => Layout } {
  const roots = [files.entry, ...files.included, ...files.byPath.values()].flatMap((file) =>
    file ? [file.root] : [],
  );
  const everywhere = (name: string) => [...new Set(roots)].flatMap((root) => childrenOf(root, name));
  const dimensions = new Map(
    readDimensions(everywhere("dimensions"), report).map((dimension) => [
      foldName(dimension.name),
      dimension,
    ]),
  );
  const specs = [
    ...everywhere("sim_specs"),
    ...everywhere("model").flatMap((model) => childrenOf(model, "sim_specs")),
  ];
  const timeUnit = {
    name: unitOf(specs),
    span: specs[0] ? headSpan(specs[0]) : { source: entry, from: 0, to: 0 },
  };
  const variables = [...everywhere("model"), ...everywhere("macro")].flatMap(
    (each) => variablesOf(each).children,
  );
  const units = declareUsed(readUnits(everywhere("model_units"), report), timeUnit, variables);
  const macros = readMacros(everywhere("macro"), report);
  const filters = macros.flatMap(({ filter }) => filter ?? []);
  const root = buildTree(files, dimensions, listMacros(macros), filters, report);
  if (!root) return { model: emptyModel(entry), readLayout: () => ({ views: [] }) };
  const connections = readConnections(root, report);
  const functions = readFunctions(macros, root, dimensions, units, report);
  const options = new Set(filters.map(({ option }) => option));
  for (const each of new Set(roots)) reportUnread(each, options, report);
  const model = readModel(root, { files, units, connections, functions, report });
  return { model, readLayout: () => layoutOf(root) };
}

function readFunctions(
  macros: readonly Macro[],
  root: ModelNode,
  dimensions: Map<string, Dimension>,
  units: UnitTerms,
  report: Report,
): readonly FunctionDefinition[] {
  // One that calls itself, or runs by a time of its own, is written out where it is called.
  const kept = macros.filter(({ head }) => !head.loop && !(head.result && isRecursive(head, root)));
  return kept.map((macro) => {
    const stocks = childrenOf(variablesOf(macro.element), "stock");
    const tools = {
      units,
      behaviours: [],
      driven: drivenFlows(stocks),
      shared: flowsOfSeveral(stocks),
      report,
    };
    return readMacro(macro, dimensions, root.shared, tools);
  });
}

/** A model with all that stands below it; it takes `pace` steps in each one of the whole, which is `step` long. */
function readModel(node: ModelNode, whole: Whole, pace = 1, step?: number): Model {
  const { files, units, connections, functions, report } = whole;
  const { element, path, declared, children } = node;
  const home = files.byPath.get(element.source)?.root;
  const entry = files.entry?.root;
  const homes = [...new Set([home, entry])].flatMap((root) => (root ? [root] : []));
  const variables = variablesOf(element);
  const groups = readGroups(variables);
  const filled = connections.get(node) ?? new Map();
  const isRoot = path.length === 0;
  const stocks = childrenOf(variables, "stock");
  const tools = {
    node,
    units,
    behaviours: [element, ...homes].flatMap((place) => childOf(place, "behavior") ?? []),
    sectors: groups.of,
    filled: new Set(filled.keys()),
    driven: drivenFlows(stocks),
    shared: flowsOfSeveral(stocks),
    report,
  };
  const specs = [childOf(element, "sim_specs"), ...homes.map((root) => childOf(root, "sim_specs"))].flatMap(
    (each) => each ?? [],
  );
  const time = readTime(specs, { source: element.source, from: element.from, to: element.head }, report);
  const steps = new Map(
    [...children].map(([folded, child]) => [
      folded,
      readOwnSteps(child.element, child.path.at(-1)!, step ?? time.step, report),
    ]),
  );
  const systems = [...children].flatMap(([folded, child]): SubSystem[] => {
    const model = readModel(child, whole, steps.get(folded) ?? 1, step ?? time.step);
    return [{ path: pathOf(child), model }, ...model.systems];
  });
  const header = childOf(isRoot ? entry : home, "header");
  const description =
    readDocumentation(childOf(element, "doc")) ??
    (isRoot ? readDocumentation(childOf(header, "doc")) : undefined);
  const checks = isRoot ? checksBelow(node, report) : [];
  return {
    ...emptyModel(element.source),
    name: path.at(-1) ?? nameOf(textOf(childOf(header, "name")) ?? baseName(element.source)),
    ...(description !== undefined && { description }),
    time: withStops(time, checks),
    units: units.declarations,
    dimensions: [...node.shared.dimensions.values()],
    sectors: groups.sectors,
    variables: [...declared].flatMap(([folded, each]): readonly Variable[] => {
      const child = children.get(folded);
      if (child) {
        // What says nothing takes the steps of the whole.
        const own = steps.get(folded) ?? 1;
        const module = moduleOf(child, each, groups.of.get(folded), connections);
        return [own === pace ? module : { ...module, steps: own }];
      }
      const connection = isRoot ? filled.get(folded) : undefined;
      const read = readVariable(each, tools);
      return connection ? read.map((variable) => asAuxiliary(variable, connection.value)) : read;
    }),
    functions,
    systems,
    checks,
  };
}

/** The events of a model and of all models below it; checks speak of the whole. */
function checksBelow(node: ModelNode, report: Report): readonly Check[] {
  const own = [...node.declared.values()].flatMap((each) => readEvents(each, node.path, report));
  return [...own, ...[...node.children.values()].flatMap((child) => checksBelow(child, report))];
}

/** What a module fills from below is an auxiliary of the root. */
function asAuxiliary(
  variable: Variable,
  value: Extract<Variable, { readonly kind: "aux" }>["equation"][number]["value"],
): Variable {
  if (variable.kind !== "input") return variable;
  return {
    ...variable,
    kind: "aux",
    equation: [{ subscripts: [], except: [], otherwise: false, value, span: value.span }],
  };
}

function moduleOf(
  node: ModelNode,
  { element, dimensions }: Declared,
  sector: string | undefined,
  connections: Connections,
): Module {
  const nameSpan = nameSpanOf(element);
  const ports = [...(connections.get(node)?.values() ?? [])].map(({ target, value, span }) => ({
    input: target.kind === "flow" ? `${target.name} from outside` : target.name,
    value,
    span,
  }));
  return {
    kind: "module",
    name: node.path.at(-1)!,
    nameSpan,
    dimensions: dimensions.map((name) => ({ name, span: nameSpan })),
    ...(sector !== undefined && { sector }),
    system: { path: pathOf(node), span: nameSpan },
    ports,
    span: { source: element.source, from: element.from, to: element.to },
  };
}

/** The name under which the system of a module would be written. */
function pathOf({ path }: ModelNode): string {
  return `${path.join(".")}.hence`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

function emptyModel(source: string): Model {
  const span = { source, from: 0, to: 0 };
  return {
    name: baseName(source),
    threshold: 0.1,
    time: {
      start: 0,
      stop: 1,
      step: 1,
      saveEvery: 1,
      unit: "second",
      integrator: "euler",
      like: "stella",
      span,
    },
    units: [],
    dimensions: [],
    mappings: [],
    sectors: [],
    variables: [],
    functions: [],
    systems: [],
    sources: [],
    claims: [],
    links: [],
    loops: [],
    scenarios: [],
    checks: [],
    history: [],
  };
}
