import type { DeviceProcedure, Machine, PeekProcedure } from "./machine.ts";

/**
 * A conveyor as isee systems describe it (Computational Details: Traditional Conveyors): a row of slats, one for each
 * step of the way, the first of which comes off in a step. What is put on keeps its place whatever the transit time is
 * later; a leak takes from every slat in its zone. All of this is done once in a step.
 *
 * The state, in bytes: where the slats lie, for how many there is room, how many there are, how many steps the way is
 * for what is put on now; what came in during the present unit of time, and the number of that unit. A slat holds its
 * content, and for each leak how much of it is lost in a step and how much of it is to be lost in all.
 */
const [place, room, length, depth, spent, unit] = [0, 4, 8, 12, 16, 24];

/** How many numbers the state takes. */
export const beltCells = 4;

/** More slats than this are taken for a slip of the pen: there is no number then. */
const mostSlats = 1_000_000;

/** What a leak is told by: a share or a rate, the ends of its zone as parts of the way, and whether it is exponential. */
export const leakArguments = ["share", "from", "to", "exponential"] as const;

interface Leak<V> {
  readonly share: V;
  readonly from: V;
  readonly to: V;
  readonly exponential: V;
}

function leaksOf<V>(args: readonly V[]): readonly Leak<V>[] {
  const leaks: Leak<V>[] = [];
  for (let i = 0; i + 3 < args.length; i += leakArguments.length) {
    const [share, from, to, exponential] = args.slice(i, i + 4);
    leaks.push({ share: share!, from: from!, to: to!, exponential: exponential! });
  }
  return leaks;
}

/** How a procedure sees a belt: the addresses of its slats, and what is in them. */
class Belt<V, W, B> {
  readonly m: Machine<V, W, B>;
  readonly state: W;
  readonly step: V;
  readonly leaks: readonly Leak<V>[];
  private readonly slatBytes: number;

  constructor(m: Machine<V, W, B>, state: W, step: V, leaks: readonly Leak<V>[]) {
    this.m = m;
    this.state = state;
    this.step = step;
    this.leaks = leaks;
    this.slatBytes = 8 * (1 + 2 * leaks.length);
  }

  get length(): W {
    return this.m.loadWhole(this.state, length);
  }

  slat(index: W): W {
    const { m } = this;
    const first = m.at(m.loadWhole(this.state, place));
    return m.plus(first, m.times(index, m.whole(this.slatBytes)));
  }

  /** Whether the middle of a slat lies in the zone of a leak, on a belt of so many slats; the way begins at the far end. */
  isInZone(index: W, slats: W, { from, to }: Leak<V>): B {
    const { m } = this;
    const fromExit = m.divide(m.add(m.toNumber(index), m.number(0.5)), m.toNumber(slats));
    const onTheWay = m.subtract(m.number(1), fromExit);
    return m.both(m.lessEqual(from, onTheWay), m.lessEqual(onTheWay, to));
  }

  /** How many of the first so many slats lie in the zone of a leak. */
  zoneBelow(end: W, slats: W, leak: Leak<V>): W {
    const { m } = this;
    const count = m.wholeVariable(m.whole(0));
    m.repeat(end, (i) => {
      m.when(this.isInZone(i, slats, leak), () => count.set(m.plus(count.get(), m.whole(1))));
    });
    return count.get();
  }

  /** What each leak takes from a slat with some content in this step, the leaks one after another. */
  lost(
    index: W,
    slats: W,
    content: V,
    isRemoved: boolean,
  ): { readonly amounts: readonly V[]; readonly left: V } {
    const { m, step } = this;
    const address = this.slat(index);
    let left = content;
    const amounts = this.leaks.map((leak, k) => {
      const due = 8 + 16 * k;
      const linear = m.min(m.load(address, due), m.load(address, due + 8));
      const rate = m.max(m.number(0), leak.share);
      const exponential = m.multiply(m.multiply(left, rate), step);
      const wanted = m.select(m.equal(leak.exponential, m.number(0)), linear, exponential);
      const amount = m.select(this.isInZone(index, slats, leak), m.min(wanted, left), m.number(0));
      left = m.subtract(left, amount);
      if (isRemoved) m.store(address, m.subtract(m.load(address, due + 8), amount), due + 8);
      return amount;
    });
    return { amounts, left };
  }

