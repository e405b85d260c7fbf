import { itemAt, setItem, type VectorProcedure } from "./machine.ts";

/**
 * Vensim’s VECTOR SELECT: what becomes of the items where the selection is not nought. Of weighted items (actions 0 to 4)
 * or of the plain ones (6 to 10): their sum, product, minimum, maximum or mean; action 5 is the product of the items
 * raised to their selection. Too few or too many items, where that is a fault, give no number.
 */
export const selectItems: VectorProcedure = (m, [selection, items, nothing, action, fault], result) => {
  const kind = m.toWhole(action!.value);
  const is = (...kinds: readonly number[]) =>
    kinds.map((one) => m.same(kind, m.whole(one))).reduce((a, b) => m.either(a, b));
  const isWeighted = m.below(kind, m.whole(5));
  const isPower = is(5);
  const count = m.wholeVariable(m.whole(0));
  const sum = m.variable(m.number(0));
  const product = m.variable(m.number(1));
  const least = m.variable(m.number(Number.POSITIVE_INFINITY));
  const most = m.variable(m.number(Number.NEGATIVE_INFINITY));
  m.repeat(selection!.length, (turn) => {
    const weight = itemAt(m, selection!.address, turn);
    m.when(m.not(m.equal(weight, m.number(0))), () => {
      const item = itemAt(m, items!.address, turn);
      const term = m.variable(m.select(isWeighted, m.multiply(weight, item), item));
      m.when(isPower, () => term.set(m.routine("power", item, weight)));
      count.set(m.plus(count.get(), m.whole(1)));
      sum.set(m.add(sum.get(), term.get()));
      product.set(m.multiply(product.get(), term.get()));
      least.set(m.min(least.get(), term.get()));
      most.set(m.max(most.get(), term.get()));
    });
  });
  const number = m.toNumber(count.get());
  const choices = [
    [is(0, 6), sum.get()],
    [is(1, 5, 7), product.get()],
    [is(2, 8), least.get()],
    [is(3, 9), most.get()],
    [is(4, 10), m.divide(sum.get(), number)],
  ] as const;
  const chosen = choices.reduce(
    (others, [when, value]) => m.select(when, value, others),
    m.number(Number.NaN),
  );
  const isNone = m.same(count.get(), m.whole(0));
  const isMany = m.below(m.whole(1), count.get());
  const kindOfFault = m.toWhole(fault!.value);
  const isAmong = (a: number, b: number) =>
    m.either(m.same(kindOfFault, m.whole(a)), m.same(kindOfFault, m.whole(b)));
  const isFault = m.either(m.both(isNone, isAmong(1, 3)), m.both(isMany, isAmong(2, 3)));
  const usual = m.select(isNone, nothing!.value, chosen);
  setItem(m, result, m.whole(0), m.select(isFault, m.number(Number.NaN), usual));
};
