import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import type { DimensionRef, PartSubscript } from "../../model/variable.ts";
import { reportUnknownSubscript } from "./place.ts";
import type { Range } from "./ranges.ts";
import type { RawSubscript } from "./raw.ts";
import type { Scope } from "./scope.ts";
import type { EquationStatement } from "./statement.ts";

/** What the left sides of all equations of one variable come to. */
export interface Left {
  /** The dimensions of the variable. */
  readonly dimensions: readonly DimensionRef[];
  /** For each equation what its part is for; no subscripts where it is for everything. */
  readonly parts: readonly LeftPart[];
  /** Whether the equations leave nothing out. */
  readonly isWhole: boolean;
}

export interface LeftPart {
  readonly subscripts: readonly PartSubscript[];
  readonly except: readonly (readonly PartSubscript[])[];
  /** For each pair of brackets, the elements that its range or element stands for. */
  readonly elements: readonly (readonly string[])[];
  /** The ranges that are named in brackets, elements left out. */
  readonly ranges: readonly Range[];
}

/** Finds the dimensions of a variable from its left sides; undefined where these do not fit together. */
export function shapeLeft(equations: readonly EquationStatement[], scope: Scope): Left | undefined {
  const [first] = equations;
  const count = first?.left.subscripts?.length ?? 0;
  const odd = equations.find(({ left }) => (left.subscripts?.length ?? 0) !== count);
  if (!first || odd) {
    if (odd) {
      const message = `‘${odd.left.name}’ has ${odd.left.subscripts?.length ?? 0} subscripts here, and ${count} in its first equation.`;
      const notes = [{ message: "That is here.", span: first!.left.span }];
      scope.report({ code: "wrong-subscripts", severity: "error", message, span: odd.left.span, notes });
    }
    return undefined;
  }
  const [, second] = equations;
  if (count === 0 && second) {
    const message = `‘${second.left.name}’ has two equations.`;
    const notes = [{ message: "The first one is here.", span: first.span }];
    scope.report({ code: "name-twice", severity: "error", message, span: second.left.span, notes });
    return undefined;
  }
  const seats = equations.map(({ left }) => (left.subscripts ?? []).map((each) => seatOf(each, scope)));
  if (seats.some((row) => row.includes(undefined))) return undefined;
  const rows = seats.map((row) => row.map((seat) => seat!));
  const ranges = chooseRanges(rows, count, equations, scope);
  if (!ranges) return undefined;
  const isAlone = equations.length === 1 && first.except.length === 0;
  const parts = equations.map((equation, i): LeftPart => {
    const row = rows[i]!;
    const isAll = isAlone && row.every((seat, k) => seat.elements.length === ranges[k]!.elements.length);
    return {
      subscripts: isAll ? [] : (equation.left.subscripts ?? []).map(partSubscript),
      except: equation.except.flatMap((brackets) => exceptHere(brackets, row, scope)),
      elements: row.map(({ elements }) => elements),
      ranges: row.flatMap(({ range }) => range ?? []),
    };
  });
  for (const { except } of equations)
    for (const subscript of except.flat()) if (!seatOf(subscript, scope)) return undefined;
  const spans = first.left.subscripts ?? [];
  return {
    dimensions: ranges.map(({ name }, k) => ({ name, span: spans[k]!.span })),
    parts,
    isWhole: isAlone ? parts[0]!.subscripts.length === 0 : coversAll(equations, rows, ranges, scope),
  };
}

/** What stands at one place in brackets: a range, or an element of a root. */
interface Seat {
  readonly range?: Range;
  readonly root: string;
  readonly elements: readonly string[];
  /** The same folded. */
  readonly keys: readonly string[];
}

function seatOf(subscript: RawSubscript, scope: Scope): Seat | undefined {
  const key = foldName(subscript.name);
  const range = scope.ranges.byName.get(key);
  if (range) {
    const elements = range.elements.map(({ name }) => name);
    return { range, root: range.root, elements, keys: [...range.indices.keys()] };
  }
  const place = scope.ranges.places.get(key);
  if (place) return { root: place.root.name, elements: [place.name], keys: [key] };
  reportUnknownSubscript(subscript, scope);
  return undefined;
}

function partSubscript({ name, span }: RawSubscript): PartSubscript {
  return { kind: "name", name, span };
}

/** What an exception leaves out of a part: nothing where the two have no element in common. */
function exceptHere(
  brackets: readonly RawSubscript[],
  row: readonly Seat[],
  scope: Scope,
): readonly (readonly PartSubscript[])[] {
  const common = brackets.map((subscript, k) => {
    const own = new Set(row[k]?.keys);
    const all = seatOf(subscript, scope)?.elements ?? [];
    const inside = all.filter((name) => own.has(foldName(name)));
    return inside.length === all.length ? [subscript] : inside.map((name) => ({ ...subscript, name }));
  });
  return common.reduce<readonly (readonly PartSubscript[])[]>(
    (rows, choices) => rows.flatMap((each) => choices.map((choice) => [...each, partSubscript(choice)])),
    [[]],
  );
}