  /** Puts an amount on a slat, with what it is to lose on its way from there. */
  put(index: W, amount: V): void {
    const { m } = this;
    const address = this.slat(index);
    m.store(address, m.add(m.load(address), amount));
    const slats = this.length;
    this.leaks.forEach((leak, k) => {
      const count = this.zoneBelow(m.plus(index, m.whole(1)), slats, leak);
      const share = m.min(m.number(1), m.max(m.number(0), leak.share));
      const all = m.multiply(share, amount);
      const each = m.select(m.same(count, m.whole(0)), m.number(0), m.divide(all, m.toNumber(count)));
      const due = 8 + 16 * k;
      m.store(address, m.add(m.load(address, due), each), due);
      const total = m.select(m.same(count, m.whole(0)), m.number(0), all);
      m.store(address, m.add(m.load(address, due + 8), total), due + 8);
    });
  }

  /** Makes the belt at least so long; what is new is empty. */
  extend(slats: W): void {
    const { m, state } = this;
    m.when(m.below(m.loadWhole(state, room), slats), () => {
      const before = m.wholeVariable(this.slat(m.whole(0)));
      const more = m.plus(slats, slats);
      const numbers = m.times(m.loadWhole(state, length), m.whole(this.slatBytes / 8));
      const found = m.allocate(m.times(more, m.whole(this.slatBytes)));
      m.storeWhole(state, found, place);
      m.storeWhole(state, more, room);
      const after = this.slat(m.whole(0));
      m.repeat(numbers, (i) => {
        const offset = m.shiftLeft(i, 3);
        m.store(m.plus(after, offset), m.load(m.plus(before.get(), offset)));
      });
    });
    m.when(m.below(m.loadWhole(state, length), slats), () => m.storeWhole(state, slats, length));
  }

  /** Every slat goes one on. What is on the first one is gone, or waits there with what comes behind it. */
  shift(isHeld: B): void {
    const { m, state } = this;
    const bytes = m.whole(this.slatBytes);
    const numbers = this.slatBytes / 8;
    const last = m.minus(this.length, m.whole(1));
    m.when(isHeld, () => {
      m.when(m.below(m.whole(0), last), () => {
        const [first, second] = [this.slat(m.whole(0)), this.slat(m.whole(1))];
        for (let i = 0; i < numbers; i++)
          m.store(second, m.add(m.load(second, 8 * i), m.load(first, 8 * i)), 8 * i);
      });
    });
    const stays = m.both(isHeld, m.not(m.below(m.whole(0), last)));
    m.when(m.not(stays), () => {
      m.repeat(last, (i) => {
        const to = this.slat(i);
        const from = m.plus(to, bytes);
        for (let n = 0; n < numbers; n++) m.store(to, m.load(from, 8 * n), 8 * n);
      });
      const end = this.slat(last);
      for (let n = 0; n < numbers; n++) m.store(end, m.number(0), 8 * n);
      m.storeWhole(state, last, length);
    });
    // What is empty at the far end is no part of the belt: zones are parts of what is there.
    const isEmptyAtEnd = (): B => {
      const count = m.loadWhole(state, length);
      const isAny = m.below(m.whole(0), count);
      const address = this.slat(m.selectWhole(isAny, m.minus(count, m.whole(1)), m.whole(0)));
      return m.both(isAny, m.equal(m.load(address), m.number(0)));
    };
    m.while(isEmptyAtEnd, () => {
      const address = this.slat(m.minus(m.loadWhole(state, length), m.whole(1)));
      for (let n = 0; n < numbers; n++) m.store(address, m.number(0), 8 * n);
      m.storeWhole(state, m.minus(m.loadWhole(state, length), m.whole(1)), length);
    });
  }

