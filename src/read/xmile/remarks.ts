import type { Report } from "../../model/diagnostic.ts";
import { headSpan } from "./element.ts";
import { noteAt } from "./fault.ts";
import type { XmlElement } from "./xml.ts";

/** What is read, or only says how a model looks, by the element that it stands in. */
const known: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "xmile",
    words(
      "header sim_specs behavior dimensions model_units style data model macro include includes default_format equation_prefs prefs ai_information",
    ),
  ],
  [
    "model",
    words("sim_specs behavior variables views interface display doc style stock flow aux gf module group"),
  ],
  ["variables", words("stock flow aux gf module group")],
  ["stock", words("eqn init_eqn init inflow outflow non_negative conveyor queue oven")],
  ["flow", words("eqn init_eqn non_negative leak leak_integers overflow multiplier gf")],
  ["aux", words("eqn init_eqn gf non_negative")],
  ["element", words("eqn init_eqn gf")],
  ["gf", words("xscale yscale xpts ypts")],
  ["macro", words("eqn parm format doc sim_specs variables views")],
]);

/** What any variable may have; ranges, scales and formats are for showing numbers. */
const common = words("doc units dimensions element event_poster range scale format mathml display label");

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Says once for each name which elements of a file mean nothing to Hence. Those of other makers are passed over, and the options that macros filter. */
export function reportUnread(root: XmlElement, options: ReadonlySet<string>, report: Report): void {
  const told = new Set<string>();
  const visit = (element: XmlElement) => {
    const inside = known.get(element.name);
    for (const child of element.children) {
      if (child.prefix !== "" || options.has(child.name)) continue;
      const isCommon = common.has(child.name) && element.name !== "xmile";
      if (inside && !inside.has(child.name) && !isCommon && !told.has(child.name)) {
        told.add(child.name);
        const message = `<${child.name}> in <${element.name}> means nothing to Hence, and is passed over.`;
        report(noteAt("xmile-ignored", message, headSpan(child)));
      }
      if (known.has(child.name)) visit(child);
    }
  };
  visit(root);
}
