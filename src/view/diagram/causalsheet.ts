import type { Sheet, SheetLink, SheetNode } from "./sheet.ts";
import type { DiagramSystem } from "./system.ts";

/** Variables with all direct links between them, and no pipes: a causal diagram. What is not in the system is left out. */
export function causalSheet(
  { variables, links }: DiagramSystem,
  names: Iterable<string>,
  title: string,
): Sheet {
  const wanted = new Set(names);
  const nodes = variables
    .filter(({ name }) => wanted.has(name))
    .map(({ name, label, kind }): SheetNode => ({ key: name, name, label, kind, ghost: false }));
  const there = new Set(nodes.map(({ key }) => key));
  const seen = new Set<string>();
  const arrows = links.flatMap((link): readonly SheetLink[] => {
    const { cause: from, effect: to } = link;
    const key = `${from}\n${to}`;
    if (!there.has(from) || !there.has(to) || from === to || seen.has(key)) return [];
    seen.add(key);
    return [{ from, to, link }];
  });
  return { title, notation: "causal", nodes, links: arrows, flows: [] };
}

/** Only the links of some ways. */
export function alongPaths(sheet: Sheet, paths: readonly (readonly string[])[], isClosed: boolean): Sheet {
  const steps = new Set(
    paths.flatMap((path) =>
      path.flatMap((name, i) => {
        const next = path[i + 1] ?? (isClosed ? path[0] : undefined);
        return next === undefined ? [] : [`${name}\n${next}`];
      }),
    ),
  );
  return { ...sheet, links: sheet.links.filter(({ from, to }) => steps.has(`${from}\n${to}`)) };
}

/** A variable with what acts on it at its left, and what it acts on at its right. */
export function aroundSheet({ variables, links }: DiagramSystem, name: string): Sheet {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const centre = byName.get(name);
  const nodes = new Map<string, SheetNode>();
  if (centre) nodes.set(name, { key: name, name, label: centre.label, kind: centre.kind, ghost: false });
  const arrows: SheetLink[] = [];
  for (const link of links) {
    const isCause = link.effect === name;
    const other = byName.get(isCause ? link.cause : link.effect);
    if ((!isCause && link.cause !== name) || !other || link.cause === link.effect) continue;
    const key = `${other.name}@${isCause ? "cause" : "effect"}`;
    if (nodes.has(key)) continue;
    nodes.set(key, {
      key,
      name: other.name,
      label: other.label,
      kind: other.kind,
      ghost: false,
      beside: name,
    });
    arrows.push({ from: isCause ? key : name, to: isCause ? name : key, link });
  }
  const title = `Around ${centre?.label ?? name}`;
  return { title, notation: "causal", nodes: [...nodes.values()], links: arrows, flows: [] };
}
