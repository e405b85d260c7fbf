import { foldName } from "../../model/name.ts";
import { isCallOf } from "./calls.ts";
import type { Definition } from "./definition.ts";
import { evaluateStart } from "./evaluate.ts";
import type { Range, Ranges } from "./ranges.ts";
import type { Raw, RawCall, RawName, RawSubscript } from "./raw.ts";

/**
 * SHIFT IF TRUE(var[…, first], condition, size, accum, inval) moves what is in the elements of a stock on by one. It is
 * said as one more flow into that stock, which moves all of it within a step; the function itself is what leaves the last.
 */
export function addShifts(
  groups: Map<string, readonly Definition[]>,
  ranges: Ranges,
  isTaken: (key: string) => boolean,
): void {
  const numberOf = (raw: Raw): number | undefined => {
    const found = evaluateStart(raw, groups, () => undefined);
    return found.kind === "number" ? found.value : undefined;
  };
  for (const key of [...groups.keys()]) {
    // Looked up now: a shift before may have filled it.
    const changed = groups.get(key)!.map((definition) => {
      const { right } = definition.statement;
      if (right === undefined || right.kind === "table" || !isCallOf(right, "shift_if_true"))
        return definition;
      const shift = shiftOf(right, groups, ranges, numberOf);
      if (!shift) return definition;
      const flow = freshFlow(shift.stock.name, (name) => isTaken(name) || groups.has(name));
      fill(groups, shift, flow, definition);
      return { ...definition, statement: { ...definition.statement, right: leaving(shift) } };
    });
    groups.set(key, changed);
  }
}

/** A shift, with the names of the elements that it goes through. */
interface Shift {
  readonly call: RawCall;
  readonly stock: RawName;
  readonly elements: readonly string[];
}

/** Undefined where the variable is no stock, or its elements are not known: then the function is refused as unknown. */
function shiftOf(
  call: RawCall,
  groups: ReadonlyMap<string, readonly Definition[]>,
  ranges: Ranges,
  numberOf: (raw: Raw) => number | undefined,
): Shift | undefined {
  const [stock, , size] = call.args;
  if (call.args.length !== 5 || stock?.kind !== "name" || size === undefined) return undefined;
  const first = stock.subscripts?.at(-1);
  const isStock = groups.get(foldName(stock.name))?.every(({ statement: { right } }) => {
    return (
      right !== undefined && right.kind !== "table" && isCallOf(right, "integ") && right.args.length === 2
    );
  });
  if (!first || !isStock) return undefined;
  const count = elementCount(size, ranges) ?? numberOf(size);
  const place = ranges.places.get(foldName(first.name));
  const range: Range | undefined = place?.root ?? ranges.byName.get(foldName(first.name));
  if (count === undefined || !range) return undefined;
  const from = place?.index ?? 0;
  const elements = range.elements.slice(from, from + count).map(({ name }) => name);
  return elements.length === count && count > 0 ? { call, stock, elements } : undefined;
}

function elementCount(size: Raw, { byName }: Ranges): number | undefined {
  if (!isCallOf(size, "elmcount")) return undefined;
  const [range] = size.args;
  return range?.kind === "name" ? byName.get(foldName(range.name))?.elements.length : undefined;
}

function freshFlow(stock: string, isTaken: (key: string) => boolean): string {
  let name = `${stock} shift`;
  for (let number = 2; isTaken(foldName(name)); number++) name = `${stock} shift ${number}`;
  return name;
}

/** Gives the stock its flow: an equation for each element, and a term in the rate of each of its equations. */
function fill(
  groups: Map<string, readonly Definition[]>,
  shift: Shift,
  flow: string,
  { sector }: Definition,
): void {
  const { call, stock, elements } = shift;
  const { span } = call;
  const [, condition, , accum, first] = call.args;
  const step: Raw = { kind: "name", name: "TIME STEP", span };
  const equations = elements.map((element, i): Definition => {
    const comes = i === 0 ? first! : at(stock, elements[i - 1]!);
    const own = at(stock, element);
    const isLast = i > 0 && i === elements.length - 1;
    const goes = isLast ? choice(accum!, numeral(0, call), own, call) : own;
    const moved = binary("/", binary("-", comes, goes, call), step, call);
    const right = choice(condition!, moved, numeral(0, call), call);
    const left = { ...at(stock, element), name: flow };
    const statement = { kind: "equation", left, except: [], sign: "=", right, span } as const;
    return { statement, ...(sector !== undefined && { sector }) };
  });
  groups.set(foldName(flow), equations);
  const key = foldName(stock.name);
  const filled = groups.get(key)!.map((definition): Definition => {
    const { statement } = definition;
    const { right, left } = statement;
    if (right?.kind !== "call") return definition;
    const rate = binary("+", right.args[0]!, { ...left, name: flow }, call);
    return { ...definition, statement: { ...statement, right: { ...right, args: [rate, right.args[1]!] } } };
  });
  groups.set(key, filled);
}

/** What leaves the last element: nothing where it gathers. */
function leaving({ call, stock, elements }: Shift): Raw {
  const [, condition, , accum] = call.args;
  const last = at(stock, elements.at(-1)!);
  const out = choice(accum!, numeral(0, call), last, call);
  return choice(condition!, out, numeral(0, call), call);
}

function at(stock: RawName, element: string): RawName {
  const subscripts = (stock.subscripts ?? []).map((subscript, i, all): RawSubscript => {
    return i === all.length - 1 ? { ...subscript, name: element } : subscript;
  });
  return { ...stock, subscripts };
}

function choice(condition: Raw, yes: Raw, no: Raw, { span }: RawCall): Raw {
  const callee: RawName = { kind: "name", name: "IF THEN ELSE", span };
  return { kind: "call", callee, key: "if_then_else", args: [condition, yes, no], outputs: [], span };
}

function binary(op: "+" | "-" | "/", left: Raw, right: Raw, { span }: RawCall): Raw {
  return { kind: "binary", op, left, right, opSpan: span, span };
}

function numeral(value: number, { span }: RawCall): Raw {
  return { kind: "number", value, span };
}