  /** The sum of what is on all slats. */
  content(): V {
    const { m } = this;
    const total = m.variable(m.number(0));
    m.repeat(this.length, (i) => total.set(m.add(total.get(), m.load(this.slat(i)))));
    return total.get();
  }
}

/** A time in steps, rounded, one at least; NaN stays NaN. */
function inSteps<V, W, B>(m: Machine<V, W, B>, time: V, step: V): V {
  return m.max(m.number(1), m.floor(m.add(m.divide(time, step), m.number(0.5))));
}

/** Arguments: start, transit, sample, arrest, held, inflow, limited inflow, discrete, and those of the leaks. */
export const beltBegin: DeviceProcedure = (m, args, state, result, now) => {
  const [start, transit, , , , , , discrete] = args;
  const steps = inSteps(m, transit!, now.step);
  const slats = m.wholeVariable(m.toWhole(steps));
  const fits = m.both(m.lessEqual(steps, m.number(mostSlats)), m.less(m.number(0), transit!));
  m.when(m.not(fits), () => slats.set(m.whole(1)));
  const belt = new Belt(m, state, now.step, leaksOf(args.slice(8)));
  m.storeWhole(state, m.whole(0), room);
  m.storeWhole(state, m.whole(0), length);
  m.storeWhole(state, slats.get(), depth);
  m.store(state, m.number(0), spent);
  m.store(state, m.floor(now.time), unit);
  belt.extend(slats.get());
  fill(belt, m.select(fits, start!, m.number(Number.NaN)), slats.get());
  m.when(m.not(m.equal(discrete!, m.number(0))), () => pack(belt, slats.get()));
  m.store(result, belt.content());
};

/** Spreads an amount as it would lie after a steady inflow: evenly, or falling off where there are leaks. */
function fill<V, W, B>(belt: Belt<V, W, B>, amount: V, slats: W): void {
  const { m } = belt;
  const zones = belt.leaks.map((leak) => belt.zoneBelow(slats, slats, leak));
  const perSlat = belt.leaks.map((leak, k) => {
    const share = m.min(m.number(1), m.max(m.number(0), leak.share));
    return m.select(m.same(zones[k]!, m.whole(0)), m.number(0), m.divide(share, m.toNumber(zones[k]!)));
  });
  // One unit put on at the far end: what is left of it on each slat, and what it is still to lose.
  const left = m.variable(m.number(1));
  const total = m.variable(m.number(0));
  m.repeat(slats, (turn) => {
    const index = m.minus(m.minus(slats, turn), m.whole(1));
    const address = belt.slat(index);
    m.store(address, left.get());
    total.set(m.add(total.get(), left.get()));
    belt.leaks.forEach((leak, k) => {
      const ahead = belt.zoneBelow(m.plus(index, m.whole(1)), slats, leak);
      m.store(address, perSlat[k]!, 8 + 16 * k);
      m.store(address, m.multiply(perSlat[k]!, m.toNumber(ahead)), 16 + 16 * k);
    });
    left.set(belt.lost(index, slats, left.get(), false).left);
  });
  const scale = m.divide(amount, total.get());
  m.repeat(slats, (index) => {
    const address = belt.slat(index);
    for (let n = 0; n <= 2 * belt.leaks.length; n++)
      m.store(address, m.multiply(m.load(address, 8 * n), scale), 8 * n);
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
      for (let n = 0; n <= 2 * belt.leaks.length; n++) {
        m.store(to, m.add(m.load(to, 8 * n), m.load(from, 8 * n)), 8 * n);
        m.store(from, m.number(0), 8 * n);
      }
    });
  });
}

