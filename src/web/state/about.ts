import { foldName } from "../../model/name.ts";
import type { Analysis, ClaimInfo } from "../engine/analysis.ts";
import type { Choice } from "./choice.ts";

/** What a choice has to do with: what the other panels light up. Names are folded. */
export interface About {
  readonly claims: ReadonlySet<string>;
  readonly checks: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  readonly history: ReadonlySet<string>;
  /** The variables whose course tells of it, those that it is about first. */
  readonly courses: readonly string[];
}

const none: ReadonlySet<string> = new Set();
const nothing: About = {
  claims: none,
  checks: none,
  links: none,
  loops: none,
  history: none,
  courses: [],
};

/** Of a sentence, what its claims carry; of a claim, what rests on it; of what rests on claims, those; of a variable, what names it. */
export function aboutOf(choice: Choice | undefined, analysis: Analysis | undefined): About {
  if (!choice || !analysis) return nothing;
  switch (choice.kind) {
    case "claim":
      return aboutClaims(
        analysis.claims.filter(({ id }) => id === choice.id),
        analysis,
      );
    case "sentence":
      return aboutClaims(
        analysis.claims.filter((claim) => standsAt(claim, choice)),
        analysis,
      );
    case "variable": {
      const { key } = choice;
      const naming = (all: readonly { readonly id: string; readonly variables: readonly string[] }[]) =>
        foldedIds(all.filter(({ variables }) => variables.includes(key)));
      return {
        claims: naming(analysis.claims),
        checks: naming(analysis.checks),
        links: naming(analysis.links),
        loops: naming(analysis.loops),
        history: foldedIds(
          analysis.history.filter(({ bands }) => bands.some(({ variable }) => variable === key)),
        ),
        courses: [key],
      };
    }
    case "check":
    case "link":
    case "loop": {
      const list = { check: "checks", link: "links", loop: "loops" } as const;
      const one = analysis[list[choice.kind]].find(({ id }) => id === choice.id);
      if (!one) return nothing;
      return {
        ...nothing,
        [list[choice.kind]]: new Set([foldName(one.id)]),
        claims: new Set(one.because.map(foldName)),
        courses: one.variables,
      };
    }
    case "history": {
      const one = analysis.history.find(({ id }) => id === choice.id);
      const courses = (one?.bands ?? []).flatMap(({ variable }) =>
        variable === undefined ? [] : [variable],
      );
      return { ...nothing, history: new Set([foldName(choice.id)]), courses: [...new Set(courses)] };
    }
  }
}

/** Whether a claim rests on a sentence. */
export function standsAt(
  { places }: ClaimInfo,
  { source, paragraph, sentence }: Extract<Choice, { readonly kind: "sentence" }>,
): boolean {
  return places.some(
    (place) =>
      foldName(place.source) === foldName(source) &&
      place.paragraph === paragraph &&
      place.sentence === sentence,
  );
}

function aboutClaims(claims: readonly ClaimInfo[], { checks, links, loops }: Analysis): About {
  const ids = foldedIds(claims);
  const resting = (all: readonly { readonly id: string; readonly because: readonly string[] }[]) =>
    foldedIds(all.filter(({ because }) => because.some((id) => ids.has(foldName(id)))));
  return {
    claims: ids,
    checks: resting(checks),
    links: resting(links),
    loops: resting(loops),
    history: none,
    courses: [...new Set(claims.flatMap(({ effects }) => effects))],
  };
}

function foldedIds(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => foldName(id)));
}
