import type { SheetNode } from "./sheet.ts";
import type { DiagramSystem, DiagramVariable } from "./system.ts";

/** What people call each kind. */
export const kindWords: Readonly<Record<SheetNode["kind"], string>> = {
  stock: "Stock",
  count: "Count",
  conveyor: "Conveyor",
  queue: "Queue",
  oven: "Oven",
  flow: "Flow",
  aux: "Auxiliary",
  const: "Constant",
  lever: "Lever",
  switch: "Switch",
  input: "Input",
  graph: "Graph",
  data: "Data series",
  group: "Sector",
  elsewhere: "Flows of another sector:",
};

/** So many names are said in a list. */
const mostSaid = 8;

/** Says what each variable is, in which unit, what fills and empties it, and what acts on it. */
export function speakerOf({ variables, flows, links }: DiagramSystem): (node: SheetNode) => string {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const labelOf = (name: string) => byName.get(name)?.label ?? name;
  const pick = (isEnd: (flow: (typeof flows)[number]) => boolean) =>
    flows.filter(isEnd).map(({ flow }) => labelOf(flow));
  const said = new Map<string, string>();
  const describe = (variable: DiagramVariable): string => {
    const { name, kind, label, unit, elements } = variable;
    const inflows = pick(({ to }) => to.includes(name));
    const outflows = pick(({ from }) => from.includes(name));
    const ends = flows.find(({ flow }) => flow === name);
    const causes = links.filter(({ effect, kind: how }) => effect === name && how === "equation");
    return [
      `${kindWords[kind]} ${label}`,
      elements === undefined ? "" : `${elements} elements`,
      unit ?? "",
      listed("in", inflows),
      listed("out", outflows),
      listed("from", ends?.from.map(labelOf) ?? []),
      listed("to", ends?.to.map(labelOf) ?? []),
      listed("depends on", [...new Set(causes.map(({ cause }) => labelOf(cause)))]),
    ]
      .filter((part) => part !== "")
      .join(", ");
  };
  return ({ name, kind, label, ghost }) => {
    const variable = byName.get(name);
    if (!variable) return `${kindWords[kind]} ${label}`;
    if (!said.has(name)) said.set(name, describe(variable));
    return ghost ? `${said.get(name)} (shown here a second time)` : said.get(name)!;
  };
}

function listed(word: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const shown = names.slice(0, mostSaid).join("; ");
  return `${word}: ${shown}${names.length > mostSaid ? ` and ${names.length - mostSaid} more` : ""}`;
}
