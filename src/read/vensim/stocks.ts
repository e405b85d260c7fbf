import { foldName } from "../../model/name.ts";
import { isCallOf } from "./calls.ts";
import type { Definition } from "./definition.ts";
import type { Raw, RawCall, RawName } from "./raw.ts";

/** The flows of a stock, where its net rate is nothing but a sum of them. */
export interface Streams {
  readonly inflows: readonly RawName[];
  readonly outflows: readonly RawName[];
}

/**
 * Finds the stocks whose net rate is a sum of auxiliaries, each of which fills at most one stock and empties at most one:
 * these become flows. The first stock of the file that names one has it.
 */
export function findStreams(
  groups: ReadonlyMap<string, readonly Definition[]>,
  isAuxiliary: (key: string) => boolean,
  isRange: (key: string) => boolean,
): ReadonlyMap<string, Streams> {
  const found = new Map<string, Streams>();
  const taken = { in: new Set<string>(), out: new Set<string>() };
  for (const [key, definitions] of groups) {
    const [definition] = definitions;
    if (definitions.length !== 1 || !definition || definition.statement.except.length > 0) continue;
    const { left, right } = definition.statement;
    if (right === undefined || right.kind === "table" || !isCallOf(right, "integ")) continue;
    if (!(left.subscripts ?? []).every(({ name }) => isRange(foldName(name)))) continue;
    const terms = termsOf(right);
    if (!terms?.every(({ name }) => isFlowOf(name, left, groups, isAuxiliary))) continue;
    const names = (sign: number) => terms.filter((term) => term.sign === sign).map(({ name }) => name);
    const streams = { inflows: names(1), outflows: names(-1) };
    const keys = (side: readonly RawName[]) => side.map(({ name }) => foldName(name));
    const all = [...keys(streams.inflows), ...keys(streams.outflows)];
    if (new Set(all).size < all.length) continue;
    if (keys(streams.inflows).some((each) => taken.in.has(each))) continue;
    if (keys(streams.outflows).some((each) => taken.out.has(each))) continue;
    for (const each of keys(streams.inflows)) taken.in.add(each);
    for (const each of keys(streams.outflows)) taken.out.add(each);
    found.set(key, streams);
  }
  return found;
}

interface Term {
  readonly sign: 1 | -1;
  readonly name: RawName;
}

/** The names that a rate adds up and takes away; undefined where there is anything else in it. */
function termsOf({ args }: RawCall): readonly Term[] | undefined {
  const terms: Term[] = [];
  const collect = (raw: Raw, sign: 1 | -1): boolean => {
    switch (raw.kind) {
      case "name":
        terms.push({ sign, name: raw });
        return true;
      case "number":
        return raw.value === 0;
      case "unary":
        return raw.op !== "not" && collect(raw.operand, raw.op === "-" ? (-sign as 1 | -1) : sign);
      case "binary": {
        const flipped = raw.op === "-" ? (-sign as 1 | -1) : sign;
        return (raw.op === "+" || raw.op === "-") && collect(raw.left, sign) && collect(raw.right, flipped);
      }
      default:
        return false;
    }
  };
  const [rate] = args;
  return rate && collect(rate, 1) ? terms : undefined;
}

/** Whether a name in the rate of a stock is an auxiliary over the very ranges of the stock. */
function isFlowOf(
  flow: RawName,
  stock: RawName,
  groups: ReadonlyMap<string, readonly Definition[]>,
  isAuxiliary: (key: string) => boolean,
): boolean {
  const key = foldName(flow.name);
  const namesOf = ({ subscripts = [] }: RawName) =>
    subscripts.map(({ name, all }) => `${foldName(name)}${all ? "!" : ""}`).join();
  const wanted = namesOf(stock);
  const definitions = groups.get(key) ?? [];
  return (
    isAuxiliary(key) &&
    namesOf(flow) === wanted &&
    definitions.length === 1 &&
    namesOf(definitions[0]!.statement.left) === wanted
  );
}
