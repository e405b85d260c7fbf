import { itemAt, type Machine, setItem, type VectorProcedure } from "./machine.ts";
import { missing } from "./missing.ts";

/** Ranks from 1, in rising order where the direction is above nought; equal items as they stand. */
export const rankItems: VectorProcedure = (m, [items, direction], result) => {
  m.repeat(items!.length, (place) => {
    const rank = placeInOrder(m, items!, m.less(m.number(0), direction!.value), place);
    setItem(m, result, place, m.toNumber(m.plus(rank, m.whole(1))));
  });
};

/** The items in the order that their places (from 0) are given in; nothing where there is no such place. */
export const reorderItems: VectorProcedure = (m, [items, places], result) => {
  m.repeat(places!.length, (turn) => {
    const place = m.floor(itemAt(m, places!.address, turn));
    const isThere = m.both(m.lessEqual(m.number(0), place), m.less(place, m.toNumber(items!.length)));
    const found = itemAt(m, items!.address, m.toWhole(m.select(isThere, place, m.number(0))));
    setItem(m, result, turn, m.select(isThere, found, m.number(missing)));
  });
};

/** The item so many places behind the one that is picked, in the order of all of the variable’s numbers. */
export const itemBehind: VectorProcedure = (m, [all, offset], result) => {
  const place = m.add(all!.value, m.floor(m.add(offset!.value, m.number(1e-6))));
  const isThere = m.both(m.lessEqual(m.number(0), place), m.less(place, m.toNumber(all!.length)));
  const found = itemAt(m, all!.address, m.toWhole(m.select(isThere, place, m.number(0))));
  setItem(m, result, m.whole(0), m.select(isThere, found, m.number(missing)));
};

/** The place (from 1) of the item that has a rank (from 1) in rising order; equal ones by another row, or as they stand. */
export const placeOfRank: VectorProcedure = (m, [items, rank, others], result) => {
  const found = m.variable(m.number(0));
  m.repeat(items!.length, (place) => {
    const own = itemAt(m, items!.address, place);
    const before = m.wholeVariable(m.whole(0));
    m.repeat(items!.length, (turn) => {
      const other = itemAt(m, items!.address, turn);
      const isSameBefore = m.both(m.equal(other, own), m.below(turn, place));
      let isBefore = m.either(m.less(other, own), isSameBefore);
      if (others) {
        const [mine, theirs] = [itemAt(m, others.address, place), itemAt(m, others.address, turn)];
        const isTie = m.both(m.equal(other, own), m.not(m.equal(mine, theirs)));
        isBefore = m.either(m.both(m.not(isTie), isBefore), m.both(isTie, m.less(theirs, mine)));
      }
      m.when(isBefore, () => before.set(m.plus(before.get(), m.whole(1))));
    });
    const ownRank = m.toNumber(m.plus(before.get(), m.whole(1)));
    m.when(m.equal(ownRank, rank!.value), () => found.set(m.toNumber(m.plus(place, m.whole(1)))));
  });
  setItem(m, result, m.whole(0), found.get());
};

/** How many items come before one. */
function placeInOrder<V, W, B>(
  m: Machine<V, W, B>,
  { address, length }: { readonly address: W; readonly length: W },
  rises: B,
  place: W,
): W {
  const own = itemAt(m, address, place);
  const before = m.wholeVariable(m.whole(0));
  m.repeat(length, (turn) => {
    const other = itemAt(m, address, turn);
    const isLess = m.both(rises, m.less(other, own));
    const isMore = m.both(m.not(rises), m.less(own, other));
    const isSameBefore = m.both(m.equal(other, own), m.below(turn, place));
    m.when(m.either(m.either(isLess, isMore), isSameBefore), () =>
      before.set(m.plus(before.get(), m.whole(1))),
    );
  });
  return before.get();
}
