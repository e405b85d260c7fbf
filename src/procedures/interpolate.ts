import type { Given, Machine } from "./machine.ts";

/** Two neighbours among so many, and what part of the way between them a number from 0 to 1 is at. */
function between<V, W, B>(m: Machine<V, W, B>, length: W, at: V): { readonly before: W; readonly part: V } {
  const last = m.selectWhole(m.below(m.whole(0), length), m.minus(length, m.whole(1)), length);
  const inside = m.multiply(m.min(m.number(1), m.max(m.number(0), at)), m.toNumber(last));
  const floor = m.toWhole(m.floor(inside));
  const isEnd = m.not(m.below(floor, last));
  const before = m.selectWhole(
    isEnd,
    m.selectWhole(m.below(m.whole(0), last), m.minus(last, m.whole(1)), last),
    floor,
  );
  return { before, part: m.subtract(inside, m.toNumber(before)) };
}

/** In proportion between two numbers that lie so many bytes apart; the second does not count where nothing is of it. */
function mix<V, W, B>(m: Machine<V, W, B>, address: W, part: V): V {
  const found = m.variable(m.load(address));
  m.when(m.less(m.number(0), part), () => {
    const rest = m.subtract(m.number(1), part);
    found.set(m.add(m.multiply(rest, found.get()), m.multiply(part, m.load(address, 8))));
  });
  return found.get();
}

/** A row at a place from 0, its first number, to 1, its last. */
export function interpolateRow<V, W, B>(
  m: Machine<V, W, B>,
  [row, at]: readonly Given<V, W>[],
  result: W,
): void {
  const { before, part } = between(m, row!.length, at!.value);
  m.store(result, m.number(Number.NaN));
  m.when(m.below(m.whole(0), row!.length), () =>
    m.store(result, mix(m, m.plus(row!.address, m.shiftLeft(before, 3)), part)),
  );
}

/** A matrix at a place from 0 to 1 down its lines, and at one along them. */
export function interpolateMatrix<V, W, B>(
  m: Machine<V, W, B>,
  [matrix, down, along]: readonly Given<V, W>[],
  result: W,
): void {
  const { columns, length, address } = matrix!;
  const lines = m.toWhole(m.divide(m.toNumber(length), m.max(m.number(1), m.toNumber(columns))));
  const line = between(m, lines, down!.value);
  const column = between(m, columns, along!.value);
  m.store(result, m.number(Number.NaN));
  m.when(m.below(m.whole(0), length), () => {
    const offset = m.plus(m.times(line.before, columns), column.before);
    const upper = m.plus(address, m.shiftLeft(offset, 3));
    const found = m.variable(mix(m, upper, column.part));
    m.when(m.less(m.number(0), line.part), () => {
      const lower = mix(m, m.plus(upper, m.shiftLeft(columns, 3)), column.part);
      const rest = m.subtract(m.number(1), line.part);
      found.set(m.add(m.multiply(rest, found.get()), m.multiply(line.part, lower)));
    });
    m.store(result, found.get());
  });
}
