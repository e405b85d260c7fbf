import { type AnyVerdict, verdictMarks, verdictWords } from "../../view/item.ts";

export function Badge({ verdict }: { readonly verdict: AnyVerdict }) {
  const [mark, tone] = verdictMarks[verdict];
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{mark}</span> {verdictWords[verdict]}
    </span>
  );
}