/** For each pair of brackets the smallest range that all equations keep to; no two of a variable are the same. */
function chooseRanges(
  rows: readonly (readonly Seat[])[],
  count: number,
  equations: readonly EquationStatement[],
  scope: Scope,
): readonly Range[] | undefined {
  const chosen: Range[] = [];
  for (let k = 0; k < count; k++) {
    const seats = rows.map((row) => row[k]!);
    const { root } = seats[0]!;
    const stranger = seats.findIndex((seat) => seat.root !== root);
    if (stranger !== -1) {
      const { name, span } = equations[stranger]!.left.subscripts![k]!;
      const message = `‘${equations[0]!.left.name}’ is over ‘${root}’ in its first equation, and ‘${name}’ is no part of that.`;
      scope.report({ code: "wrong-subscripts", severity: "error", message, span });
      return undefined;
    }
    chosen.push(rangeFor(seats, scope));
  }
  // Two brackets over one range: where the file does not name it, the other takes another name.
  return chosen.map((range, k) => {
    const isTaken = (other: Range, i: number) => i !== k && foldName(other.name) === foldName(range.name);
    const rival = chosen.findIndex(isTaken);
    if (rival === -1) return range;
    const named = (i: number) => rows.some((row) => row[i]?.range !== undefined);
    const yields = named(k) === named(rival) ? k > rival : !named(k);
    return yields ? otherName(range, scope) : range;
  });
}

function rangeFor(seats: readonly Seat[], scope: Scope): Range {
  const [first] = seats;
  if (first?.range && seats.every(({ range }) => range === first.range)) return first.range;
  const wanted = new Set(seats.flatMap(({ keys }) => keys));
  const covers = ({ indices }: Range) =>
    indices.size >= wanted.size && [...wanted].every((key) => indices.has(key));
  const smallest = (ranges: readonly Range[]) =>
    ranges.reduce<Range | undefined>(
      (best, range) => (best && best.elements.length <= range.elements.length ? best : range),
      undefined,
    );
  const named = new Set(seats.flatMap(({ range }) => range ?? []));
  const own = smallest([...named].filter(covers));
  if (own) return own;
  const { root } = seats[0]!;
  const kin = [...scope.ranges.byName.values()].filter(
    (range) => range.root === root && range.elements.length === wanted.size,
  );
  // A part that happens to be a little larger than what is needed says less than the whole.
  return kin.find(covers) ?? scope.ranges.byName.get(foldName(root))!;
}

/** Another name for a range, that of a variable which is over the same range twice. */
function otherName(range: Range, { ranges, extras }: Scope): Range {
  const same = [...ranges.byName.values()].find(
    (other) =>
      other.root === range.root &&
      foldName(other.name) !== foldName(range.name) &&
      other.elements.length === range.elements.length &&
      other.elements.every(({ name }, i) => foldName(name) === foldName(range.elements[i]!.name)),
  );
  if (same) return same;
  const name = `${range.name} again`;
  if (!extras.aliases.has(foldName(name))) {
    const alias: Dimension = { name, elements: [{ name: range.name, span: range.span }], span: range.span };
    extras.aliases.set(foldName(name), alias);
  }
  return { ...range, name };
}

/** Larger arrays are not looked through: their elements all have equations, or the checker says which have none. */
const mostElements = 2_000_000;

function coversAll(
  equations: readonly EquationStatement[],
  rows: readonly (readonly Seat[])[],
  ranges: readonly Range[],
  scope: Scope,
): boolean {
  const sizes = ranges.map(({ elements }) => elements.length);
  const total = sizes.reduce((product, size) => product * size, 1);
  if (total > mostElements) return true;
  const covered = new Uint8Array(total);
  for (const [i, { except }] of equations.entries()) {
    const inside = rows[i]!.map(({ keys }, k) => keys.map((key) => ranges[k]!.indices.get(key) ?? -1));
    const holes = except.map((brackets) =>
      brackets.map((subscript, k) => {
        const keys = seatOf(subscript, scope)?.keys ?? [];
        return new Set(keys.map((key) => ranges[k]?.indices.get(key) ?? -1));
      }),
    );
    fill(covered, sizes, inside, (index) => holes.some((hole) => hole.every((set, k) => set.has(index[k]!))));
  }
  return covered.every((each) => each === 1);
}

function fill(
  covered: Uint8Array,
  sizes: readonly number[],
  inside: readonly (readonly number[])[],
  isHole: (index: readonly number[]) => boolean,
): void {
  const index = sizes.map(() => 0);
  const go = (k: number, base: number): void => {
    if (k === sizes.length) {
      if (!isHole(index)) covered[base] = 1;
      return;
    }
    for (const place of inside[k]!) {
      if (place < 0) continue;
      index[k] = place;
      go(k + 1, base * sizes[k]! + place);
    }
  };
  go(0, 0);
}
