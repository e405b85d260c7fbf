import type { Axis, Pick } from "../facts.ts";

/** The place along each axis of an element with a row-major index. */
export function placeOf(element: number, axes: readonly Axis[]): readonly number[] {
  const place: number[] = [];
  let rest = element;
  for (const { elements } of axes.toReversed()) {
    place.unshift(rest % elements.length);
    rest = Math.floor(rest / elements.length);
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
  return picks.reduce<readonly number[]>(
    (rows, pick, i) => {
      const { length } = axes[i]!.elements;
      return rows.flatMap((row) =>
        indicesOf(pick, place).flatMap((index) => (index < 0 ? [] : row * length + index)),
      );
    },
    [0],
  );
}

function indicesOf(pick: Pick, place: readonly number[]): readonly number[] {
  switch (pick.kind) {
    case "fixed":
      return [pick.index];
    case "along":
      return [pick.indices[place[pick.axis]!]!];
    case "over":
      return pick.indices;
    case "computed":
      return countTo(pick.length);
  }
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
