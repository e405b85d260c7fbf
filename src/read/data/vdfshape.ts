/** The shape of an array: how long each axis is, and the reference to the dimension that it runs over. */
export interface VdfShape {
  readonly axes: readonly { readonly length: number; readonly dimension: number }[];
}

/** The least reference to a shape; a smaller one is that of a single number. */
const firstShape = 32;
const mostAxes = 8;
const shapeWords = 27;

/**
 * Reads a shape in section 3, which has 27 words: word 1 is the number of elements, from word 2 on stand the lengths of
 * the axes, from word 18 on references to their dimensions, as many as there are axes. Undefined for a single number.
 */
export function readShape(section: DataView, reference: number): VdfShape | undefined {
  const at = 4 * (reference - 1);
  if (reference < firstShape) return undefined;
  if (at + 4 * shapeWords > section.byteLength) return { axes: [] };
  const word = (number: number) => section.getUint32(at + 4 * number, true);
  const all = Array.from({ length: mostAxes }, (_, i) => ({ length: word(2 + i), dimension: word(18 + i) }));
  const end = all.findIndex(({ dimension }) => dimension === 0);
  const axes = end < 0 ? all : all.slice(0, end);
  const size = axes.reduce((product, { length }) => product * length, 1);
  // A shape that does not fit together names no elements.
  return { axes: size === word(1) ? axes : [] };
}

/** What the names of elements are found in. */
interface Directory {
  readonly section: (number: number) => DataView;
  readonly nameAt: (reference: number) => string | undefined;
}

/** The names of all elements of a shape in row-major order; undefined where they cannot be told. */
export function elementsOfShape(
  directory: Directory,
  { axes }: VdfShape,
): readonly (readonly string[])[] | undefined {
  if (axes.length === 0) return undefined;
  let elements: readonly (readonly string[])[] = [[]];
  for (const { length, dimension } of axes) {
    const names = namesOf(directory, dimension, length);
    if (!names || elements.length * length > mostElements) return undefined;
    elements = elements.flatMap((before) => names.map((name) => [...before, name]));
  }
  return elements;
}

const mostElements = 1_000_000;

/**
 * The names of the elements of a dimension. In section 5 each dimension has their number, how many references follow
 * them beside its own, and references to the elements and then to the dimension.
 */
function namesOf(
  { section, nameAt }: Directory,
  dimension: number,
  length: number,
): readonly string[] | undefined {
  const words = section(5);
  const word = (at: number) => words.getUint32(at, true);
  for (let at = 24; at + 8 <= words.byteLength; ) {
    const [count, more] = [word(at), word(at + 4)];
    const all = count + 1 + more;
    if (more > mostAxes || at + 8 + 4 * all > words.byteLength) return undefined;
    const references = Array.from({ length: all }, (_, i) => word(at + 8 + 4 * i));
    if (count === length && references.slice(count).includes(dimension)) {
      const names = references.slice(0, count).map(nameAt);
      const isSound = names.every((name) => name !== undefined) && new Set(names).size === count;
      return isSound ? names.map((name) => name!) : undefined;
    }
    at += 8 + 4 * all;
  }
  return undefined;
}
