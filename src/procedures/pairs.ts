import type { Machine } from "./machine.ts";

/**
 * Pairs of numbers, one behind another, of which the first may go. The first two cells of a state say, in bytes, where
 * they lie, for how many there is room, which is the first one, how many there are.
 */
const [place, room] = [0, 4];
export const [firstPair, pairCount] = [8, 12];

/** The address of a pair. */
export function pair<V, W, B>(m: Machine<V, W, B>, state: W, index: W): W {
  const at = m.plus(m.loadWhole(state, firstPair), index);
  return m.plus(m.at(m.loadWhole(state, place)), m.shiftLeft(at, 4));
}

export function clearPairs<V, W, B>(m: Machine<V, W, B>, state: W): void {
  for (const part of [place, room, firstPair, pairCount]) m.storeWhole(state, m.whole(0), part);
}

export function appendPair<V, W, B>(m: Machine<V, W, B>, state: W, one: V, other: V): void {
  const held = m.loadWhole(state, pairCount);
  const end = m.plus(m.loadWhole(state, firstPair), held);
  m.when(m.not(m.below(end, m.loadWhole(state, room))), () => makeRoom(m, state));
  const address = pair(m, state, held);
  m.store(address, one);
  m.store(address, other, 8);
  m.storeWhole(state, m.plus(held, m.whole(1)), pairCount);
}

/** Moves the pairs to the front of their room, or where they fill half of it, to one that is larger. */
function makeRoom<V, W, B>(m: Machine<V, W, B>, state: W): void {
  const held = m.loadWhole(state, pairCount);
  const from = m.wholeVariable(pair(m, state, m.whole(0)));
  const before = m.loadWhole(state, room);
  m.when(m.not(m.below(m.plus(held, held), before)), () => {
    const more = m.plus(m.plus(before, before), m.whole(16));
    m.storeWhole(state, m.allocate(m.shiftLeft(more, 4)), place);
    m.storeWhole(state, more, room);
  });
  m.storeWhole(state, m.whole(0), firstPair);
  const to = pair(m, state, m.whole(0));
  m.repeat(m.plus(held, held), (i) => {
    const offset = m.shiftLeft(i, 3);
    m.store(m.plus(to, offset), m.load(m.plus(from.get(), offset)));
  });
}

/** Takes the first pair away. */
export function dropPair<V, W, B>(m: Machine<V, W, B>, state: W): void {
  m.storeWhole(state, m.plus(m.loadWhole(state, firstPair), m.whole(1)), firstPair);
  m.storeWhole(state, m.minus(m.loadWhole(state, pairCount), m.whole(1)), pairCount);
}

/** One of the numbers of the first pair; another number where there is none. */
export function ofFirst<V, W, B>(m: Machine<V, W, B>, state: W, offset: number, otherwise: V): V {
  const found = m.variable(otherwise);
  const isAny = m.below(m.whole(0), m.loadWhole(state, pairCount));
  m.when(isAny, () => found.set(m.load(pair(m, state, m.whole(0)), offset)));
  return found.get();
}
