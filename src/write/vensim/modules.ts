import { inlineModules } from "../../flatten/inline.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import { respelled } from "../names.ts";

/** A model with its diagram. */
export interface Drawn {
  readonly model: Model;
  readonly layout: Layout | undefined;
}

/**
 * The same without modules, which Vensim does not have: ‘rabbits’ of the module ‘farm’ is ‘farm rabbits’, in a group
 * that is called ‘farm’.
 */
export function withoutModules(written: Model, layout: Layout | undefined, report: Report): Drawn {
  const modules = written.variables.filter(({ kind }) => kind === "module");
  if (modules.length === 0) return { model: written, layout };
  const model = inlineModules(written, report);
  const names = plainNames(model);
  const spell = (name: string) => names.get(foldName(name)) ?? name;
  const quoted = modules.map(({ name }) => `‘${name}’`).join(", ");
  const message = `Vensim has no modules: what is in ${quoted} stands in groups of these names, and carries them in its own.`;
  report({ code: "modules-in-groups", severity: "note", message, span: modules[0]!.nameSpan });
  return { model: respelled(model, spell), layout: layout && respelled(layout, spell) };
}

/** A name of its own for each variable of a module, by the folded name that has the dots. */
function plainNames({ variables, dimensions, functions }: Model): ReadonlyMap<string, string> {
  const others = variables.filter(({ origin }) => origin?.kind !== "module");
  const elements = dimensions.flatMap((dimension) => dimension.elements);
  const taken = new Set(
    [...others, ...dimensions, ...elements, ...functions].map(({ name }) => foldName(name)),
  );
  const names = new Map<string, string>();
  for (const { name, origin } of variables) {
    if (origin?.kind !== "module") continue;
    const wish = [...origin.path, origin.name].join(" ");
    let free = wish;
    for (let number = 2; taken.has(foldName(free)); number++) free = `${wish} ${number}`;
    taken.add(foldName(free));
    names.set(foldName(name), free);
  }
  return names;
}
