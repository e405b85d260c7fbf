import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { Hover } from "../../edit/hover.ts";
import type { EditorHost } from "./host.ts";
import { offsetsOf } from "./offsets.ts";

/** Shows what is known of the name under the pointer. */
export function hovering(host: EditorHost, path: string): Extension {
  return hoverTooltip(
    async (view, pos) => {
      const { doc } = view.state;
      const text = host.textOf(path);
      if (text === undefined) return null;
      const offsets = offsetsOf(text, doc);
      const hover = await host.hover(path, offsets.toText(pos));
      // What has been typed meanwhile may have moved it; and a pointer that has left wants no card.
      if (!hover || view.state.doc !== doc || !view.dom.matches(":hover")) return null;
      return {
        pos: offsets.fromText(hover.span.from),
        end: offsets.fromText(hover.span.to),
        above: true,
        create: () => ({ dom: hoverCard(hover, host.numberOf) }),
      };
    },
    { hoverTime: 350 },
  );
}

/** What is known of a name, as a small card; its number comes when it is known. */
function hoverCard(hover: Hover, numberOf: EditorHost["numberOf"]): HTMLElement {
  const card = element("div", "hence-hover", "");
  const head = element("p", "hence-hover-head", "");
  head.append(element("span", "hence-hover-kind", hover.kind), element("strong", "", hover.name));
  if (hover.unit !== undefined)
    head.append(element("span", "hence-hover-unit", hover.unit === "1" ? "" : hover.unit));
  card.append(head);
  if (hover.title !== undefined) card.append(element("p", "hence-hover-title", hover.title));
  if (hover.meaning !== undefined) card.append(element("p", "", hover.meaning));
  const number = element("p", "hence-hover-number", "");
  card.append(number);
  if (hover.variable !== undefined)
    void numberOf(hover.variable).then((words) => {
      number.textContent = words ?? "";
    });
  for (const line of hover.equation) card.append(element("code", "", line));
  const facts = [hover.range && `between ${hover.range}`, hover.basis].filter((fact) => fact !== undefined);
  for (const fact of facts) card.append(element("p", "hence-hover-fact", fact));
  if (hover.argument.length > 0) {
    const list = element("ul", "", "");
    for (const { kind, text } of hover.argument.slice(0, mostLines))
      list.append(element("li", "", `${kind} ${text}`));
    const left = hover.argument.length - mostLines;
    if (left > 0) list.append(element("li", "", `and ${left} more`));
    card.append(list);
  }
  return card;
}

const mostLines = 6;

function element(tag: string, name: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (name !== "") made.className = name;
  made.textContent = text;
  return made;
}
