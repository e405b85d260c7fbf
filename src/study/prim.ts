import type { BoxFigures, Cases } from "./cases.ts";

/**
 * The patient rule induction method of J. Friedman and N. Fisher (Bump hunting in high-dimensional data, 1999) as B. Bryant
 * and R. Lempert use it to find scenarios (2010): a box around all worlds is peeled, a thin slice at a time, so that the
 * share of worlds of interest inside grows; then pasted where that loses nothing.
 */
export interface PrimSettings {
  /** The part of the rows in a box that a peel takes away. */
  readonly peel: number;
  readonly paste: number;
  /** A box holds at least this part of all rows. */
  readonly leastMass: number;
  readonly objective: PrimObjective;
}

/**
 * What the best peel has most of. `gain for each row`: growth of density, divided by the rows that it costs; `gain for
 * each row, by size`: that times the rows that stay; `density`: as in the paper of 1999.
 */
export type PrimObjective = "gain for each row" | "gain for each row, by size" | "density";

export const usualPrim: PrimSettings = {
  peel: 0.05,
  paste: 0.05,
  leastMass: 0.05,
  objective: "gain for each row",
};

/** One box of a trajectory. Only inputs that the box restricts have limits that differ from those of the first box. */
export interface PrimBox extends BoxFigures {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The inputs that are restricted. */
  readonly restricted: readonly number[];
}

/** The boxes from the first, which holds every row, to the last. `rows` are those to look at; all unless told. */
export function primBoxes(
  cases: Cases,
  settings: PrimSettings = usualPrim,
  rows: Int32Array = Int32Array.from(cases.interest.keys()),
): readonly PrimBox[] {
  const search = new Search(cases, settings, rows);
  const boxes = [search.box()];
  while (search.peel()) boxes.push(search.box());
  while (search.paste()) boxes.push(search.box());
  return boxes;
}

/** The rows of `rows` that lie in a box. */
export function rowsIn(
  cases: Cases,
  { low, high }: Pick<PrimBox, "low" | "high">,
  rows: Int32Array,
): Int32Array {
  return rows.filter((row) =>
    cases.inputs.every(({ values }, i) => values[row]! >= low[i]! && values[row]! <= high[i]!),
  );
}

interface Candidate {
  readonly input: number;
  readonly side: "low" | "high";
  readonly limit: number;
  readonly rows: Int32Array;
  readonly objective: number;
}

class Search {
  private readonly cases: Cases;
  private readonly settings: PrimSettings;
  private readonly all: Int32Array;
  private readonly firstLow: Float64Array;
  private readonly firstHigh: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly interesting: number;
  private inside: Int32Array;

  constructor(cases: Cases, settings: PrimSettings, rows: Int32Array) {
    this.cases = cases;
    this.settings = settings;
    this.all = rows;
    this.inside = rows;
    const edge = (best: (a: number, b: number) => number, from: number): Float64Array =>
      Float64Array.from(cases.inputs, ({ values }) => rows.reduce((so, row) => best(so, values[row]!), from));
    this.firstLow = edge(Math.min, Number.POSITIVE_INFINITY);
    this.firstHigh = edge(Math.max, Number.NEGATIVE_INFINITY);
    this.low = this.firstLow.slice();
    this.high = this.firstHigh.slice();
    this.interesting = this.count(Int32Array.from(cases.interest.keys()));
  }

  box(): PrimBox {
    const { inside, cases } = this;
    const found = this.count(inside);
    return {
      low: this.low.slice(),
      high: this.high.slice(),
      restricted: this.restricted(),
      rows: inside.length,
      cases: found,
      coverage: found / this.interesting,
      density: found / inside.length,
      mass: inside.length / cases.interest.length,
    };
  }

  /** Takes the best slice away; says whether there was one. */
  peel(): boolean {
    const candidates = this.cases.inputs.flatMap((_, input) => {
      if (!(this.firstLow[input]! < this.firstHigh[input]!)) return [];
      return [this.peelCandidate(input, "high"), this.peelCandidate(input, "low")].flatMap(
        (one) => one ?? [],
      );
    });
    const best = this.bestOf(candidates);
    if (!best || best.rows.length < this.leastRows() || best.rows.length >= this.inside.length) return false;
    if (!(best.objective > 0)) return false;
    this.take(best);
    return true;
  }

  /** Gives back the best slice that was taken; says whether there was one. */
  paste(): boolean {
    const candidates = this.restricted().flatMap((input) =>
      (["low", "high"] as const).flatMap((side) => this.pasteCandidate(input, side) ?? []),
    );
    const best = this.bestOf(candidates);
    if (!best || best.rows.length < this.leastRows() || best.rows.length <= this.inside.length) return false;
    const isDenser = this.densityOf(best.rows) > this.densityOf(this.inside);
    if (!(best.objective > 0) || !isDenser) return false;
    this.take(best);
    return true;
  }

