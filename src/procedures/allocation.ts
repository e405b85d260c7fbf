import { closeIn } from "./closein.ts";
import { type Curve, curveAt, demandShare, reachOf, usable } from "./curve.ts";
import { type Given, itemAt, type Machine, setItem } from "./machine.ts";

/**
 * Shares out a supply among requests. All have one price, at which what is left of them, each by its curve, is the
 * supply. The price is halved in on to the last bit, and between the two neighbours that are left the shares are
 * interpolated, so that they add up to the supply however steep the curves are.
 */
export function allocateAvailable<V, W, B>(
  m: Machine<V, W, B>,
  [requests, profiles, supply]: readonly Given<V, W>[],
  result: W,
  scratch: W,
): void {
  const curve = (place: W) =>
    curveAt(m, m.plus(profiles!.address, m.times(place, m.shiftLeft(profiles!.columns, 3))));
  shareOut(m, requests!, curve, supply!.value, result, scratch);
  const isWhole = m.lessEqual(m.number(10), m.load(profiles!.address));
  m.when(isWhole, () => roundAllocations(m, requests!, supply!.value, result));
}

/** The same with rectangular curves of one width around the priorities; those far apart do not share. */
export function allocateByPriority<V, W, B>(
  m: Machine<V, W, B>,
  [requests, priorities, size, width, supply]: readonly Given<V, W>[],
  result: W,
  scratch: W,
): void {
  const curve = (place: W) => rectangle(m, itemAt(m, priorities!.address, place), width!.value);
  const count = m.toWhole(size!.value);
  const length = m.selectWhole(m.below(count, requests!.length), count, requests!.length);
  m.repeat(requests!.length, (place) => setItem(m, result, place, m.number(0)));
  shareOut(m, { ...requests!, length }, curve, supply!.value, result, scratch);
}

/** Stella’s ALLOCATE: widths and kinds of curves of their own for each. */
export function allocateAmong<V, W, B>(
  m: Machine<V, W, B>,
  [supply, requests, priorities, widths, kinds]: readonly Given<V, W>[],
  result: W,
  scratch: W,
): void {
  const curve = (place: W) => {
    const middle = itemAt(m, priorities!.address, place);
    return {
      kind: m.toWhole(itemAt(m, kinds!.address, place)),
      middle,
      width: usable(m, itemAt(m, widths!.address, place), middle),
      extra: m.number(1),
    };
  };
  shareOut(m, requests!, curve, supply!.value, result, scratch);
}

/** The priority at which rectangular requests and a supply meet, for ALLOC P. */
export function marketPriority<V, W, B>(
  m: Machine<V, W, B>,
  [requests, priorities, size, width, supply]: readonly Given<V, W>[],
  result: W,
): void {
  const curve = (place: W) => rectangle(m, itemAt(m, priorities!.address, place), width!.value);
  const count = m.toWhole(size!.value);
  const length = m.selectWhole(m.below(count, requests!.length), count, requests!.length);
  setItem(m, result, m.whole(0), meet(m, { ...requests!, length }, curve, supply!.value).low);
}

function rectangle<V, W, B>(m: Machine<V, W, B>, middle: V, width: V): Curve<V, W> {
  return { kind: m.whole(1), middle, width: usable(m, width, middle), extra: m.number(0) };
}

type Curves<V, W> = (place: W) => Curve<V, W>;

