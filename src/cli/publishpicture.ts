import type { Facts } from "../check/facts.ts";
import { explain } from "../edit/explanation.ts";
import { outlineOf } from "../view/diagram/outline.ts";
import type { Scene } from "../view/diagram/scene.ts";
import type { DiagramLink, DiagramSystem, VariableKind } from "../view/diagram/system.ts";
import { type DiagramView, layoutNameOf, viewNamed } from "../view/diagram/viewname.ts";
import { drawView } from "../view/diagram/views.ts";
import type { ShownPart, ShownPicture } from "../view/html/picture.ts";
import { signsInBaseRun } from "./diagramsigns.ts";
import { layoutOf } from "./layout.ts";
import type { Opened } from "./opening.ts";
import type { AskedReport } from "./reportask.ts";

/** Kinds that pictures of the structure alone leave out. */
const numberKinds: ReadonlySet<VariableKind> = new Set(["const", "graph", "data"]);

/** The pictures of a system, and what there is to say of its parts; undefined where it has none. */
export function pictureOf(opened: Opened, { facts, simulator }: AskedReport): ShownPicture | undefined {
  const system = outlineOf(facts, signsInBaseRun(facts, simulator));
  const layout = layoutOf(opened);
  // Where somebody has laid a sector out, that is how it looks; else the structure alone is shown.
  const draw = (view: DiagramView): Scene | undefined => {
    const constants = viewNamed(layout, layoutNameOf(view)) !== undefined;
    return drawView(system, view, { constants, ...(layout && { layout }) })?.scene;
  };
  const keys: readonly (string | undefined)[] = [
    ...system.groups.map(({ key }) => key),
    ...(system.variables.some(({ group, kind }) => group === undefined && !numberKinds.has(kind))
      ? [undefined]
      : []),
  ];
  const groups = keys.flatMap((key) => {
    const scene = draw({ kind: "group", ...(key !== undefined && { key }) });
    if (!scene || scene.nodes.length === 0) return [];
    const title = system.groups.find((group) => group.key === key)?.title;
    return [{ key: key ?? "", title: title ?? (keys.length > 1 ? "In no sector" : system.title), scene }];
  });
  if (groups.length === 0) return undefined;
  const overview = system.groups.length > 1 ? draw({ kind: "overview" }) : undefined;
  return { ...(overview && { overview }), groups, ...partsOf(opened, facts, system, groups) };
}

function partsOf(
  { sources }: Opened,
  facts: Facts,
  { variables, links, ways }: DiagramSystem,
  groups: ShownPicture["groups"],
): Pick<ShownPicture, "parts" | "ways"> {
  const onWays = new Set(ways.flatMap(({ paths }) => paths.flat()));
  const shown = variables.filter(({ name, kind }) => !numberKinds.has(kind) || onWays.has(name));
  const places = new Map(shown.map(({ name }, place) => [name, place]));
  const labels = new Map(variables.map(({ name, label }) => [name, label]));
  const declared = new Map(facts.model.variables.map((variable) => [variable.name, variable]));
  const ends = (all: readonly DiagramLink[], other: "cause" | "effect"): ShownPart["causes"] => {
    const signs = new Map(all.map((link) => [link[other], link.sign]));
    return [...signs].flatMap(([name, sign]) => {
      const part = places.get(name);
      return part === undefined ? [] : [{ part, ...(sign && { sign }) }];
    });
  };
  const parts = shown.map(({ name, label, kind, unit, group }): ShownPart => {
    const variable = declared.get(name);
    const causes = links.filter(({ effect, kind: how }) => effect === name && how !== "initial");
    const numbers = causes.filter(({ cause }) => !places.has(cause)).map(({ cause }) => labels.get(cause)!);
    const place = groups.findIndex(({ key }) => key === (group ?? ""));
    return {
      name,
      title: label,
      kind,
      ...(unit !== undefined && { unit }),
      ...(variable?.description !== undefined && { meaning: variable.description }),
      equation: variable ? explain(facts, sources, variable).equation : [],
      ...(place >= 0 && { group: place }),
      causes: ends(causes, "cause"),
      numbers: [...new Set(numbers)],
      effects: ends(
        links.filter(({ cause, kind: how }) => cause === name && how !== "initial"),
        "effect",
      ),
    };
  });
  return {
    parts,
    ways: ways.map(({ kind, id, paths }) => ({
      kind,
      id,
      paths: paths.map((path) => path.flatMap((name) => places.get(name) ?? [])),
    })),
  };
}
