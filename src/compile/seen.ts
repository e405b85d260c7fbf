import type { BinaryOp, Code, UnaryOp } from "../functions/code.ts";
import type { Kernel } from "./kernel.ts";
import type { Signs } from "./zerosign.ts";

/** Some steps of a run from the first on, and what is known of the numbers in them. */
export interface Moments {
  readonly first: number;
  readonly last: number;
  /** The least and the greatest value of a variable that follows from time alone. */
  readonly knownOf: (offset: number) => Extent | undefined;
  /** An input that is the same in all worlds. */
  readonly inputOf: (offset: number) => number | undefined;
  readonly isChanged: (offset: number) => boolean;
  /** Whether a changed slot may be so large that a product of a few overflows, or no number at all. */
  readonly isLarge: (offset: number) => boolean;
}

interface Extent {
  readonly low: number;
  readonly high: number;
}

/**
 * How a value before a change and the one behind it differ:
 * - `same`: not at all; between `low` and `high`, where that is known.
 * - `signed`: at most in which of the two noughts they are.
 * - `finite`: both are numbers, of a size up to `size`.
 * - `other`: in any way.
 */
type Seen =
  | { readonly kind: "same"; readonly extent?: Extent }
  | { readonly kind: "signed" }
  | { readonly kind: "finite"; readonly size: number }
  | { readonly kind: "other" };

/** Says whether an expression surely gives the same bits, whatever the changed slots are. */
export function createSeen(
  moments: Moments,
  { inputs, initially }: Pick<Kernel, "inputs" | "initially">,
  signs: Signs,
): (code: Code, isStart: boolean) => boolean {
  const found = [new Map<Code, Seen>(), new Map<Code, Seen>()] as const;

  function of(code: Code, isStart: boolean, depth: number): Seen {
    if (depth > deepest) return other;
    const known = found[isStart ? 0 : 1];
    const before = known.get(code);
    if (before) return before;
    const seen = work(code, isStart, depth);
    known.set(code, seen);
    return seen;
  }

  function ofSlot(offset: number, isStart: boolean): Seen {
    if (moments.isChanged(offset)) return moments.isLarge(offset) ? other : { kind: "finite", size: 1e60 };
    if (offset < inputs) {
      const value = moments.inputOf(offset);
      return value === undefined ? same : sameAt(value);
    }
    const extent = isStart && initially.has(offset) ? undefined : moments.knownOf(offset);
    return extent ? { kind: "same", extent } : same;
  }

  function work(code: Code, isStart: boolean, depth: number): Seen {
    const at = (part: Code) => of(part, isStart, depth + 1);
    switch (code.kind) {
      case "number":
        return sameAt(code.value);
      case "slot":
        return ofSlot(code.offset, isStart);
      case "clock":
        return code.word === "time" || code.word === "begun"
          ? { kind: "same", extent: { low: moments.first, high: moments.last } }
          : same;
      case "unary":
        return ofUnary(code.op, at(code.of));
      case "binary":
        return ofBinary(code.op, code.left, code.right, at(code.left), at(code.right));
      case "choose":
        return ofChoice(at(code.when), at(code.yes), at(code.no));
      // The same is read at either nought.
      case "lookup":
        return isAlike(at(code.at)) ? same : other;
      case "routine":
      case "call":
        return code.args.every((arg) => at(arg).kind === "same") ? same : other;
    }
  }

  function ofBinary(op: BinaryOp, a: Code, b: Code, left: Seen, right: Seen): Seen {
    if (left.kind === "same" && right.kind === "same") return compare(op, left.extent, right.extent);
    switch (op) {
      case "add":
        if (left.kind === "signed" && right.kind === "same") return signs.isNoMinusNought(b) ? same : signed;
        if (left.kind === "same" && right.kind === "signed") return signs.isNoMinusNought(a) ? same : signed;
        return sum(left, right);
      case "subtract":
        if (left.kind === "same" && right.kind === "signed") return signs.isNoMinusNought(a) ? same : signed;
        return sum(left, right);
      case "multiply":
        if ((isNought(left) && right.kind === "finite") || (isNought(right) && left.kind === "finite"))
          return signed;
        if (isAlike(left) && isAlike(right)) return signed;
        return product(left, right);
      case "divide":
        return isAlike(left) && right.kind === "same" ? signed : other;
      case "max":
        // +0 is greater than either nought, or as great.
        if (left.kind === "signed" && right.kind === "same" && signs.isPlus(b)) return same;
        if (left.kind === "same" && right.kind === "signed" && signs.isPlus(a)) return same;
        return larger(left, right);
      case "min":
        return larger(left, right);
      // Comparisons and logic do not tell the noughts apart.
      default:
        return isAlike(left) && isAlike(right) ? same : other;
    }
  }

  return (code, isStart) => of(code, isStart, 0).kind === "same";
}

