import type { CheckLineVerdict, LinkVerdict } from "./verdict.ts";
import type { Judged, JudgedWorld, LostNumber } from "./worlds.ts";

/** Every word that a verdict may be; its place here stands for it where there are many of them. */
export const verdictCodes = [
  "holds",
  "fails",
  "no-effect",
  "untestable",
  "context",
  "shown",
  "varies",
] as const satisfies readonly (CheckLineVerdict["verdict"] | LinkVerdict["verdict"])[];

/** What was judged in some worlds, as plain data: arrays that can be handed over. */
export interface JudgedWorlds {
  readonly worlds: Float64Array;
  /** World by world: a code for each claim, check, loop and link, then for each line of the claims and of the checks. */
  readonly codes: Uint8Array;
  /** World by world, for each of these lines: the change of the effect in per cent, or what stands on the left; or NaN. */
  readonly values: Float64Array;
  /** Of the worlds in which a number was lost, where that was first. */
  readonly lost: readonly WorldLoss[];
}

export interface WorldLoss extends LostNumber {
  readonly world: number;
}

/** Writes verdicts down in as little room as there is. */
export function packJudged(worlds: readonly number[], judged: readonly JudgedWorld[]): JudgedWorlds {
  return {
    worlds: Float64Array.from(worlds),
    codes: Uint8Array.from(
      judged.flatMap((one) => [...itemsOf(one), ...linesOf(one)].map(({ verdict }) => codeOf(verdict))),
    ),
    values: Float64Array.from(judged.flatMap((one) => linesOf(one).map(({ value }) => value ?? Number.NaN))),
    lost: judged.flatMap(({ lost }, i) => (lost ? [{ world: worlds[i]!, ...lost }] : [])),
  };
}

/** Several judged pieces as one, in their order; of it the first so many worlds. */
export function joinJudged(pieces: readonly JudgedWorlds[], most = Number.POSITIVE_INFINITY): JudgedWorlds {
  const all = pieces.reduce((sum, { worlds }) => sum + worlds.length, 0);
  const count = Math.min(all, most);
  const part = (of: ArrayLike<number>[]): number[] => {
    const flat = of.flatMap((one) => Array.from(one));
    return flat.slice(0, (flat.length / all || 0) * count);
  };
  const worlds = Float64Array.from(part(pieces.map((one) => one.worlds)));
  const last = worlds.at(-1) ?? -1;
  return {
    worlds,
    codes: Uint8Array.from(part(pieces.map(({ codes }) => codes))),
    values: Float64Array.from(part(pieces.map(({ values }) => values))),
    lost: pieces.flatMap(({ lost }) => lost).filter(({ world }) => world <= last),
  };
}

/** Everything that has a verdict, in the order of its codes. */
export function itemsOf({ claims, checks, loops, links }: Judged): readonly Item[] {
  return [...claims, ...checks, ...loops, ...links];
}

/** The lines of claims and checks, in the order of their codes and values. */
export function linesOf({ claims, checks }: Judged): readonly Line[] {
  return [
    ...claims.flatMap(({ lines }) => lines.map(({ verdict, change }) => ({ verdict, value: change }))),
    ...checks.flatMap(({ lines }) => lines.map(({ verdict, left }) => ({ verdict, value: left }))),
  ];
}

interface Item {
  readonly id: string;
  readonly verdict: Word;
}

interface Line {
  readonly verdict: Word;
  readonly value: number | null;
}

type Word = (typeof verdictCodes)[number];

function codeOf(verdict: Word): number {
  return verdictCodes.indexOf(verdict);
}
