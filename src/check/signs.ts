import type { Clock } from "../functions/function.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { equationsOf, isGraphOfTime, streamsOf } from "./definition.ts";
import { type Equation, prepareEquation } from "./evaluate.ts";
import { type Axis, type CausalLink, type Pick, type Shapes, sizeOf } from "./facts.ts";
import type { PointTable } from "./lookup.ts";
import type { Ways } from "./paths.ts";

/** The values of all variables at some times of a run. */
export interface Sampler {
  readonly clocks: readonly Clock[];
  readonly value: (sample: number, variable: Variable, element: number) => number;
  readonly table: (variable: Variable, element: number) => PointTable;
}

/** The sign of a link or of a chain of them over a run. */
export interface LinkSign extends Ways {
  readonly sign: "raises" | "lowers" | "none" | "varies";
  /** At each sample: 1 if it raises, 2 if it lowers, 3 if it does both (in different elements), 0 if neither. */
  readonly at: Uint8Array;
}

/**
 * The sign of a link, by experiment on its effect's own equation. At each sample, the equation is computed with the
 * cause moved up and moved down by 1 % of its value there, and everything else as in the run. (A cause that is zero
 * there is moved by 1 % of its largest size in the run; one that is zero in all of the run, by 1 % of the larger end of
 * its range, or by 0.01.) The link raises where the difference is positive and lowers where it is negative; a difference
 * below 1e-12 of the largest size of the effect in the run counts as none. Over the whole run it `raises` if it raises
 * somewhere and lowers nowhere, and so on: it `varies` if it does both, and it is `none` if it does neither, like a policy
 * that acts through a lever which stands at zero.
 *
 * For a stock the equation is what its inflows, or its outflows with a minus, add up to; for a count its rate. A link
 * in starting values is tried once, at the first sample. In arrays each element of the cause that an element of the
 * effect reads is moved by itself.
 */
export function signOf(link: CausalLink, sampler: Sampler, shapes: Shapes): LinkSign {
  const { cause, effect, kind } = link;
  const samples = kind === "initial" ? Math.min(1, sampler.clocks.length) : sampler.clocks.length;
  const at = new Uint8Array(sampler.clocks.length);
  const axes = shapes.axes.get(effect) ?? [];
  const read = remember(sampler);
  const equations = new Map<Expr, Equation>();
  const prepare = (expr: Expr): Equation => {
    const equation = equations.get(expr) ?? prepareEquation(expr, shapes);
    equations.set(expr, equation);
    return equation;
  };
  for (let element = 0; element < sizeOf(axes); element++) {
    const place = placeOf(element, axes);
    const { exprs, compute } = equationOf(link, element, prepare, shapes);
    const moved = new Set(exprs.flatMap((expr) => elementsRead(expr, cause, place, shapes)));
    const trials = [...moved].map((each) => tryMoving(cause, each, place, compute, read, samples));
    const size = trials.reduce((most, trial) => Math.max(most, trial.size), 0);
    for (const { differences } of trials) {
      for (const [sample, difference] of differences.entries()) {
        if (Math.abs(difference) >= 1e-12 * size) at[sample]! |= difference > 0 ? 1 : difference < 0 ? 2 : 0;
      }
    }
  }
  return summary(kind === "initial" ? at.fill(at[0] ?? 0) : at);
}

/** The sign of a chain of links: at each sample the product, and over the run what comes of that. */
export function pathSign(links: readonly LinkSign[]): LinkSign {
  const [first, ...rest] = links;
  if (!first) return summary(new Uint8Array(0));
  return summary(
    first.at.map((ways, sample) =>
      rest.reduce((product, { at }) => multiplyWays(product, at[sample] ?? 0), ways),
    ),
  );
}

function multiplyWays(left: number, right: number): number {
  const raises = (left & right & 1) | ((left & right & 2) >> 1);
  const lowers = (left & 1 && right & 2) || (left & 2 && right & 1) ? 2 : 0;
  return raises | lowers;
}

function summary(at: Uint8Array): LinkSign {
  const ways = at.reduce((all, each) => all | each, 0);
  const [raises, lowers] = [(ways & 1) !== 0, (ways & 2) !== 0];
  const sign = raises && lowers ? "varies" : raises ? "raises" : lowers ? "lowers" : "none";
  return { sign, raises, lowers, at };
}

/** What a link's effect is computed by, for one of its elements. */
interface EffectEquation {
  readonly exprs: readonly Expr[];
  readonly compute: Equation;
}