export const beltStep: DeviceProcedure = (m, args, state, result, now) => {
  const [, transit, sample, arrest, held, inflow, limited] = args;
  const belt = new Belt(m, state, now.step, leaksOf(args.slice(8)));
  m.when(m.not(m.equal(m.floor(now.time), m.load(state, unit))), () => {
    m.store(state, m.floor(now.time), unit);
    m.store(state, m.number(0), spent);
  });
  m.when(m.equal(arrest!, m.number(0)), () => {
    const steps = inSteps(m, transit!, now.step);
    const isNew = m.both(m.not(m.equal(sample!, m.number(0))), m.lessEqual(steps, m.number(mostSlats)));
    m.when(isNew, () => m.storeWhole(state, m.toWhole(steps), depth));
    if (belt.leaks.length > 0) {
      const slats = belt.length;
      m.repeat(slats, (index) => {
        const address = belt.slat(index);
        m.store(address, belt.lost(index, slats, m.load(address), true).left);
      });
    }
    m.when(m.below(m.whole(0), belt.length), () => belt.shift(m.not(m.equal(held!, m.number(0)))));
    const way = m.loadWhole(state, depth);
    belt.extend(way);
    belt.put(m.minus(way, m.whole(1)), m.multiply(inflow!, now.step));
    m.store(state, m.add(m.load(state, spent), m.multiply(limited!, now.step)), spent);
  });
  m.store(result, belt.content());
};

/** What comes off at the end in a unit of time. Arguments: arrest, held, and those of the leaks. */
export const beltOut: PeekProcedure = (m, [arrest, held, ...leaks], state, now) => {
  const belt = new Belt(m, state, now.step, leaksOf(leaks));
  const rate = m.variable(m.number(0));
  const runs = m.both(m.equal(arrest!, m.number(0)), m.equal(held!, m.number(0)));
  m.when(m.both(runs, m.below(m.whole(0), belt.length)), () => {
    const first = m.whole(0);
    const { left } = belt.lost(first, belt.length, m.load(belt.slat(first)), false);
    rate.set(m.divide(left, now.step));
  });
  return rate.get();
};

/** What leak number `which` takes in a unit of time. Arguments: arrest, and those of the leaks. */
export function beltLeak(which: number): PeekProcedure {
  return (m, [arrest, ...leaks], state, now) => {
    const belt = new Belt(m, state, now.step, leaksOf(leaks));
    const total = m.variable(m.number(0));
    m.when(m.equal(arrest!, m.number(0)), () => {
      const slats = belt.length;
      m.repeat(slats, (index) => {
        const { amounts } = belt.lost(index, slats, m.load(belt.slat(index)), false);
        total.set(m.add(total.get(), amounts[which]!));
      });
    });
    return m.divide(total.get(), now.step);
  };
}

/**
 * How much may come in during a unit of time. Arguments: what is on it, capacity, limit, arrest, what goes out now, what
 * comes in in any case, and whether the limit of a unit of time may come in at once.
 */
export const beltRoom: PeekProcedure = (m, args, state, now) => {
  const [content, capacity, limit, arrest, leaving, sure, discrete] = args;
  const space = m.subtract(m.add(m.divide(m.subtract(capacity!, content!), now.step), leaving!), sure!);
  const isNewUnit = m.not(m.equal(m.floor(now.time), m.load(state, unit)));
  const used = m.select(isNewUnit, m.number(0), m.load(state, spent));
  const atOnce = m.divide(m.subtract(limit!, used), now.step);
  const most = m.select(m.equal(discrete!, m.number(0)), limit!, atOnce);
  const room = m.max(m.number(0), m.min(space, most));
  return m.select(m.equal(arrest!, m.number(0)), room, m.number(0));
};

/** How many slats there are, and what is on slat number `index` (from 1, the one that comes off first); nothing is NaN. */
export function beltSlats(leaks: number): { readonly size: PeekProcedure; readonly item: PeekProcedure } {
  const none = <V>(zero: V): readonly Leak<V>[] =>
    Array.from({ length: leaks }, () => ({ share: zero, from: zero, to: zero, exponential: zero }));
  return {
    size: (m, _, state) => m.toNumber(m.loadWhole(state, length)),
    item: (m, [index], state, now) => {
      const belt = new Belt(m, state, now.step, none(m.number(0)));
      const at = m.toWhole(m.subtract(index!, m.number(1)));
      const isThere = m.both(m.lessEqual(m.number(1), index!), m.below(at, belt.length));
      const found = m.variable(m.number(Number.NaN));
      m.when(isThere, () => found.set(m.load(belt.slat(at))));
      return found.get();
    },
  };
}
