import type { Clock } from "../functions/function.ts";
import { type Expr, type NameExpr, walkExpr } from "../model/expression.ts";
import type { Part, Stream, Variable } from "../model/variable.ts";
import { type Equation, prepareEquation, type Surroundings } from "./evaluate.ts";
import { type CausalLink, type Pick, type Shapes, sizeOf } from "./facts.ts";
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
  const samples = kind === "initial" ? sampler.clocks.slice(0, 1) : sampler.clocks;
  const at = new Uint8Array(sampler.clocks.length);
  const axes = shapes.axes.get(effect) ?? [];
  const equations = new Map<Expr, Equation>();
  const prepare = (expr: Expr): Equation => {
    const equation = equations.get(expr) ?? prepareEquation(expr, shapes);
    equations.set(expr, equation);
    return equation;
  };
  const move = moverOf(cause, sampler, samples.length, shapes);

  for (let element = 0; element < sizeOf(axes); element++) {
    const place = placeOf(element, axes);
    const { exprs, compute } = equationOf(link, element, prepare, shapes);
    const moved = new Set(exprs.flatMap((expr) => elementsRead(expr, cause, place, shapes)));
    const trials = [...moved].map((each) => move(each, place, compute));
    const size = Math.max(...trials.map((trial) => trial.size));
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
    first.at.map((ways, sample) => rest.reduce((product, { at }) => multiplyWays(product, at[sample] ?? 0), ways)),
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
    const streams = hasStreams(effect) ? (kind === "inflow" ? effect.inflows : effect.outflows) : [];
    const terms = streams.map(({ flow, share }) => ({ flow: prepare(flow), share: share && prepare(share) }));
    const direction = kind === "inflow" ? 1 : -1;
    return {
      exprs: streams.flatMap(({ flow, share }) => (share ? [flow, share] : [flow])),
      compute: (around) =>
        terms.reduce((sum, { flow, share }) => sum + direction * (share?.(around) ?? 1) * flow(around), 0),
    };
  }
  const parts = kind === "initial" ? definitionsOf(effect) : effect.kind === "count" ? effect.rate : definitionsOf(effect);
  const expr = shapes.partOf(effect, parts, element)?.value;
  if (!expr) return { exprs: [], compute: () => 0 };
  const compute = prepare(expr);
  const oneWay = effect.kind === "flow" && effect.oneWay;
  return { exprs: [expr], compute: oneWay ? (around) => Math.max(0, compute(around)) : compute };
}

/** Which elements of a variable an expression reads when it is computed for one element of its own. */
function elementsRead(expr: Expr, variable: Variable, place: readonly number[], shapes: Shapes): readonly number[] {
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
    return (picks ?? []).reduce<readonly number[]>((elements, pick, axis) => {
      const indices = indicesOf(pick, place).filter((index) => index >= 0);
      return elements.flatMap((element) => indices.map((index) => element * axes[axis]!.elements.length + index));
    }, [0]);
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

/** Moves one element of the cause at every sample, and gives what that does to an equation. */
type Mover = (
  moved: number,
  place: readonly number[],
  compute: Equation,
) => { readonly differences: Float64Array; readonly size: number };

function moverOf(cause: Variable, sampler: Sampler, samples: number, shapes: Shapes): Mover {
  return (moved, place, compute) => {
    const differences = new Float64Array(samples);
    let size = 0;
    let largest = 0;
    for (let sample = 0; sample < samples; sample++) {
      const now = Math.abs(valueOf(sample));
      if (now > largest) largest = now;
    }
    return { differences, size };
  };
}
