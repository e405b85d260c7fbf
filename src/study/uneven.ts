import { verdictCodes } from "../argument/verdictcodes.ts";
import type { Design } from "../sample/design.ts";
import type { CaseInput } from "./cases.ts";
import { type ArgumentTally, shareHolding } from "./shares.ts";
import { describeWhere, leastCases, type Where } from "./where.ts";

/** In which worlds something does not hold; or holds, where that is the rarer. */
export interface DescribedItem {
  readonly id: string;
  readonly interest: "failing" | "holding";
  /** Undefined where few limits do not tell them from the others. */
  readonly where: Where | undefined;
}

const holds = verdictCodes.indexOf("holds");
const untestable = verdictCodes.indexOf("untestable");

/**
 * Describes the worlds in which the first items of a tally do not hold, of those that hold in some and not in others. Each
 * takes a while: undefined stands for one of which there is nothing to describe, so that whoever waits can look up.
 */
export function* describeUneven(
  ids: readonly string[],
  tally: ArgumentTally,
  design: Design,
): Generator<DescribedItem | undefined, void> {
  const uneven = ids.flatMap((id, item) => {
    const share = shareHolding(tally.countsOf(item));
    return share && share.value > 0 && share.value < 1 ? [{ id, codes: tally.keptCodes(item) }] : [];
  });
  if (uneven.length === 0) return;
  const inputs = numbersOf(design, tally.kept);
  for (const { id, codes } of uneven) {
    const rows = [...codes.keys()].filter((row) => codes[row] !== untestable);
    const holding = rows.filter((row) => codes[row] === holds).length;
    const others = rows.length - holding;
    if (Math.min(holding, others) < leastCases) {
      yield undefined;
      continue;
    }
    const interest = others <= holding ? "failing" : "holding";
    const where = describeWhere({
      inputs: inputs.map((input) => ({
        ...input,
        values: Float64Array.from(rows, (row) => input.values[row]!),
      })),
      interest: Uint8Array.from(rows, (row) => Number((codes[row] === holds) === (interest === "holding"))),
    });
    yield { id, interest, where };
  }
}

/** The inputs of worlds, column by column. */
function numbersOf(design: Design, worlds: readonly number[]): readonly CaseInput[] {
  const columns = design.inputs.map(
    ({ label, shape }): CaseInput => ({
      name: label,
      kind: shape.kind === "discrete" ? "whole" : "real",
      values: new Float64Array(worlds.length),
    }),
  );
  const numbers = new Float64Array(design.inputs.length);
  for (const [row, world] of worlds.entries()) {
    design.world(world, numbers);
    for (const [i, { values }] of columns.entries()) values[row] = numbers[i]!;
  }
  return columns;
}
