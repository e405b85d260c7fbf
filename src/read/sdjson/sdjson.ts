import type { Link } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { LayoutItem } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Loaded, Reading } from "../hence.ts";
import { readModels } from "../xmile/xmile.ts";
import type { XmlElement } from "../xmile/xml.ts";
import { elementOf, fieldOf, isTrue, itemsOf, textOf } from "./element.ts";
import { type JsonValue, readJson } from "./json.ts";

/** Reads SD-JSON, in which programs that write models hand them on; its equations are those of XMILE. */
export function readSdJson(entry: string, load: (path: string) => Loaded, report: Report): Reading {
  const loaded = load(entry);
  const sources = new Map<string, string>();
  if ("missing" in loaded) {
    report({
      code: "missing-file",
      severity: "error",
      message: `The file ‘${entry}’ cannot be read: ${loaded.missing}.`,
    });
  } else {
    for (const diagnostic of loaded.diagnostics ?? []) report(diagnostic);
    sources.set(entry, loaded.text);
  }
  const whole = "missing" in loaded ? undefined : readJson(loaded.text, entry, report);
  const root = whole && toXmile(whole, report);
  const file = root && { path: entry, root };
  const files = { entry: file, included: [], byPath: new Map(file ? [[entry, file]] : []), sources };
  const { model, readLayout } = readModels(files, entry, report);
  const told = whole ? readRelationships(whole) : { arrows: [], links: [] };
  const drawn = told.arrows.length > 0 ? [{ name: "relationships", items: told.arrows }] : [];
  return {
    model: { ...model, links: told.links },
    syntax: [],
    sources,
    readLayout: () => ({ views: [...readLayout().views, ...drawn] }),
  };
}

