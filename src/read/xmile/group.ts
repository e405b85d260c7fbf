import { foldName } from "../../model/name.ts";
import type { Sector } from "../../model/system.ts";
import { readDocumentation } from "./documentation.ts";
import { attributeOf, childOf, childrenOf, nameSpanOf } from "./element.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** The groups of a model as sectors, and the sector of each variable by its folded name. */
export interface Groups {
  readonly sectors: readonly Sector[];
  readonly of: ReadonlyMap<string, string>;
}

/** Reads `<group>` with its `<entity>`, or `<var>` as older files have it (XMILE 1.0, 4.6). */
export function readGroups(variables: XmlElement | undefined): Groups {
  const sectors = new Map<string, Sector>();
  const of = new Map<string, string>();
  for (const group of childrenOf(variables, "group")) {
    const written = attributeOf(group, "name");
    if (written === undefined) continue;
    const name = nameOf(written);
    const description = readDocumentation(childOf(group, "doc"));
    if (!sectors.has(foldName(name)))
      sectors.set(foldName(name), {
        name,
        ...(description !== undefined && { description }),
        span: nameSpanOf(group),
      });
    const members = [
      ...childrenOf(group, "entity").map((entity) => attributeOf(entity, "name") ?? ""),
      ...childrenOf(group, "var").map(({ text }) => text.text),
    ];
    for (const member of members)
      if (!of.has(foldName(nameOf(member)))) of.set(foldName(nameOf(member)), name);
  }
  return { sectors: [...sectors.values()], of };
}
