import type { Span } from "../../model/span.ts";
import type { Analysis } from "../engine/analysis.ts";
import { standsAt } from "../state/about.ts";
import type { Choice } from "../state/choice.ts";

/** The statement of what is chosen; undefined where it has none. */
export function statementOf(analysis: Analysis, choice: Choice): Span | undefined {
  const byId = (all: readonly { readonly id: string; readonly span: Span }[], id: string) =>
    all.find((each) => each.id === id)?.span;
  switch (choice.kind) {
    case "variable":
      return analysis.variables.find(({ key, isMade }) => key === choice.key && !isMade)?.span;
    case "claim":
      return byId(analysis.claims, choice.id);
    case "check":
      return byId(analysis.checks, choice.id);
    case "link":
      return byId(analysis.links, choice.id);
    case "loop":
      return byId(analysis.loops, choice.id);
    case "history":
      return byId(analysis.history, choice.id);
    case "sentence":
      return analysis.claims.find((claim) => standsAt(claim, choice))?.span;
  }
}

/** What is chosen by the statement that an offset of a text is in. */
export function choiceAt(analysis: Analysis, path: string, offset: number): Choice | undefined {
  const isHere = ({ span }: { readonly span: Span }) =>
    span.source === path && span.from <= offset && offset <= span.to;
  const variable = analysis.variables.find((each) => !each.isMade && isHere(each));
  if (variable) return { kind: "variable", key: variable.key };
  const lists = {
    claim: analysis.claims,
    check: analysis.checks,
    link: analysis.links,
    loop: analysis.loops,
    history: analysis.history,
  } as const;
  for (const kind of ["claim", "check", "link", "loop", "history"] as const) {
    const found = lists[kind].find(isHere);
    if (found) return { kind, id: found.id };
  }
  return undefined;
}