function equationOf(
  { effect, kind }: CausalLink,
  element: number,
  prepare: (expr: Expr) => Equation,
  shapes: Shapes,
): EffectEquation {
  if (kind === "inflow" || kind === "outflow") {
    const { inflows, outflows } = streamsOf(effect);
    const [streams, direction] = kind === "inflow" ? [inflows, 1] : [outflows, -1];
    const terms = streams.map(({ flow, share }) => ({ flow: prepare(flow), share: share && prepare(share) }));
    return {
      exprs: streams.flatMap(({ flow, share }) => (share ? [flow, share] : [flow])),
      compute: (around) =>
        terms.reduce((sum, { flow, share }) => sum + direction * (share?.(around) ?? 1) * flow(around), 0),
    };
  }
  const found = equationsOf(effect).find(({ role }) => (role === "starts") === (kind === "initial"));
  const expr = found && shapes.partOf(effect, found.parts, element)?.value;
  if (!expr) return { exprs: [], compute: () => 0 };
  const compute = prepare(expr);
  const oneWay = effect.kind === "flow" && effect.oneWay;
  return { exprs: [expr], compute: oneWay ? (around) => Math.max(0, compute(around)) : compute };
}

/** Which elements of a variable an expression reads when it is computed for one element of its own. */
function elementsRead(
  expr: Expr,
  variable: Variable,
  place: readonly number[],
  shapes: Shapes,
): readonly number[] {
  const axes = shapes.axes.get(variable) ?? [];
  const { meanings, callees } = shapes.names;
  return [...walkExpr(expr)].flatMap((part) => {
    let picks: readonly Pick[] | undefined;
    if (part.kind === "name") {
      const meaning = meanings.get(part);
      if (meaning?.kind !== "variable" || meaning.variable !== variable) return [];
      picks = shapes.picks.get(part);
    } else if (part.kind === "call") {
      const callee = callees.get(part);
      if (callee?.kind !== "graph" || callee.graph !== variable) return [];
      picks = shapes.graphPicks.get(part);
    } else return [];
    return (picks ?? []).reduce<readonly number[]>(
      (elements, pick, axis) => {
        const indices = indicesOf(pick, place).filter((index) => index >= 0);
        return elements.flatMap((element) =>
          indices.map((index) => element * axes[axis]!.elements.length + index),
        );
      },
      [0],
    );
  });
}

function indicesOf(pick: Pick, place: readonly number[]): readonly number[] {
  switch (pick.kind) {
    case "fixed":
      return [pick.index];
    case "along":
      return [pick.indices[place[pick.axis]!]!];
    case "over":
      return pick.indices;
  }
}

/** What moving one element of the cause does to an equation, at each sample. */
interface Trial {
  readonly differences: Float64Array;
  /** The largest size that the equation has in the trial. */
  readonly size: number;
}

/** Moves one element of a variable up and down, everything else being as in the run. */
function tryMoving(
  cause: Variable,
  element: number,
  place: readonly number[],
  compute: Equation,
  sampler: Sampler,
  samples: number,
): Trial {
  const least = leastMove(cause, element, sampler);
  let sample = 0;
  let direction = 1;
  const moved = (value: number, size: number) => value + direction * 0.01 * size;
  const around = {
    at: place,
    get clock() {
      return sampler.clocks[sample]!;
    },
    value: (variable: Variable, index: number) => {
      const value = sampler.value(sample, variable, index);
      return variable === cause && index === element ? moved(value, Math.abs(value) || least) : value;
    },
    table: (variable: Variable, index: number) => {
      const table = sampler.table(variable, index);
      if (variable !== cause || index !== element) return table;
      return { ...table, pairs: table.pairs.map(([x, y]) => [x, moved(y, Math.abs(y))] as const) };
    },
  };

  const differences = new Float64Array(samples);
  let size = 0;
  for (; sample < samples; sample++) {
    direction = 1;
    const up = compute(around);
    direction = -1;
    const down = compute(around);
    differences[sample] = up - down;
    if (Number.isFinite(up) && Number.isFinite(down)) size = Math.max(size, Math.abs(up), Math.abs(down));
  }
  return { differences, size };
}

/** By 1 % of what something that is zero now is moved. */
function leastMove(cause: Variable, element: number, sampler: Sampler): number {
  if (cause.kind === "graph" && !isGraphOfTime(cause)) return 0;
  const largest = sampler.clocks.reduce((most, _, sample) => {
    const size = Math.abs(sampler.value(sample, cause, element));
    return Number.isFinite(size) ? Math.max(most, size) : most;
  }, 0);
  if (largest > 0) return largest;
  return cause.range ? Math.max(Math.abs(cause.range.low), Math.abs(cause.range.high)) : 1;
}

/** The same sampler, asking for each series of values once: every sample is computed twice for each element moved. */
function remember(sampler: Sampler): Sampler {
  const known = new Map<Variable, Float64Array[]>();
  return {
    ...sampler,
    value: (sample, variable, element) => {
      let series = known.get(variable)?.[element];
      if (!series) {
        series = Float64Array.from(sampler.clocks, (_, each) => sampler.value(each, variable, element));
        const elements = known.get(variable) ?? [];
        elements[element] = series;
        known.set(variable, elements);
      }
      return series[sample]!;
    },
  };
}

/** Where an element stands along each axis. */
function placeOf(element: number, axes: readonly Axis[]): readonly number[] {
  const place: number[] = [];
  let rest = element;
  for (const { elements } of axes.toReversed()) {
    place.unshift(rest % elements.length);
    rest = Math.floor(rest / elements.length);
  }
  return place;
}
