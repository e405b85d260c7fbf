import { Leaking } from "./leaks.ts";
import type { DeviceProcedure } from "./machine.ts";
import { Belt, type BeltLayout, beltDepth, beltUnit, dueOf, inSteps, leaksOf, mostSlats } from "./slats.ts";

/**
 * Arguments: start, transit, sample, arrest, held, inflow, limited inflow, discrete, those of the leaks, and where the
 * start of any element is a list, whether it is here, and its values, one for each unit of time, the first coming off
 * first.
 */
export function beltBegin(layout: BeltLayout, values: number): DeviceProcedure {
  return (m, args, state, result, now) => {
    const [start, transit, , , , , , discrete] = args;
    const steps = inSteps(m, transit!, now.step);
    const slats = m.wholeVariable(m.toWhole(steps));
    const fits = m.both(m.lessEqual(steps, m.number(mostSlats)), m.less(m.number(0), transit!));
    m.when(m.not(fits), () => slats.set(m.whole(1)));
    const belt = new Belt(m, state, now.step, layout, leaksOf(layout, args.slice(8)));
    belt.clear();
    m.storeWhole(state, slats.get(), beltDepth);
    m.store(state, m.floor(now.time), beltUnit);
    const depth = slats.get();
    const behind = 8 + 4 * layout.leaks.length;
    const [isListed, ...list] = args.slice(behind, behind + values);
    const isList = values === 0 ? undefined : m.not(m.equal(isListed!, m.number(0)));
    const onWay = isList && !layout.fifo ? longest(belt, depth, isList, list.length) : depth;
    belt.extend(onWay);
    const known = m.select(fits, start!, m.number(Number.NaN));
    const isDiscrete = m.not(m.equal(discrete!, m.number(0)));
    const laySteadily = (): void => {
      const total = m.variable(m.number(0));
      steady(belt, onWay, depth, (address, left) => {
        m.store(address, left);
        total.set(m.add(total.get(), left));
        return m.number(1);
      });
      const scale = m.divide(known, total.get());
      m.repeat(onWay, (index) => belt.scale(belt.slat(index), scale));
      m.when(isDiscrete, () => pack(belt, onWay));
    };
    const lay = (): void => {
      layList(belt, onWay, list, known, isDiscrete);
      steady(belt, onWay, depth, (address, left) => m.divide(m.load(address), left));
    };
    if (isList) m.when(isList, lay, laySteadily);
    else laySteadily();
    m.store(result, belt.content());
  };
}

/** How long a belt is that has room for a list, as many steps as the way takes at the least. */
function longest<V, W, B>({ m, step }: Belt<V, W, B>, depth: W, isList: B, values: number): W {
  const needed = m.toWhole(m.ceil(m.divide(m.number(values - 1e-9), step)));
  return m.selectWhole(m.both(isList, m.below(depth, needed)), needed, depth);
}

/**
 * Of a steady inflow of 1 in each step, what is left on each slat, and what it is still to lose: that times what is done
 * with it, which is told the address of the slat.
 */
function steady<V, W, B>(belt: Belt<V, W, B>, slats: W, depth: W, keep: (address: W, left: V) => V): void {
  const { m, layout } = belt;
  const leaking = new Leaking(belt, depth);
  const zones = belt.leaks.map((leak) => belt.zoneBelow(slats, slats, leak));
  const shares = belt.leaks.map((leak, k) => {
    const share = m.min(m.number(1), m.max(m.number(0), leak.share));
    return m.select(m.same(zones[k]!, m.whole(0)), m.number(0), share);
  });
  const perSlat = shares.map((share, k) => {
    const isNowhere = m.same(zones[k]!, m.whole(0));
    return m.select(isNowhere, m.number(0), m.divide(share, m.toNumber(zones[k]!)));
  });
  const extent = m.divide(m.number(1), m.toNumber(depth));
  const left = m.variable(m.number(1));
  m.repeat(slats, (turn) => {
    const index = m.minus(m.minus(slats, turn), m.whole(1));
    const address = belt.slat(index);
    const content = m.load(address);
    const ahead = belt.leaks.map((leak) => belt.zoneBelow(m.plus(index, m.whole(1)), slats, leak));
    const due = (factor: V) =>
      belt.leaks.forEach((_, k) => {
        const before = layout.fifo ? shares[k]! : perSlat[k]!;
        m.store(address, m.multiply(before, factor), dueOf(k));
        m.store(address, m.multiply(m.multiply(perSlat[k]!, m.toNumber(ahead[k]!)), factor), dueOf(k) + 8);
      });
    if (layout.fifo) m.store(address, extent, belt.extent);
    due(m.number(1));
    const before = left.get();
    left.set(leaking.of(index, belt.middle(index, slats), before).rest);
    m.store(address, content);
    due(keep(address, before));
  });
}

/** Brings what comes off within one unit of time together on the last slat of that unit. */
function pack<V, W, B>(belt: Belt<V, W, B>, slats: W): void {
  const { m, step } = belt;
  const unitOf = (index: W): V => m.floor(m.add(m.multiply(m.toNumber(index), step), m.number(1e-9)));
  m.repeat(m.minus(slats, m.whole(1)), (index) => {
    const next = m.plus(index, m.whole(1));
    m.when(m.equal(unitOf(index), unitOf(next)), () => {
      const [from, to] = [belt.slat(index), belt.slat(next)];
      belt.addTo(to, from);
      for (const at of belt.amounts) m.store(from, m.number(0), at);
    });
  });
}

/**
 * Lays the values of a list on the belt, each evenly over its unit of time or, in packages, on the last slat of it. What
 * lies beyond the way lies at its beginning. A scenario may give another sum: the values keep their proportions.
 */
function layList<V, W, B>(belt: Belt<V, W, B>, slats: W, list: readonly V[], start: V, isDiscrete: B): void {
  const { m, step } = belt;
  const sum = list.reduce((total, value) => m.add(total, value), m.number(0));
  const factor = m.select(m.equal(start, sum), m.number(1), m.divide(start, sum));
  const last = m.minus(slats, m.whole(1));
  const add = (index: W, amount: V): void => {
    const address = belt.slat(m.selectWhole(m.below(last, index), last, index));
    m.store(address, m.add(m.load(address), amount));
  };
  /** The first slat that comes off after so many units of time. */
  const edge = (unit: number): W =>
    unit === 0 ? m.whole(0) : m.toWhole(m.ceil(m.divide(m.number(unit - 1e-9), step)));
  list.forEach((value, unit) => {
    const amount = m.multiply(value, factor);
    const end = m.minus(edge(unit + 1), m.whole(1));
    const begin = m.selectWhole(m.below(end, edge(unit)), end, edge(unit));
    const count = m.plus(m.minus(end, begin), m.whole(1));
    m.when(
      isDiscrete,
      () => add(end, amount),
      () => {
        const each = m.divide(amount, m.toNumber(count));
        m.repeat(count, (turn) => add(m.plus(begin, turn), each));
      },
    );
  });
}
