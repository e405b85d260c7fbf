import type { Axis, Pick } from "../facts.ts";

/** The place along each axis of an element with a row-major index. */
export function placeOf(element: number, axes: readonly Axis[]): readonly number[] {
  const place: number[] = [];
  let size = 1;
  for (const { elements } of axes) size *= elements.length;
  let rest = element;
  for (const { elements } of axes) {
    size /= elements.length;
    place.push(Math.floor(rest / size));
    rest %= size;
  }
  return place;
}

/** The row-major indices of the elements that a reference picks, or may pick, in the equation of the element at a place. */
export function pickedElements(
  picks: readonly Pick[],
  axes: readonly Axis[],
  place: readonly number[],
): readonly number[] {
  const [only] = picks;
  if (only?.kind === "computed" && picks.length === 1) return countTo(only.length);
  let rows = [0];
  for (const [i, pick] of picks.entries()) {
    const { length } = axes[i]!.elements;
    const picked: number[] = [];
    for (const row of rows) {
      if (pick.kind === "fixed" || pick.kind === "along") {
        const index = pick.kind === "fixed" ? pick.index : pick.indices[place[pick.axis]!]!;
        if (index >= 0) picked.push(row * length + index);
        continue;
      }
      for (const index of pick.kind === "over" ? pick.indices : countTo(pick.length))
        if (index >= 0) picked.push(row * length + index);
    }
    rows = picked;
  }
  return rows;
}

function countTo(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i);
}

/** An element as it is written: `name[khatlon, young]`, or the name alone of what is no array. */
export function elementLabel(name: string, element: number, axes: readonly Axis[]): string {
  if (axes.length === 0) return name;
  const labels = placeOf(element, axes).map((index, i) => axes[i]!.elements[index]);
  return `${name}[${labels.join(", ")}]`;
}
