import { itemAt, type Machine, setItem, type VectorProcedure } from "./machine.ts";

/** The inverse of a square matrix; no numbers where it has none. */
export const invertMatrix: VectorProcedure = (m, [matrix], result, scratch) => {
  const size = matrix!.columns;
  copy(m, matrix!.address, scratch, matrix!.length);
  m.repeat(size, (row) => {
    m.repeat(size, (column) => {
      const isDiagonal = m.same(row, column);
      setItem(m, result, placeOf(m, size, row, column), m.select(isDiagonal, m.number(1), m.number(0)));
    });
  });
  m.repeat(size, (step) => {
    const pivotRow = largestBelow(m, scratch, size, step);
    swapRows(m, scratch, size, step, pivotRow);
    swapRows(m, result, size, step, pivotRow);
    const pivot = itemAt(m, scratch, placeOf(m, size, step, step));
    m.repeat(size, (column) => {
      for (const rows of [scratch, result]) {
        const place = placeOf(m, size, step, column);
        setItem(m, rows, place, m.divide(itemAt(m, rows, place), pivot));
      }
    });
    m.repeat(size, (row) => {
      m.when(m.not(m.same(row, step)), () => {
        const factor = itemAt(m, scratch, placeOf(m, size, row, step));
        subtractRow(m, scratch, size, row, step, factor);
        subtractRow(m, result, size, row, step, factor);
      });
    });
  });
};

/** The determinant of a square matrix. */
export const determinantOf: VectorProcedure = (m, [matrix], result, scratch) => {
  const size = matrix!.columns;
  copy(m, matrix!.address, scratch, matrix!.length);
  const product = m.variable(m.number(1));
  m.repeat(size, (step) => {
    const pivotRow = largestBelow(m, scratch, size, step);
    swapRows(m, scratch, size, step, pivotRow);
    const isSwapped = m.not(m.same(pivotRow, step));
    const pivot = itemAt(m, scratch, placeOf(m, size, step, step));
    product.set(m.multiply(product.get(), m.select(isSwapped, m.negate(pivot), pivot)));
    m.repeat(size, (row) => {
      m.when(m.both(m.below(step, row), m.not(m.equal(pivot, m.number(0)))), () => {
        const factor = m.divide(itemAt(m, scratch, placeOf(m, size, row, step)), pivot);
        subtractRow(m, scratch, size, row, step, factor);
      });
    });
  });
  setItem(m, result, m.whole(0), product.get());
};

function placeOf<V, W, B>(m: Machine<V, W, B>, size: W, row: W, column: W): W {
  return m.plus(m.times(row, size), column);
}

function copy<V, W, B>(m: Machine<V, W, B>, from: W, to: W, length: W): void {
  m.repeat(length, (place) => setItem(m, to, place, itemAt(m, from, place)));
}

/** The row from a step on whose number in that column is the largest, by size. */
function largestBelow<V, W, B>(m: Machine<V, W, B>, rows: W, size: W, step: W): W {
  const found = m.wholeVariable(step);
  const largest = m.variable(m.number(-1));
  m.repeat(size, (row) => {
    const own = m.abs(itemAt(m, rows, placeOf(m, size, row, step)));
    m.when(m.both(m.not(m.below(row, step)), m.less(largest.get(), own)), () => {
      largest.set(own);
      found.set(row);
    });
  });
  return found.get();
}

function swapRows<V, W, B>(m: Machine<V, W, B>, rows: W, size: W, one: W, other: W): void {
  m.repeat(size, (column) => {
    const [a, b] = [placeOf(m, size, one, column), placeOf(m, size, other, column)];
    const [first, second] = [itemAt(m, rows, a), itemAt(m, rows, b)];
    setItem(m, rows, a, second);
    setItem(m, rows, b, first);
  });
}

/** Takes so many times another row from a row. */
function subtractRow<V, W, B>(m: Machine<V, W, B>, rows: W, size: W, row: W, other: W, factor: V): void {
  m.repeat(size, (column) => {
    const place = placeOf(m, size, row, column);
    const part = m.multiply(factor, itemAt(m, rows, placeOf(m, size, other, column)));
    setItem(m, rows, place, m.subtract(itemAt(m, rows, place), part));
  });
}
