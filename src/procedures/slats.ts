import type { Machine } from "./machine.ts";
import {
  joinStamps,
  loadStamps,
  noStamps,
  partOfStamps,
  type Stamps,
  stampBytes,
  storeStamps,
} from "./stamps.ts";

/** What a conveyor is made for, known before it runs. */
export interface BeltLayout {
  /** For each leak, whether it takes whole units only. */
  readonly leaks: readonly boolean[];
  /** Whether all that lies on it moves at one speed, so that nothing overtakes. */
  readonly fifo: boolean;
  /** Whether what is on it may have been stamped with the time. */
  readonly stamped: boolean;
}

/** What a leak is told by: a share or a rate, the ends of its zone as parts of the way, and whether it is exponential. */
export const leakArguments = ["share", "from", "to", "exponential"] as const;

export interface BeltLeak<V> {
  readonly share: V;
  readonly from: V;
  readonly to: V;
  readonly exponential: V;
}

/** The leaks that the arguments from a place on tell of. */
export function leaksOf<V>({ leaks }: BeltLayout, args: readonly V[]): readonly BeltLeak<V>[] {
  return leaks.map((_, k) => {
    const [share, from, to, exponential] = args.slice(4 * k, 4 * k + 4);
    return { share: share!, from: from!, to: to!, exponential: exponential! };
  });
}

/**
 * The state, in bytes: where the slats lie, for how many there is room, how many there are, how many steps the way is
 * for what is put on now; what came in during the present unit of time, and the number of that unit; and for each leak
 * what it still owes. A slat holds its content, and for each leak how much of it is lost in a step and how much of it is
 * to be lost in all. Where nothing overtakes, a slat holds for each leak how much of it was to be lost when it was put
 * on, and how much still is; and then, as a part of the way, how long it is. What may be stamped ends with its stamps.
 */
const [place, room, length] = [0, 4, 8];
export const [beltDepth, beltSpent, beltUnit] = [12, 16, 24];
const owed = 32;

/** How many numbers the state takes. */
export const beltCells = ({ leaks }: BeltLayout): number => 4 + leaks.length;

/** More slats than this are taken for a slip of the pen: there is no number then. */
export const mostSlats = 1_000_000;

/** Where a slat keeps what a leak takes in a step, or was to take; behind it is what it is still to take. */
export const dueOf = (leak: number): number => 8 + 16 * leak;

/** Lengths of slats that differ by less are the same. */
export const sameLength = 1e-12;

/** How a procedure sees a belt: the addresses of its slats, and what is in them. */
export class Belt<V, W, B> {
  readonly m: Machine<V, W, B>;
  readonly state: W;
  readonly step: V;
  readonly layout: BeltLayout;
  readonly leaks: readonly BeltLeak<V>[];
  readonly slatBytes: number;
  /** Where a slat keeps how long it is. */
  readonly extent: number;
  private readonly stamps: number;

  constructor(
    m: Machine<V, W, B>,
    state: W,
    step: V,
    layout: BeltLayout,
    leaks: readonly BeltLeak<V>[] = noLeaks(m, layout),
  ) {
    this.m = m;
    this.state = state;
    this.step = step;
    this.layout = layout;
    this.leaks = leaks;
    this.extent = 8 * (1 + 2 * layout.leaks.length);
    this.stamps = this.extent + (layout.fifo ? 8 : 0);
    this.slatBytes = this.stamps + (layout.stamped ? stampBytes : 0);
  }

  get length(): W {
    return this.m.loadWhole(this.state, length);
  }

  set length(slats: W) {
    this.m.storeWhole(this.state, slats, length);
  }

  get depth(): W {
    return this.m.loadWhole(this.state, beltDepth);
  }

  /** What a leak of whole units still owes. */
  owed(leak: number): V {
    return this.m.load(this.state, owed + 8 * leak);
  }

  owe(leak: number, amount: V): void {
    this.m.store(this.state, amount, owed + 8 * leak);
  }

  slat(index: W): W {
    const { m } = this;
    const first = m.at(m.loadWhole(this.state, place));
    return m.plus(first, m.times(index, m.whole(this.slatBytes)));
  }

  /** The numbers of a slat that two slats add up where they become one, in bytes. */
  get amounts(): readonly number[] {
    return Array.from({ length: 1 + 2 * this.leaks.length }, (_, i) => 8 * i);
  }

  /** An empty belt without room. */
  clear(): void {
    const { m, state } = this;
    m.storeWhole(state, m.whole(0), room);
    m.storeWhole(state, m.whole(0), length);
    m.store(state, m.number(0), beltSpent);
    for (const leak of this.leaks.keys()) this.owe(leak, m.number(0));
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
    m.when(m.below(this.length, slats), () => {
      this.length = slats;
    });
  }