/** Whether a text is probably SD-JSON. */
export function looksLikeSdJson(text: string): boolean {
  return /^\ufeff?\s*\{/.test(text) && /"variables"\s*:\s*\[/.test(text);
}

/** The same model as elements of XMILE, at the places of the JSON. */
function toXmile(whole: JsonValue, report: Report): XmlElement | undefined {
  // Programs that make models wrap the model in a record of its own.
  const model = fieldOf(whole, "model") ?? whole;
  const { span } = model;
  if (!fieldOf(model, "variables")) {
    report({
      code: "not-sd-json",
      severity: "error",
      message: "This JSON has no list ‘variables’, and is no SD-JSON.",
      span,
    });
    return undefined;
  }
  const specs = fieldOf(model, "specs");
  const modules = itemsOf(model, "modules");
  const variables = itemsOf(model, "variables");
  const models = [
    "",
    ...modules.map((module) => textOf(module, "name")?.text ?? "").filter((name) => name !== ""),
  ];
  const dimensions = itemsOf(specs, "arrayDimensions").map(toDimension);
  return elementOf("xmile", span, {
    children: [
      elementOf("header", span, {
        children: [elementOf("name", span, { text: textOf(model, "name") ?? "" })],
      }),
      toSpecs(specs, span),
      elementOf("dimensions", span, { children: dimensions }),
      ...models.map((name) => toModel(name, variables, modules, span)),
    ],
  });
}

function toSpecs(specs: JsonValue | undefined, span: Span): XmlElement {
  const place = specs?.span ?? span;
  const time = (tag: string, field: string) => {
    const text = textOf(specs, field);
    return text && elementOf(tag, place, { text });
  };
  const attributes = { method: textOf(specs, "integrationMethod"), time_units: textOf(specs, "timeUnits") };
  return elementOf("sim_specs", place, {
    attributes: {
      ...attributes,
      "isee:save_interval": textOf(specs, "saveStep") ?? textOf(specs, "saveInterval"),
    },
    children: [time("start", "startTime"), time("stop", "stopTime"), time("dt", "dt")],
  });
}

function toDimension(dimension: JsonValue): XmlElement {
  const { span } = dimension;
  const elements = itemsOf(dimension, "elements").map((item) =>
    elementOf("elem", item.span, { attributes: { name: textOf(item) } }),
  );
  const isNumbered = textOf(dimension, "type")?.text === "numeric" || elements.length === 0;
  return elementOf("dim", span, {
    attributes: {
      name: textOf(dimension, "name"),
      ...(isNumbered && { size: textOf(dimension, "size") ?? `${elements.length}` }),
    },
    children: isNumbered ? [] : elements,
  });
}

/** The model of a module, or of what stands in none; names of variables begin with their module and a dot. */
function toModel(
  name: string,
  variables: readonly JsonValue[],
  modules: readonly JsonValue[],
  span: Span,
): XmlElement {
  const folded = foldName(name);
  const own = variables.filter((variable) => foldName(moduleOf(variable)) === folded);
  const below = modules.filter((module) => foldName(textOf(module, "parentModule")?.text ?? "") === folded);
  return elementOf("model", span, {
    attributes: { name: name === "" ? undefined : name },
    children: [
      elementOf("variables", span, {
        children: [...below.map((module) => toModule(module, variables)), ...own.map(toVariable)],
      }),
    ],
  });
}

/** The module with what fills its ghosts of variables that stand elsewhere. */
function toModule(module: JsonValue, variables: readonly JsonValue[]): XmlElement {
  const name = textOf(module, "name");
  const ghosts = variables.filter((variable) => foldName(moduleOf(variable)) === foldName(name?.text ?? ""));
  const connects = ghosts.flatMap((ghost) => {
    const of = textOf(ghost, "crossLevelGhostOf");
    const own = textOf(ghost, "name");
    if (!of || !own) return [];
    const from = of.text.includes(".") ? of : `.${of.text}`;
    return [elementOf("connect", ghost.span, { attributes: { to: own, from } })];
  });
  return elementOf("module", module.span, { attributes: { name }, children: connects });
}

/** What stands before the last dot of a variable’s name. */
function moduleOf(variable: JsonValue): string {
  const name = textOf(variable, "name")?.text ?? "";
  const parts = name.split(".");
  return parts.length > 1 ? parts.at(-2)! : (textOf(variable, "module")?.text ?? "");
}

function toVariable(variable: JsonValue): XmlElement {
  const { span } = variable;
  const type = textOf(variable, "type")?.text ?? "variable";
  const tag = type === "stock" || type === "flow" ? type : "aux";
  const full = textOf(variable, "name");
  const dot = full ? full.text.lastIndexOf(".") : -1;
  const name = full && dot > 0 ? full.slice(dot + 1, full.text.length) : full;
  const named = (list: string, child: string) =>
    itemsOf(variable, list).map((item) => elementOf(child, item.span, { text: withoutModule(textOf(item)) }));
  const dims = itemsOf(variable, "dimensions").map((item) =>
    elementOf("dim", item.span, { attributes: { name: textOf(item) } }),
  );
  const equation = textOf(variable, "equation");
  const parts = itemsOf(variable, "arrayEquations").map((part) =>
    elementOf("element", part.span, {
      attributes: {
        subscript: itemsOf(part, "forElements")
          .map((item) => textOf(item)?.text ?? "")
          .join(","),
      },
      children: [elementOf("eqn", part.span, { text: textOf(part, "equation") ?? "" })],
    }),
  );
  const isGhost = textOf(variable, "crossLevelGhostOf") !== undefined;
  return elementOf(tag, span, {
    attributes: { name, ...(isGhost && { access: "input" }) },
    children: [
      elementOf("doc", span, { text: textOf(variable, "documentation") ?? "" }),
      dims.length > 0 ? elementOf("dimensions", span, { children: dims }) : undefined,
      ...parts,
      equation && elementOf("eqn", span, { text: equation }),
      ...named("inflows", "inflow"),
      ...named("outflows", "outflow"),
      toGraph(fieldOf(variable, "graphicalFunction")),
      elementOf("units", span, { text: textOf(variable, "units") ?? "" }),
      isTrue(variable, "uniflow") ? elementOf("non_negative", span) : undefined,
      isTrue(variable, "nonNegative") ? elementOf("non_negative", span) : undefined,
      toDiscrete(variable),
    ],
  });
}

function withoutModule(text: ReturnType<typeof textOf>) {
  const dot = text ? text.text.lastIndexOf(".") : -1;
  return (text && dot > 0 ? text.slice(dot + 1, text.text.length) : text) ?? "";
}

function toGraph(graph: JsonValue | undefined): XmlElement | undefined {
  const points = itemsOf(graph, "points");
  if (!graph || points.length === 0) return undefined;
  const numbers = (axis: string) => points.map((point) => textOf(point, axis)?.text ?? "").join(",");
  return elementOf("gf", graph.span, {
    attributes: { type: textOf(graph, "type") },
    children: [
      elementOf("xpts", graph.span, { text: numbers("x") }),
      elementOf("ypts", graph.span, { text: numbers("y") }),
    ],
  });
}

/** Conveyors, queues, ovens and their flows, as their sub-type and further properties say. */
function toDiscrete(variable: JsonValue): XmlElement | undefined {
  const { span } = variable;
  const subType = textOf(variable, "subType")?.text;
  const properties = fieldOf(variable, "additionalProperties");
  const amount = (tag: string, ...names: readonly string[]) => {
    const text = names.map((name) => textOf(properties, name)).find((each) => each !== undefined);
    return text && elementOf(tag, span, { text });
  };
  switch (subType) {
    case "conveyor":
    case "oven":
    case "queue":
      return elementOf(subType, span, {
        children: [
          amount("len", "len", "transitTime", "transit_time", "length", "cookTime"),
          amount("capacity", "capacity"),
          amount("in_limit", "inflowLimit", "in_limit", "inLimit"),
          amount("sample", "sample"),
          amount("arrest", "arrest"),
        ],
      });
    case "conveyorLeakage":
      return amount("leak", "leakFraction", "leak", "leakage") ?? elementOf("leak", span);
    case "queueOverflow":
      return elementOf("overflow", span);
    default:
      return undefined;
  }
}

/** What the file says of causes: arrows for the diagram, and the reasons as links that nothing tests. */
function readRelationships(whole: JsonValue): {
  readonly arrows: readonly LayoutItem[];
  readonly links: readonly Link[];
} {
  const model = fieldOf(whole, "model") ?? whole;
  const arrows: LayoutItem[] = [];
  const links: Link[] = [];
  for (const relationship of itemsOf(model, "relationships")) {
    const [from, to, polarity] = ["from", "to", "polarity"].map((name) =>
      textOf(relationship, name)?.text.trim(),
    );
    if (from === undefined || to === undefined) continue;
    const sign = polarity === "+" || polarity === "-" ? ({ sign: polarity } as const) : {};
    arrows.push({ kind: "arrow", from: plainName(from), to: plainName(to), ...sign });
    const reasons = ["reasoning", "polarityReasoning"].flatMap(
      (name) => textOf(relationship, name)?.text.trim() ?? [],
    );
    if (reasons.length === 0) continue;
    const context = `${plainName(from)} -> ${plainName(to)}${polarity ? ` (${polarity})` : ""}: ${reasons.join(" ")}`;
    const id = `relationship ${links.length + 1}`;
    links.push({
      id,
      paths: [],
      because: [],
      evidenceFor: [],
      evidenceAgainst: [],
      context,
      span: relationship.span,
    });
  }
  return { arrows, links };
}

function plainName(name: string): string {
  return name.replaceAll("_", " ");
}