function ofUnary(op: UnaryOp, of: Seen): Seen {
  if (of.kind === "same") return same;
  if (op === "abs" || op === "not") {
    if (of.kind === "signed") return same;
    return op === "abs" ? of : other;
  }
  if (op === "negate") return of;
  return of.kind === "signed" ? signed : other;
}

function ofChoice(when: Seen, yes: Seen, no: Seen): Seen {
  if (!isAlike(when)) return other;
  if (when.kind === "same" && when.extent) {
    const { low, high } = when.extent;
    if (low > 0 || high < 0) return yes;
    if (low === 0 && high === 0) return no;
  }
  if (yes.kind === "same" && no.kind === "same") return same;
  return isAlike(yes) && isAlike(no) ? signed : other;
}

/** What is known of a comparison of two numbers that are the same. */
function compare(op: BinaryOp, left: Extent | undefined, right: Extent | undefined): Seen {
  if (!left || !right) return same;
  const answer = (isTrue: boolean, isFalse: boolean) => (isTrue ? sameAt(1) : isFalse ? sameAt(0) : same);
  switch (op) {
    case "less":
      return answer(left.high < right.low, left.low >= right.high);
    case "lessEqual":
      return answer(left.high <= right.low, left.low > right.high);
    case "greater":
      return answer(left.low > right.high, left.high <= right.low);
    case "greaterEqual":
      return answer(left.low >= right.high, left.high < right.low);
    case "multiply":
      return isNoughtExtent(left) || isNoughtExtent(right) ? { kind: "same", extent: nought } : same;
    default:
      return same;
  }
}

function sum(left: Seen, right: Seen): Seen {
  if (isAlike(left) && isAlike(right)) return signed;
  const [one, two] = [sizeOf(left), sizeOf(right)];
  return sized(one + two);
}

function product(left: Seen, right: Seen): Seen {
  return sized(sizeOf(left) * sizeOf(right));
}

function larger(left: Seen, right: Seen): Seen {
  if (isAlike(left) && isAlike(right)) return signed;
  if (!isNumber(left) || !isNumber(right)) return other;
  return sized(Math.max(sizeOf(left), sizeOf(right)));
}

function sized(size: number): Seen {
  return size < 1e300 ? { kind: "finite", size } : other;
}

/** How large a number is at most; infinite where that is not known. */
function sizeOf(seen: Seen): number {
  if (seen.kind === "finite") return seen.size;
  if (seen.kind === "same" && seen.extent)
    return Math.max(Math.abs(seen.extent.low), Math.abs(seen.extent.high));
  return Number.POSITIVE_INFINITY;
}

function isNumber(seen: Seen): boolean {
  return Number.isFinite(sizeOf(seen));
}

function isAlike({ kind }: Seen): boolean {
  return kind === "same" || kind === "signed";
}

function isNought(seen: Seen): boolean {
  return seen.kind === "same" && seen.extent !== undefined && isNoughtExtent(seen.extent);
}

function isNoughtExtent({ low, high }: Extent): boolean {
  return low === 0 && high === 0;
}

function sameAt(value: number): Seen {
  return Number.isNaN(value) ? same : { kind: "same", extent: { low: value, high: value } };
}

const same: Seen = { kind: "same" };
const signed: Seen = { kind: "signed" };
const other: Seen = { kind: "other" };
const nought: Extent = { low: 0, high: 0 };

/** Expressions that are deeper are not looked into. */
const deepest = 400;
