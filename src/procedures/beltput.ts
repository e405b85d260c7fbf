import type { Machine } from "./machine.ts";
import { type Belt, dueOf } from "./slats.ts";
import { partOfStamps, type Stamps } from "./stamps.ts";

/** How an inflow is spread: evenly, as what is there lies, or as a graph of so many points says. */
export type BeltSpread = "evenly" | "content" | number;

/** Puts an amount on a slat, with what it is to lose on its way from there. */
export function putOn<V, W, B>(belt: Belt<V, W, B>, index: W, amount: V): void {
  const { m, layout } = belt;
  const address = belt.slat(index);
  m.store(address, m.add(m.load(address), amount));
  const slats = belt.length;
  belt.leaks.forEach((leak, k) => {
    const count = layout.fifo
      ? belt.zoneBelow(belt.depth, belt.depth, leak)
      : belt.zoneBelow(m.plus(index, m.whole(1)), slats, leak);
    const share = m.min(m.number(1), m.max(m.number(0), leak.share));
    const all = m.multiply(share, amount);
    const isNowhere = m.same(count, m.whole(0));
    const each = layout.fifo ? all : m.divide(all, m.toNumber(count));
    const due = dueOf(k);
    m.store(address, m.add(m.load(address, due), m.select(isNowhere, m.number(0), each)), due);
    m.store(address, m.add(m.load(address, due + 8), m.select(isNowhere, m.number(0), all)), due + 8);
  });
}

/** Puts an amount on in all places; what lies on an empty belt lies evenly. */
export function spread<V, W, B>(
  belt: Belt<V, W, B>,
  how: BeltSpread,
  amount: V,
  points: readonly V[],
  stamps?: Stamps<V>,
): void {
  const { m } = belt;
  const evenly = (): void => weigh(belt, amount, () => m.number(1), stamps);
  if (how === "evenly") evenly();
  else if (how === "content") {
    const total = belt.content();
    const isEmpty = m.equal(total, m.number(0));
    m.when(isEmpty, evenly, () => {
      const factor = m.add(m.number(1), m.divide(amount, total));
      m.repeat(belt.length, (index) => {
        const address = belt.slat(index);
        if (stamps) belt.stamp(address, partOfStamps(m, stamps, m.divide(m.load(address), total)));
        belt.multiply(address, factor);
      });
    });
  } else weigh(belt, amount, (middle) => m.max(m.number(0), readPoints(m, points, middle)), stamps);
}

/**
 * Puts an amount on in the proportions of a weight, told for the middle of each slat as a part of the way from its
 * beginning. What comes on further on is to lose of its share as much as lies on the rest of the way.
 */
function weigh<V, W, B>(
  belt: Belt<V, W, B>,
  amount: V,
  weightOf: (middle: V) => V,
  stamps?: Stamps<V>,
): void {
  const { m, layout, leaks } = belt;
  /** The slats of the way as it is now, from the end on, with how much of it each takes. */
  const along = (visit: (address: W, middle: V, extent: V) => void): void => {
    if (layout.fifo) belt.along((index, middle, extent) => visit(belt.slat(index), middle, extent));
    else
      m.repeat(belt.depth, (index) => visit(belt.slat(index), belt.middle(index, belt.depth), m.number(1)));
  };
  const total = m.variable(m.number(0));
  const zones = leaks.map(() => m.variable(m.number(0)));
  const inZone = (k: number, middle: V, extent: V): V =>
    m.select(belt.isInZone(middle, leaks[k]!), extent, m.number(0));
  along((_, middle, extent) => {
    total.set(m.add(total.get(), m.multiply(weightOf(middle), extent)));
    zones.forEach((zone, k) => {
      zone.set(m.add(zone.get(), inZone(k, middle, extent)));
    });
  });
  const ahead = leaks.map(() => m.variable(m.number(0)));
  along((address, middle, extent) => {
    const here = m.divide(m.multiply(amount, m.multiply(weightOf(middle), extent)), total.get());
    m.store(address, m.add(m.load(address), here));
    if (stamps) {
      const part = m.select(m.less(m.number(0), amount), m.divide(here, amount), m.number(0));
      belt.stamp(address, partOfStamps(m, stamps, part));
    }
    leaks.forEach((leak, k) => {
      ahead[k]!.set(m.add(ahead[k]!.get(), inZone(k, middle, extent)));
      const zone = zones[k]!.get();
      const share = m.min(m.number(1), m.max(m.number(0), leak.share));
      const all = m.multiply(share, here);
      const isNowhere = m.equal(zone, m.number(0));
      const each = m.select(isNowhere, m.number(0), layout.fifo ? all : m.divide(all, zone));
      const left = m.select(isNowhere, m.number(0), m.divide(m.multiply(all, ahead[k]!.get()), zone));
      const due = dueOf(k);
      m.store(address, m.add(m.load(address, due), each), due);
      m.store(address, m.add(m.load(address, due + 8), left), due + 8);
    });
  });
}

/** A graph that is told by its points, x and y in turn: linear between them, level outside. */
function readPoints<V, W, B>(m: Machine<V, W, B>, points: readonly V[], input: V): V {
  let value: V = points[1]!;
  for (let i = 2; i < points.length; i += 2) {
    const [x, y, nextX, nextY] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
    const part = m.divide(m.subtract(input, x), m.subtract(nextX, x));
    const between = m.add(y, m.multiply(part, m.subtract(nextY, y)));
    const inside = m.select(m.less(input, nextX), between, nextY);
    value = m.select(m.less(x, input), inside, value);
  }
  return value;
}