  private take({ input, side, limit, rows }: Candidate): void {
    this[side][input] = limit;
    this.inside = rows;
  }

  private peelCandidate(input: number, side: "low" | "high"): Candidate | undefined {
    const { values, kind } = this.cases.inputs[input]!;
    const { peel } = this.settings;
    const sorted = sortedOf(values, this.inside);
    const limit = cutBetween(sorted, side === "high" ? 1 - peel : peel);
    const whole = kind === "whole" ? wholeLimit(sorted, side, Math.trunc(limit), this[side][input]!) : limit;
    return whole === undefined ? undefined : this.candidate(input, side, whole, this.inside);
  }

  private pasteCandidate(input: number, side: "low" | "high"): Candidate | undefined {
    const { values } = this.cases.inputs[input]!;
    const outer = side === "low" ? this.firstLow[input]! : this.firstHigh[input]!;
    const limit = this[side][input]!;
    if (limit === outer) return undefined;
    const wider = this.allWithin(input, side, outer);
    const between = sortedOf(values, wider).filter((value) =>
      side === "low" ? value < limit : value > limit,
    );
    const pasted =
      between.length === 0
        ? outer
        : cutBetween(between, side === "low" ? 1 - this.settings.paste : this.settings.paste);
    return this.candidate(input, side, pasted, wider);
  }

  /** The rows that would lie in the box if one limit were at another place. */
  private allWithin(input: number, side: "low" | "high", limit: number): Int32Array {
    const [low, high] = [this.low.slice(), this.high.slice()];
    (side === "low" ? low : high)[input] = limit;
    return rowsIn(this.cases, { low, high }, this.all);
  }

  private candidate(input: number, side: "low" | "high", limit: number, among: Int32Array): Candidate {
    const { values } = this.cases.inputs[input]!;
    const rows = among.filter((row) => (side === "high" ? values[row]! <= limit : values[row]! >= limit));
    return { input, side, limit, rows, objective: this.objectiveOf(rows) };
  }

  private objectiveOf(rows: Int32Array): number {
    const [before, after] = [this.densityOf(this.inside), this.densityOf(rows)];
    if (this.settings.objective === "density") return rows.length === 0 ? -1 : after;
    if (after === before) return 0;
    const gain = (after - before) / Math.abs(rows.length - this.inside.length);
    return this.settings.objective === "gain for each row" ? gain : rows.length * gain;
  }

  /** The largest objective; of equal ones the box with more free inputs, then the first. */
  private bestOf(candidates: readonly Candidate[]): Candidate | undefined {
    let best: Candidate | undefined;
    let mostFree = 0;
    for (const candidate of candidates) {
      const free = this.freeWith(candidate);
      const isBetter =
        !best ||
        candidate.objective > best.objective ||
        (candidate.objective === best.objective && free > mostFree);
      if (!isBetter) continue;
      best = candidate;
      mostFree = free;
    }
    return best;
  }

  private freeWith({ input, side, limit }: Candidate): number {
    return this.cases.inputs.filter((_, i) => {
      const low = i === input && side === "low" ? limit : this.low[i]!;
      const high = i === input && side === "high" ? limit : this.high[i]!;
      return low === this.firstLow[i]! && high === this.firstHigh[i]!;
    }).length;
  }

  private restricted(): readonly number[] {
    const isRestricted = (i: number): boolean =>
      this.low[i]! !== this.firstLow[i]! || this.high[i]! !== this.firstHigh[i]!;
    return [...this.cases.inputs.keys()].filter(isRestricted);
  }

  private densityOf(rows: Int32Array): number {
    return rows.length === 0 ? 0 : this.count(rows) / rows.length;
  }

  private count(rows: Int32Array): number {
    let count = 0;
    for (const row of rows) count += this.cases.interest[row]!;
    return count;
  }

  private leastRows(): number {
    return this.settings.leastMass * this.cases.interest.length;
  }
}

function sortedOf(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!).sort();
}

/** A number that lies between two different values near a share of the sorted ones. */
function cutBetween(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  let [low, high] = [Math.floor(place), Math.ceil(place)];
  if (share > 0.5) while (sorted[low] === sorted[high] && low > 0) low--;
  else while (sorted[low] === sorted[high] && high < sorted.length - 1) high++;
  return (sorted[low]! + sorted[high]!) / 2;
}

/** Of whole numbers: the outermost value that stays, or, where that would change nothing, without the one at the edge. */
function wholeLimit(
  sorted: Float64Array,
  side: "low" | "high",
  limit: number,
  now: number,
): number | undefined {
  const stays =
    side === "high"
      ? sorted.findLast((value) => (limit === now ? value < now : value <= limit))
      : sorted.find((value) => (limit === now ? value > now : value >= limit));
  return stays;
}