function shareOut<V, W, B>(
  m: Machine<V, W, B>,
  requests: Given<V, W>,
  curve: Curves<V, W>,
  supply: V,
  result: W,
  scratch: W,
): void {
  const { number } = m;
  const wanted = m.variable(number(0));
  const fixed = m.variable(number(0));
  m.repeat(requests.length, (place) => {
    const own = requestAt(m, requests, place);
    wanted.set(m.add(wanted.get(), own));
    const isFixed = m.same(curve(place).kind, m.whole(0));
    fixed.set(m.add(fixed.get(), m.select(isFixed, own, number(0))));
    setItem(m, result, place, m.select(m.less(number(0), supply), own, number(0)));
  });
  const isShort = m.both(m.less(number(0), supply), m.less(supply, wanted.get()));
  m.when(m.both(isShort, m.lessEqual(supply, fixed.get())), () => {
    // Curves that never end come first, and share in proportion.
    m.repeat(requests.length, (place) => {
      const part = m.divide(m.multiply(requestAt(m, requests, place), supply), fixed.get());
      const isFixed = m.same(curve(place).kind, m.whole(0));
      setItem(m, result, place, m.select(isFixed, part, number(0)));
    });
  });
  m.when(m.both(isShort, m.less(fixed.get(), supply)), () => {
    const { low, high } = meet(m, requests, curve, supply);
    const total = [m.variable(number(0)), m.variable(number(0))] as const;
    m.repeat(requests.length, (place) => {
      [low, high].forEach((price, i) => {
        const own = m.multiply(requestAt(m, requests, place), demandShare(m, curve(place), price));
        setItem(m, i === 0 ? result : scratch, place, own);
        total[i]!.set(m.add(total[i]!.get(), own));
      });
    });
    const [most, least] = [total[0].get(), total[1].get()];
    const ratio = m.divide(m.subtract(supply, least), m.subtract(most, least));
    const way = m.select(m.less(least, most), m.max(number(0), m.min(ratio, number(1))), number(1));
    m.repeat(requests.length, (place) => {
      const [more, less] = [itemAt(m, result, place), itemAt(m, scratch, place)];
      setItem(m, result, place, m.add(less, m.multiply(way, m.subtract(more, less))));
    });
  });
}

function requestAt<V, W, B>(m: Machine<V, W, B>, requests: Given<V, W>, place: W): V {
  return m.max(m.number(0), itemAt(m, requests.address, place));
}

/** Two neighbouring prices between which requests and supply meet. */
function meet<V, W, B>(
  m: Machine<V, W, B>,
  requests: Given<V, W>,
  curve: Curves<V, W>,
  supply: V,
): { readonly low: V; readonly high: V } {
  const { number } = m;
  const low = m.variable(number(Number.POSITIVE_INFINITY));
  const high = m.variable(number(Number.NEGATIVE_INFINITY));
  m.repeat(requests.length, (place) => {
    const { kind, middle, width } = curve(place);
    m.when(m.both(m.less(number(0), requestAt(m, requests, place)), m.below(m.whole(0), kind)), () => {
      const isElastic = m.below(m.whole(4), kind);
      const reach = m.multiply(width, reachOf(m, kind, 39, 745));
      const below = m.select(isElastic, m.min(number(0), middle), m.subtract(middle, reach));
      const above = m.select(isElastic, m.multiply(m.abs(middle), number(1e12)), m.add(middle, reach));
      low.set(m.min(low.get(), below));
      high.set(m.max(high.get(), above));
    });
  });
  closeIn(m, low, high, (price) => {
    const left = m.variable(number(0));
    m.repeat(requests.length, (place) => {
      const own = m.multiply(requestAt(m, requests, place), demandShare(m, curve(place), price));
      left.set(m.add(left.get(), own));
    });
    return m.less(left.get(), supply);
  });
  return { low: low.get(), high: high.get() };
}

/** Whole units: all are rounded down, and what is left goes to those that lost most by it. */
function roundAllocations<V, W, B>(m: Machine<V, W, B>, requests: Given<V, W>, supply: V, result: W): void {
  const { number } = m;
  const total = m.variable(number(0));
  m.repeat(requests.length, (place) => total.set(m.add(total.get(), itemAt(m, result, place))));
  // Of a sum that is whole but for rounding.
  const left = m.variable(m.floor(m.add(m.min(supply, total.get()), number(1e-6))));
  m.repeat(requests.length, (place) =>
    left.set(m.subtract(left.get(), m.floor(m.add(itemAt(m, result, place), number(1e-9))))),
  );
  m.repeat(requests.length, () => {
    m.when(m.lessEqual(number(1), left.get()), () => {
      const most = m.variable(number(0));
      const chosen = m.wholeVariable(m.whole(-1));
      m.repeat(requests.length, (place) => {
        const own = itemAt(m, result, place);
        const rest = m.subtract(own, m.floor(m.add(own, number(1e-9))));
        m.when(m.less(m.add(most.get(), number(1e-9)), rest), () => {
          most.set(rest);
          chosen.set(place);
        });
      });
      m.when(m.not(m.below(chosen.get(), m.whole(0))), () => {
        setItem(m, result, chosen.get(), m.ceil(itemAt(m, result, chosen.get())));
        left.set(m.subtract(left.get(), number(1)));
      });
    });
  });
  m.repeat(requests.length, (place) =>
    setItem(m, result, place, m.floor(m.add(itemAt(m, result, place), number(1e-9)))),
  );
}
