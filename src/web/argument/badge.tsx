import { type AnyVerdict, verdictWords } from "../../view/item.ts";

/** A verdict is told by its word and a mark; the colour only repeats it. */
const marks: Readonly<Record<AnyVerdict, readonly [mark: string, tone: "good" | "bad" | "doubt" | "plain"]>> =
  {
    holds: ["✓", "good"],
    fails: ["✗", "bad"],
    "no-effect": ["○", "doubt"],
    untestable: ["?", "doubt"],
    varies: ["±", "doubt"],
    context: ["·", "plain"],
    shown: ["·", "plain"],
  };

export function Badge({ verdict }: { readonly verdict: AnyVerdict }) {
  const [mark, tone] = marks[verdict];
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{mark}</span> {verdictWords[verdict]}
    </span>
  );
}
