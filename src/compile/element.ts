import type { Facts, Pick, VectorShape } from "../check/facts.ts";
import type { DeviceRow, Vector } from "../functions/function.ts";
import { findDevice } from "../functions/functions.ts";
import { Bug } from "../model/diagnostic.ts";
import type { Device, Variable } from "../model/variable.ts";

/** Where an expression stands: the place of its element along each axis, and the turns of the reducer around it. */
export interface Place {
  readonly at: readonly number[];
  readonly turns: readonly number[];
}

/** For each element of a variable, in row-major order, its place along each axis. */
export function elementsOf(variable: Variable, { shapes }: Facts): readonly (readonly number[])[] {
  const axes = shapes.axes.get(variable);
  if (!axes) throw new Bug(`‘${variable.name}’ has no shape.`);
  return turnsOf(axes.map(({ elements }) => elements.length));
}

/** All turns of nested loops, the last one turning fastest. */
export function turnsOf(lengths: readonly number[]): readonly (readonly number[])[] {
  let all: readonly (readonly number[])[] = once;
  for (const length of lengths) {
    const longer: number[][] = [];
    for (const turns of all) for (let turn = 0; turn < length; turn++) longer.push([...turns, turn]);
    all = longer;
  }
  return all;
}

const once: readonly (readonly number[])[] = [[]];

/** What is picked along one axis: an index, -1 outside; or a position that the run works out. */
export type Picked = number | Extract<Pick, { readonly kind: "computed" }>;

/** The row-major index of the element that is picked, or -1 outside; what is picked along each axis where it may change. */
export function pickedElement(
  variable: Variable,
  picks: readonly Pick[] | undefined,
  place: Place,
  { shapes }: Facts,
): number | readonly Picked[] {
  const axes = shapes.axes.get(variable) ?? [];
  const count = picks?.length ?? 0;
  const isFlat = count === 1 && picks![0]!.kind === "computed";
  if (!isFlat && axes.length !== count) throw new Bug(`‘${variable.name}’ is read as a whole.`);
  let element = 0;
  for (let i = 0; i < count; i++) {
    const index = pickedIndex(picks![i]!, place);
    if (typeof index !== "number") return picks!.map((each) => pickedIndex(each, place));
    if (index < 0) return -1;
    element = element * axes[i]!.elements.length + index;
  }
  return element;
}

/** The element that is picked where it is plain before a run. */
export function plainElement(
  variable: Variable,
  picks: readonly Pick[] | undefined,
  place: Place,
  facts: Facts,
): number {
  const element = pickedElement(variable, picks, place, facts);
  if (typeof element !== "number") throw new Bug(`Which element of ‘${variable.name}’ is meant may change.`);
  return element;
}

/** The row of the function that a device is. */
export function rowOf({ device }: Device): DeviceRow {
  const row = findDevice(device);
  if (!row) throw new Bug(`There is no device ‘${device}’.`);
  return row;
}

/** Which number of a result is meant, or -1 outside. */
export function vectorResult({ result }: Vector, shape: VectorShape, place: Place): number {
  if (result.kind === "number") return 0;
  const lengths = shape.arguments[result.along]!;
  let index = 0;
  for (const [loop, pick] of shape.result.entries()) {
    const own = pickedIndex(pick, place);
    if (typeof own !== "number") throw new Bug("Which item of a result is meant may change.");
    if (own < 0) return -1;
    index = index * lengths[loop]! + own;
  }
  return index;
}

function pickedIndex(pick: Pick, { at, turns }: Place): Picked {
  switch (pick.kind) {
    case "fixed":
      return pick.index;
    case "along":
      return pick.indices[at[pick.axis]!]!;
    case "over":
      return pick.indices[turns[pick.loop]!]!;
    case "computed":
      return pick;
  }
}
