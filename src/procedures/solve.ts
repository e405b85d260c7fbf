import { itemAt, type Machine, setItem } from "./machine.ts";

/** How a solver reaches what it works on, by the number of the unknown. */
export interface Unknowns<V> {
  readonly count: number;
  readonly start: (unknown: number) => V;
  readonly set: (unknown: number, value: V) => void;
  /** Computes all that follows from the unknowns. */
  readonly evaluate: () => void;
  /** What has to become nought, after that. */
  readonly residual: (unknown: number) => V;
}

/** So many numbers of scratch memory are needed. */
export function solvingScratch(count: number): number {
  return count * (count + 4);
}

const mostIterations = 60;
const mostHalvings = 8;

/**
 * Newton's method with differences in place of derivatives, each step cut in halves until it makes the largest residual
 * smaller. It ends when a step changes no unknown by more than 1e-9 of itself. What has no solution that is found so is
 * no number (NaN) in the end.
 */
export function solve<V, W, B>(m: Machine<V, W, B>, unknowns: Unknowns<V>, scratch: W): void {
  const { count } = unknowns;
  const all = Array.from({ length: count }, (_, i) => i);
  const size = m.whole(count);
  const place = (numbers: number): W => m.plus(scratch, m.whole(8 * numbers));
  const [x, residuals, moved, matrix] = [place(0), place(count), place(2 * count), place(3 * count)];
  const at = (list: W, i: number): V => m.load(list, 8 * i);
  const put = (list: W, i: number, value: V): void => m.store(list, value, 8 * i);
  const largest = (value: (i: number) => V): V =>
    all.reduce((most, i) => m.max(most, m.abs(value(i))), m.number(0));
  const look = (): V => {
    unknowns.evaluate();
    for (const i of all) put(residuals, i, unknowns.residual(i));
    return largest((i) => at(residuals, i));
  };
  const isNumber = (value: V): B => m.equal(value, value);

  for (const i of all) {
    put(x, i, unknowns.start(i));
    unknowns.set(i, at(x, i));
  }
  const size0 = m.variable(look());
  const change = m.variable(m.number(Number.POSITIVE_INFINITY));
  const iteration = m.wholeVariable(m.whole(0));
  const goesOn = (): B => {
    const isDone = m.either(m.equal(size0.get(), m.number(0)), m.lessEqual(change.get(), m.number(1e-9)));
    return m.both(m.not(isDone), m.below(iteration.get(), m.whole(mostIterations)));
  };
  m.while(goesOn, () => {
    // Each line of the matrix has the differences of one residual, and behind them that residual with a minus.
    for (const j of all) {
      const own = at(x, j);
      const little = m.multiply(m.number(1e-6), m.max(m.abs(own), m.number(1e-3)));
      unknowns.set(j, m.add(own, little));
      unknowns.evaluate();
      for (const i of all) {
        const slope = m.divide(m.subtract(unknowns.residual(i), at(residuals, i)), little);
        put(matrix, i * (count + 1) + j, slope);
      }
      unknowns.set(j, own);
    }
    for (const i of all) put(matrix, i * (count + 1) + count, m.negate(at(residuals, i)));
    eliminate(m, matrix, size);

    const part = m.variable(m.number(1));
    const tries = m.wholeVariable(m.whole(0));
    const before = size0.get();
    const step = (i: number): V => {
      const newton = at(matrix, i * (count + 1) + count);
      return m.multiply(part.get(), m.select(isNumber(newton), newton, at(moved, i)));
    };
    for (const i of all) put(moved, i, at(residuals, i));
    const tryStep = (): void => {
      for (const i of all) unknowns.set(i, m.add(at(x, i), step(i)));
      size0.set(look());
    };
    tryStep();
    const isWorse = (): B =>
      m.both(m.not(m.less(size0.get(), before)), m.below(tries.get(), m.whole(mostHalvings)));
    m.while(isWorse, () => {
      part.set(m.multiply(part.get(), m.number(0.5)));
      tries.set(m.plus(tries.get(), m.whole(1)));
      tryStep();
    });
    change.set(largest((i) => m.divide(step(i), m.max(m.abs(at(x, i)), m.number(1e-3)))));
    for (const i of all) put(x, i, m.add(at(x, i), step(i)));
    iteration.set(m.plus(iteration.get(), m.whole(1)));
  });

  const isFound = m.either(m.equal(size0.get(), m.number(0)), m.lessEqual(change.get(), m.number(1e-9)));
  for (const i of all) unknowns.set(i, m.select(isFound, at(x, i), m.number(Number.NaN)));
  unknowns.evaluate();
}

/** Gauss and Jordan's elimination with the largest pivot of each column; the last column becomes the solution. */
function eliminate<V, W, B>(m: Machine<V, W, B>, matrix: W, size: W): void {
  const width = m.plus(size, m.whole(1));
  const cell = (row: W, column: W): W => m.plus(m.times(row, width), column);
  m.repeat(size, (column) => {
    const pivot = m.wholeVariable(column);
    m.repeat(size, (row) => {
      const isLarger = m.less(
        m.abs(itemAt(m, matrix, cell(pivot.get(), column))),
        m.abs(itemAt(m, matrix, cell(row, column))),
      );
      const isBelow = m.below(column, row);
      pivot.set(m.selectWhole(m.both(isBelow, isLarger), row, pivot.get()));
    });
    const chosen = pivot.get();
    m.repeat(width, (k) => {
      const [one, other] = [itemAt(m, matrix, cell(column, k)), itemAt(m, matrix, cell(chosen, k))];
      setItem(m, matrix, cell(column, k), other);
      setItem(m, matrix, cell(chosen, k), one);
    });
    const head = itemAt(m, matrix, cell(column, column));
    m.repeat(width, (k) =>
      setItem(m, matrix, cell(column, k), m.divide(itemAt(m, matrix, cell(column, k)), head)),
    );
    m.repeat(size, (row) => {
      const factor = itemAt(m, matrix, cell(row, column));
      m.when(m.not(m.same(row, column)), () => {
        m.repeat(width, (k) => {
          const taken = m.multiply(factor, itemAt(m, matrix, cell(column, k)));
          setItem(m, matrix, cell(row, k), m.subtract(itemAt(m, matrix, cell(row, k)), taken));
        });
      });
    });
  });
}
