import { stepsNow } from "./belt.ts";
import { Leaking } from "./leaks.ts";
import type { Machine, PeekProcedure } from "./machine.ts";
import { Belt, type BeltLayout, leaksOf, sameLength } from "./slats.ts";
import { joinStamps, partOfStamps, type StampName, type Stamps, stampNames, stampsOf } from "./stamps.ts";

interface Look<V, W, B> {
  readonly belt: Belt<V, W, B>;
  readonly leaking: Leaking<V, W, B>;
  /** How many steps the way takes for what is put on now. */
  readonly steps: W;
}

/**
 * What leaves a belt in a step: its end, and what is lost. Arguments of what looks: arrest, held, those of the leaks, and
 * where nothing overtakes, transit and sample.
 */
function lookAt<V, W, B>(
  m: Machine<V, W, B>,
  layout: BeltLayout,
  args: readonly V[],
  state: W,
  step: V,
): Look<V, W, B> {
  const belt = new Belt(m, state, step, layout, leaksOf(layout, args.slice(2)));
  const [transit, sample] = args.slice(2 + 4 * layout.leaks.length);
  const steps = layout.fifo ? stepsNow(belt, transit!, sample!) : belt.depth;
  return { belt, leaking: new Leaking(belt, steps), steps };
}

/** What comes off at the end in a unit of time. */
export function beltOut(layout: BeltLayout): PeekProcedure {
  return (m, args, state, now) => {
    const [arrest, held] = args;
    const look = lookAt(m, layout, args, state, now.step);
    const total = m.variable(m.number(0));
    const runs = m.both(m.equal(arrest!, m.number(0)), m.equal(held!, m.number(0)));
    m.when(m.both(runs, m.below(m.whole(0), look.belt.length)), () => {
      alongEnd(look, (_, __, left, part) => total.set(m.add(total.get(), m.multiply(left, part))));
    });
    return m.divide(total.get(), now.step);
  };
}

/** Goes through what comes off in this step: slats, what is left on each after leaks, and which part of that comes off. */
function alongEnd<V, W, B>(
  { belt, leaking, steps }: Look<V, W, B>,
  visit: (index: W, content: V, left: V, part: V) => void,
): void {
  const { m, layout } = belt;
  const wholes = leaking.hasWholes ? leaking.wholes().map((whole) => m.variable(whole)) : [];
  const left = (index: W, middle: V, content: V): V => {
    const kept = leaking.of(index, middle, content).left;
    return leaking.hasWholes ? leaking.afterWholes(middle, kept, wholes) : kept;
  };
  if (!layout.fifo) {
    const first = m.whole(0);
    const content = m.load(belt.slat(first));
    visit(first, content, left(first, belt.middle(first, belt.length), content), m.number(1));
    return;
  }
  const rest = m.variable(m.divide(m.number(1), m.toNumber(steps)));
  belt.along((index, middle, extent) => {
    const content = m.load(belt.slat(index));
    const kept = left(index, middle, content);
    const before = rest.get();
    const isAny = m.less(m.number(sameLength), before);
    const isWhole = m.lessEqual(extent, m.add(before, m.number(sameLength)));
    const part = m.select(isWhole, m.number(1), m.divide(before, extent));
    visit(index, content, kept, m.select(isAny, part, m.number(0)));
    const unused = m.max(m.number(0), m.subtract(before, extent));
    rest.set(m.select(isWhole, unused, m.number(0)));
  });
}

/** What leak number `which` takes in a unit of time. */
export function beltLeak(layout: BeltLayout, which: number): PeekProcedure {
  return (m, args, state, now) => {
    const [arrest] = args;
    const { belt, leaking } = lookAt(m, layout, args, state, now.step);
    const total = m.variable(m.number(0));
    m.when(m.equal(arrest!, m.number(0)), () => {
      if (layout.leaks[which]) {
        total.set(leaking.wholes()[which]!);
        return;
      }
      belt.along((index, middle) => {
        const { amounts } = leaking.of(index, middle, m.load(belt.slat(index)));
        total.set(m.add(total.get(), amounts[which]!));
      });
    });
    return m.divide(total.get(), now.step);
  };
}

/**
 * One of the numbers of the stamps of what comes off, or of what is lost through a leak: amounts are in a unit of time.
 */
export function beltStamp(layout: BeltLayout, leak: number | undefined, which: StampName): PeekProcedure {
  return (m, args, state, now) => {
    const [arrest, held] = args;
    const look = lookAt(m, layout, args, state, now.step);
    const { belt, leaking } = look;
    const lot = gather(m);
    const runs = m.both(m.equal(arrest!, m.number(0)), m.equal(held!, m.number(0)));
    m.when(m.both(runs, m.below(m.whole(0), belt.length)), () => {
      if (leak === undefined)
        alongEnd(look, (index, content, left, part) => {
          const kept = leaking.partLeft(content, m.multiply(left, part));
          lot.add(partOfStamps(m, belt.stampsAt(belt.slat(index)), kept));
        });
      else
        alongLeak(look, leak, (index, part) =>
          lot.add(partOfStamps(m, belt.stampsAt(belt.slat(index)), part)),
        );
    });
    const found = lot.get()[which];
    const isEnd = which === "earliest" || which === "latest";
    return isEnd ? found : m.divide(found, now.step);
  };
}

/** Goes through what is lost through a leak in this step: slats, and which part of each is. */
function alongLeak<V, W, B>(
  { belt, leaking }: Look<V, W, B>,
  leak: number,
  visit: (index: W, part: V) => void,
): void {
  const { m, layout } = belt;
  const wholes = leaking.hasWholes ? leaking.wholes().map((whole) => m.variable(whole)) : [];
  belt.along((index, middle) => {
    const content = m.load(belt.slat(index));
    const { amounts, left } = leaking.of(index, middle, content);
    if (!layout.leaks[leak]) {
      visit(index, leaking.partLeft(content, amounts[leak]!));
      return;
    }
    const before = wholes[leak]!.get();
    leaking.afterWholes(middle, left, wholes);
    visit(index, leaking.partLeft(content, m.subtract(before, wholes[leak]!.get())));
  });
}

/** A lot that stamps are added to. */
function gather<V, W, B>(
  m: Machine<V, W, B>,
): { readonly add: (more: Stamps<V>) => void; readonly get: () => Stamps<V> } {
  const numbers = stampNames.map(() => m.variable(m.number(0)));
  const get = (): Stamps<V> => stampsOf(numbers.map((number) => number.get()));
  const add = (more: Stamps<V>): void => {
    const all = joinStamps(m, get(), more);
    stampNames.forEach((name, i) => {
      numbers[i]!.set(all[name]);
    });
  };
  return { add, get };
}
