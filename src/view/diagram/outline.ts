import { findCarriers } from "../../argument/carrier.ts";
import { joinSigns, type Signs } from "../../argument/sign.ts";
import { streamsOf } from "../../check/definition.ts";
import { type CausalLink, type Facts, sizeOf } from "../../check/facts.ts";
import { isHidden } from "../../check/hidden.ts";
import type { NameExpr } from "../../model/expression.ts";
import { printUnit } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";
import { inPieces } from "./pieces.ts";
import type {
  ArrowSign,
  DiagramFlow,
  DiagramGroup,
  DiagramLink,
  DiagramSystem,
  DiagramVariable,
  DiagramWay,
  VariableKind,
} from "./system.ts";

/** Gathers what diagrams show of a checked model. Signs are those of a run; without one no arrow has any. */
export function outlineOf(facts: Facts, signs?: Signs): DiagramSystem {
  const { model } = facts;
  const shown = model.variables.filter((variable) => !isHidden(variable) && kindOf(variable) !== undefined);
  const groups = groupsOf(facts, shown);
  const flows = flowsOf(facts, shown);
  return inPieces({
    name: model.name,
    title: model.title ?? model.name,
    variables: shown.map((variable) => describe(variable, facts)),
    links: linksOf(facts, signs),
    flows,
    groups,
    ways: waysOf(facts, signs),
  });
}

function describe(variable: Variable, { units, shapes }: Facts): DiagramVariable {
  const { name, title } = variable;
  const unit = units.variables.get(variable);
  const axes = shapes.axes.get(variable) ?? [];
  const group = groupKey(variable);
  return {
    name,
    label: title ?? name.replaceAll("_", " "),
    kind: kindOf(variable)!,
    ...(unit && { unit: printUnit(unit) }),
    ...(group !== undefined && { group }),
    ...(axes.length > 0 && { elements: sizeOf(axes) }),
  };
}

/** Discrete stocks are devices in a flattened model; other devices and memories are parts of what they stand in. */
function kindOf(variable: Variable): VariableKind | undefined {
  switch (variable.kind) {
    case "device":
      if (!variable.streams) return "aux";
      return (
        (["conveyor", "queue", "oven"] as const).find((kind) => variable.device.includes(kind)) ?? "stock"
      );
    case "memory":
      return "aux";
    case "module":
      return undefined;
    default:
      return variable.kind;
  }
}

/** A variable of a module stands in that, whatever its sector within. */
function groupKey({ origin, sector }: Variable): string | undefined {
  return origin?.kind === "module" ? origin.path.join(".") : sector;
}

function groupsOf({ model }: Facts, shown: readonly Variable[]): readonly DiagramGroup[] {
  const groups = new Map<string, DiagramGroup>();
  for (const variable of shown) {
    const key = groupKey(variable);
    if (key === undefined || groups.has(key)) continue;
    const isModule = variable.origin?.kind === "module";
    const title = isModule ? key : (model.sectors.find(({ name }) => name === key)?.title ?? key);
    groups.set(key, { key, title: title.replaceAll("_", " "), kind: isModule ? "module" : "sector" });
  }
  return [...groups.values()];
}

function flowsOf({ names }: Facts, shown: readonly Variable[]): readonly DiagramFlow[] {
  const ends = new Map<string, { readonly from: string[]; readonly to: string[] }>();
  for (const { kind, name } of shown) if (kind === "flow") ends.set(name, { from: [], to: [] });
  for (const stock of shown) {
    const { inflows, outflows } = streamsOf(stock);
    for (const [streams, side] of [
      [inflows, "to"],
      [outflows, "from"],
    ] as const) {
      for (const { flow } of streams) {
        const meaning = names.meanings.get(flow);
        if (meaning?.kind !== "variable" || isHidden(meaning.variable)) continue;
        const { name } = meaning.variable;
        if (!ends.has(name)) ends.set(name, { from: [], to: [] });
        const list = ends.get(name)![side];
        if (!list.includes(stock.name)) list.push(stock.name);
      }
    }
  }
  return [...ends].map(([flow, { from, to }]) => ({ flow, from, to }));
}

function linksOf(facts: Facts, signs: Signs | undefined): readonly DiagramLink[] {
  return facts.links().map((link) => {
    const { cause, effect, kind } = link;
    const sign = signs && signOf(link, signs);
    const share = shareOf(link, facts);
    return {
      cause: cause.name,
      effect: effect.name,
      kind,
      delayed: isDelayed(link),
      ...(sign && { sign }),
      ...(share !== undefined && { share }),
    };
  });
}

function signOf(link: CausalLink, signs: Signs): ArrowSign {
  return ({ raises: "+", lowers: "-", varies: "±", none: "0" } as const)[joinSigns([signs(link)]).sign];
}

/** Every chain that it stands for goes through something that has a memory. */
function isDelayed({ through }: CausalLink): boolean {
  const remembers = ({ cause }: CausalLink) =>
    isHidden(cause) && (cause.kind === "stock" || cause.kind === "memory" || cause.kind === "device");
  return through?.every((chain) => chain.some(remembers)) ?? false;
}

/** The flow of which a stock gets or gives the share that the cause stands in. */
function shareOf({ cause, effect, kind }: CausalLink, { names }: Facts): string | undefined {
  if (kind !== "inflow" && kind !== "outflow") return undefined;
  const { inflows, outflows } = streamsOf(effect);
  for (const { flow, share } of kind === "inflow" ? inflows : outflows) {
    const meaning = names.meanings.get(flow);
    const isRead = share && names.reads.get(share)?.places.some(({ variable }) => variable === cause);
    if (isRead && meaning?.kind === "variable" && meaning.variable !== cause) return meaning.variable.name;
  }
  return undefined;
}

function waysOf(facts: Facts, signs: Signs | undefined): readonly DiagramWay[] {
  const { claims, links, loops } = facts.model;
  const meant = (name: NameExpr) => {
    const meaning = facts.names.meanings.get(name);
    return meaning?.kind === "variable" ? meaning.variable.name : name.name;
  };
  return [
    ...claims.flatMap(({ id, sentence, tests }): readonly DiagramWay[] => {
      const paths = signs
        ? tests.map((test) => findCarriers(test, facts, signs).path.map(({ name }) => name))
        : [];
      const found = unique(paths.filter((path) => path.length > 1));
      return found.length > 0 ? [{ kind: "claim", id, title: sentence ?? "", paths: found }] : [];
    }),
    ...links.flatMap(({ id, title, paths }): readonly DiagramWay[] => {
      const found = paths.map(({ variables }) => variables.map(meant));
      return found.length > 0 ? [{ kind: "link", id, title: title ?? "", paths: found }] : [];
    }),
    ...loops.map(({ id, title, path, says }): DiagramWay => {
      return { kind: "loop", id, title: title ?? "", paths: [path.map(meant)], says };
    }),
  ];
}

function unique(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join("\n"), path])).values()];
}