  /** Takes so many slats away from the end of the way; those behind come nearer. */
  dropFirst(slats: W): void {
    const { m } = this;
    const left = m.minus(this.length, slats);
    const ahead = m.times(slats, m.whole(this.slatBytes));
    m.repeat(left, (i) => {
      const to = this.slat(i);
      const from = m.plus(to, ahead);
      for (let at = 0; at < this.slatBytes; at += 8) m.store(to, m.load(from, at), at);
    });
    m.repeat(slats, (i) => this.empty(this.slat(m.plus(left, i))));
    this.length = left;
  }

  empty(address: W): void {
    for (let at = 0; at < this.slatBytes; at += 8) this.m.store(address, this.m.number(0), at);
  }

  /** Adds what is on one slat, or a part of it, to another. */
  addTo(to: W, from: W, part?: V): void {
    const { m } = this;
    for (const at of this.amounts) {
      const amount = part === undefined ? m.load(from, at) : m.multiply(m.load(from, at), part);
      m.store(to, m.add(m.load(to, at), amount), at);
    }
    if (!this.layout.stamped) return;
    const brought = this.stampsAt(from);
    this.stamp(to, part === undefined ? brought : partOfStamps(m, brought, part));
  }

  /** Leaves a part of what is on a slat. */
  scale(address: W, part: V): void {
    this.multiply(address, part);
    this.keepStamps(address, part);
  }

  /** Makes more or less of what is on a slat, whose stamps stay. */
  multiply(address: W, factor: V): void {
    const { m } = this;
    for (const at of this.amounts) m.store(address, m.multiply(m.load(address, at), factor), at);
  }

  /** Takes off all that is on a slat, which stays as long as it is. */
  clearSlat(address: W): void {
    for (const at of this.amounts) this.m.store(address, this.m.number(0), at);
    if (this.layout.stamped) storeStamps(this.m, address, this.stamps, noStamps(this.m));
  }

  /** The stamps of what is on a slat. */
  stampsAt(address: W): Stamps<V> {
    return this.layout.stamped ? loadStamps(this.m, address, this.stamps) : noStamps(this.m);
  }

  /** Adds stamps to those on a slat. */
  stamp(address: W, more: Stamps<V>): void {
    if (!this.layout.stamped) return;
    storeStamps(this.m, address, this.stamps, joinStamps(this.m, this.stampsAt(address), more));
  }

  /** A part of the stamps on a slat stays. */
  keepStamps(address: W, part: V): void {
    if (!this.layout.stamped) return;
    storeStamps(this.m, address, this.stamps, partOfStamps(this.m, this.stampsAt(address), part));
  }

  /** Where, as a part of the way from its beginning, the middle of a slat lies on a belt of so many. */
  middle(index: W, slats: W): V {
    const { m } = this;
    const fromExit = m.divide(m.add(m.toNumber(index), m.number(0.5)), m.toNumber(slats));
    return m.subtract(m.number(1), fromExit);
  }

  /** Goes through the slats from the end of the way on, with the middle of each and how much of the way it takes. */
  along(visit: (index: W, middle: V, extent: V) => void): void {
    const { m } = this;
    const slats = this.length;
    if (!this.layout.fifo) {
      m.repeat(slats, (index) => visit(index, this.middle(index, slats), m.number(1)));
      return;
    }
    const passed = m.variable(m.number(0));
    m.repeat(slats, (index) => {
      const extent = m.load(this.slat(index), this.extent);
      const before = passed.get();
      const middle = m.add(before, m.multiply(extent, m.number(0.5)));
      visit(index, m.subtract(m.number(1), middle), extent);
      passed.set(m.add(before, extent));
    });
  }

  isInZone(middle: V, { from, to }: BeltLeak<V>): B {
    const { m } = this;
    return m.both(m.lessEqual(from, middle), m.lessEqual(middle, to));
  }

  /** How many of the first so many slats lie in the zone of a leak, on a belt of so many of the same length. */
  zoneBelow(end: W, slats: W, leak: BeltLeak<V>): W {
    const { m } = this;
    const count = m.wholeVariable(m.whole(0));
    m.repeat(end, (i) => {
      m.when(this.isInZone(this.middle(i, slats), leak), () => count.set(m.plus(count.get(), m.whole(1))));
    });
    return count.get();
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
export function inSteps<V, W, B>(m: Machine<V, W, B>, time: V, step: V): V {
  return m.max(m.number(1), m.floor(m.add(m.divide(time, step), m.number(0.5))));
}

/** For looking at a belt without asking what is lost. */
function noLeaks<V, W, B>(m: Machine<V, W, B>, { leaks }: BeltLayout): readonly BeltLeak<V>[] {
  const zero = m.number(0);
  return leaks.map(() => ({ share: zero, from: zero, to: zero, exponential: zero }));
}
