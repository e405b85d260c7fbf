import type { Belt } from "./slats.ts";
import { dueOf } from "./slats.ts";

/** How much a leak of whole units may differ from one by rounding. */
const dust = 1e-9;

/** What is lost of one slat in a step. */
export interface Loss<V> {
  /** For each leak; what one of whole units would take if it took parts of units. */
  readonly amounts: readonly V[];
  /** What the leaks that take parts of units leave, one after another. */
  readonly left: V;
  /** What would be left if the others took parts of units too. */
  readonly rest: V;
}

/** What each leak takes from slats in this step, in which the way takes so many steps for what is put on. */
export class Leaking<V, W, B> {
  private readonly belt: Belt<V, W, B>;
  /** Where nothing overtakes, for each leak over how many steps its zone extends at the speed that all have now. */
  private readonly zones: readonly V[];

  constructor(belt: Belt<V, W, B>, steps: W) {
    this.belt = belt;
    const { m, layout, leaks } = belt;
    this.zones = layout.fifo ? leaks.map((leak) => m.toNumber(belt.zoneBelow(steps, steps, leak))) : [];
  }

  /** What is lost of a slat with some content, whose middle lies at a part of the way. */
  of(index: W, middle: V, content: V, isRemoved = false): Loss<V> {
    const { belt, zones } = this;
    const { m, step, layout } = belt;
    const address = belt.slat(index);
    let left = content;
    let rest = content;
    const amounts = belt.leaks.map((leak, k) => {
      const due = dueOf(k);
      const zone = zones[k];
      const each = zone === undefined ? m.load(address, due) : this.perStep(m.load(address, due), zone);
      const linear = m.min(each, m.load(address, due + 8));
      const rate = m.max(m.number(0), leak.share);
      const exponential = m.multiply(m.multiply(left, rate), step);
      const wanted = m.select(m.equal(leak.exponential, m.number(0)), linear, exponential);
      const amount = m.select(belt.isInZone(middle, leak), m.min(wanted, left), m.number(0));
      if (!layout.leaks[k]) left = m.subtract(left, amount);
      rest = layout.leaks[k] ? m.max(m.number(0), m.subtract(rest, amount)) : left;
      if (isRemoved) m.store(address, m.subtract(m.load(address, due + 8), amount), due + 8);
      return amount;
    });
    return { amounts, left, rest };
  }

  /** Which part is left; nothing of nothing. */
  partLeft(content: V, left: V): V {
    const { m } = this.belt;
    return m.select(m.less(m.number(0), content), m.divide(left, content), m.number(0));
  }

  /** What is lost in a step of what is lost on the whole way; all of it where the zone is shorter than a step. */
  private perStep(all: V, zone: V): V {
    const { m } = this.belt;
    return m.select(m.equal(zone, m.number(0)), all, m.divide(all, zone));
  }

  /**
   * What each leak of whole units takes in all: what is lost by its share and what it owes, as far as that is whole, and
   * as there is enough in its zone.
   */
  wholes(): readonly V[] {
    const { belt } = this;
    const { m, layout, leaks } = belt;
    const wanted = leaks.map((_, k) => m.variable(belt.owed(k)));
    const there = leaks.map(() => m.variable(m.number(0)));
    belt.along((index, middle) => {
      const { amounts, left } = this.of(index, middle, m.load(belt.slat(index)));
      leaks.forEach((leak, k) => {
        wanted[k]!.set(m.add(wanted[k]!.get(), amounts[k]!));
        const here = m.select(belt.isInZone(middle, leak), left, m.number(0));
        there[k]!.set(m.add(there[k]!.get(), here));
      });
    });
    let before = m.number(0);
    return leaks.map((_, k) => {
      if (!layout.leaks[k]) return m.number(0);
      const most = m.min(wanted[k]!.get(), m.subtract(there[k]!.get(), before));
      const amount = m.max(m.number(0), m.floor(m.add(most, m.number(dust))));
      before = m.add(before, amount);
      return amount;
    });
  }

  /** Whether a leak takes whole units only. */
  get hasWholes(): boolean {
    return this.belt.layout.leaks.some((isWhole) => isWhole);
  }

  /** Takes what is lost off the belt: whole units come from what is next to come off. */
  remove(): void {
    const { belt } = this;
    const { m, layout, leaks } = belt;
    if (leaks.length === 0) return;
    const wholes = this.hasWholes ? this.wholes() : [];
    const sums = wholes.map((_, k) => m.variable(belt.owed(k)));
    belt.along((index, middle) => {
      const address = belt.slat(index);
      const content = m.load(address);
      const { amounts, left } = this.of(index, middle, content, true);
      m.store(address, left);
      belt.keepStamps(address, this.partLeft(content, left));
      sums.forEach((sum, k) => {
        sum.set(m.add(sum.get(), amounts[k]!));
      });
    });
    if (!this.hasWholes) return;
    const rest = wholes.map((whole) => m.variable(whole));
    belt.along((index, middle) => {
      const address = belt.slat(index);
      const content = m.load(address);
      const left = this.afterWholes(middle, content, rest);
      m.store(address, left);
      belt.keepStamps(address, this.partLeft(content, left));
    });
    wholes.forEach((whole, k) => {
      if (layout.leaks[k]) belt.owe(k, m.subtract(sums[k]!.get(), whole));
    });
  }

  /** What whole units that are still to be taken leave of a slat. */
  afterWholes(
    middle: V,
    content: V,
    rest: readonly { readonly get: () => V; readonly set: (value: V) => void }[],
  ): V {
    const { m, layout, leaks } = this.belt;
    let left = content;
    leaks.forEach((leak, k) => {
      if (!layout.leaks[k]) return;
      const wanted = m.min(rest[k]!.get(), left);
      const amount = m.select(this.belt.isInZone(middle, leak), wanted, m.number(0));
      left = m.subtract(left, amount);
      rest[k]!.set(m.subtract(rest[k]!.get(), amount));
    });
    return left;
  }
}
