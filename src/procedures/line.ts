import type { DeviceProcedure, Machine, PeekProcedure } from "./machine.ts";

/**
 * A queue (XMILE 1.0, 3.7.3): batches in the order in which they came, one for each inflow and step. What goes out is
 * taken from the front; what comes in during a step may go out in it.
 *
 * The state, in bytes: where the batches lie, for how many there is room, where the first one is, how many there are.
 */
const [place, room, first, count] = [0, 4, 8, 12];

/** How many numbers the state takes. */
export const lineCells = 2;

/** What is left of a batch and is less than this part of it is nothing: amounts are rates times steps, and rounded. */
const dust = 1e-12;

function batch<V, W, B>(m: Machine<V, W, B>, state: W, index: W): W {
  const at = m.plus(m.loadWhole(state, first), index);
  return m.plus(m.at(m.loadWhole(state, place)), m.shiftLeft(at, 3));
}

function append<V, W, B>(m: Machine<V, W, B>, state: W, amount: V): void {
  m.when(m.less(m.number(0), amount), () => {
    const end = m.plus(m.loadWhole(state, first), m.loadWhole(state, count));
    m.when(m.not(m.below(end, m.loadWhole(state, room))), () => moveToRoom(m, state));
    m.store(batch(m, state, m.loadWhole(state, count)), amount);
    m.storeWhole(state, m.plus(m.loadWhole(state, count), m.whole(1)), count);
  });
}

/** Moves the batches to the front of their room, or where they fill half of it, to one that is larger. */
function moveToRoom<V, W, B>(m: Machine<V, W, B>, state: W): void {
  const held = m.loadWhole(state, count);
  const from = m.wholeVariable(batch(m, state, m.whole(0)));
  const before = m.loadWhole(state, room);
  const isFull = m.not(m.below(m.plus(held, held), before));
  m.when(isFull, () => {
    const more = m.plus(m.plus(before, before), m.whole(16));
    m.storeWhole(state, m.allocate(m.shiftLeft(more, 3)), place);
    m.storeWhole(state, more, room);
  });
  m.storeWhole(state, m.whole(0), first);
  const to = batch(m, state, m.whole(0));
  m.repeat(held, (i) => {
    const offset = m.shiftLeft(i, 3);
    m.store(m.plus(to, offset), m.load(m.plus(from.get(), offset)));
  });
}

function content<V, W, B>(m: Machine<V, W, B>, state: W): V {
  const total = m.variable(m.number(0));
  m.repeat(m.loadWhole(state, count), (i) => total.set(m.add(total.get(), m.load(batch(m, state, i)))));
  return total.get();
}

/** Arguments: so many batches that are there at the start, the first in front, what goes out in all, and each inflow. */
export function lineBegin(starts: number): DeviceProcedure {
  return (m, args, state, result) => {
    m.storeWhole(state, m.whole(0), place);
    m.storeWhole(state, m.whole(0), room);
    m.storeWhole(state, m.whole(0), first);
    m.storeWhole(state, m.whole(0), count);
    for (const start of args.slice(0, starts)) append(m, state, start);
    m.store(result, content(m, state));
  };
}

export function lineStep(starts: number): DeviceProcedure {
  return (m, args, state, result, now) => {
    const [out, ...inflows] = args.slice(starts);
    for (const inflow of inflows) append(m, state, m.multiply(inflow, now.step));
    const left = m.variable(m.multiply(out!, now.step));
    m.while(
      () => m.both(m.less(m.number(0), left.get()), m.below(m.whole(0), m.loadWhole(state, count))),
      () => {
        const address = batch(m, state, m.whole(0));
        const size = m.load(address);
        const rest = m.subtract(size, left.get());
        const isGone = m.lessEqual(rest, m.multiply(m.number(dust), size));
        m.when(
          isGone,
          () => {
            m.storeWhole(state, m.plus(m.loadWhole(state, first), m.whole(1)), first);
            m.storeWhole(state, m.minus(m.loadWhole(state, count), m.whole(1)), count);
            left.set(m.negate(rest));
          },
          () => {
            m.store(address, rest);
            left.set(m.number(0));
          },
        );
      },
    );
    m.store(result, content(m, state));
  };
}

/** What an outflow of a queue is told by: how much it may take, and how. */
export const outflowArguments = ["limit", "single", "whole", "overflow", "oven"] as const;

/**
 * What outflow number `which` takes in a unit of time. Arguments: so many inflows, and for each outflow the most that it
 * may take in a unit of time, whether it takes one batch in a step and no more, whether it takes batches whole only,
 * whether it runs only where one before it was kept from taking for want of room, and whether it goes into an oven, which
 * keeps nothing out while it is shut.
 */
export function lineOut(which: number, inflowCount: number): PeekProcedure {
  return (m, args, state, now) => {
    const inflows = args.slice(0, inflowCount).map((rate) => m.multiply(rate, now.step));
    const held = m.loadWhole(state, count);
    const arrived = inflows.map((amount) => m.select(m.less(m.number(0), amount), m.number(1), m.number(0)));
    const all = m.plus(held, m.toWhole(arrived.reduce((sum, one) => m.add(sum, one), m.number(0))));
    /** Batch number `index`, those that arrive now being the last. */
    const sizeOf = (index: ReturnType<typeof m.whole>) => {
      const found = m.variable(m.number(0));
      m.when(
        m.below(index, held),
        () => found.set(m.load(batch(m, state, index))),
        () => {
          const behind = m.wholeVariable(m.minus(index, held));
          inflows.forEach((amount, i) => {
            const isIt = m.both(m.same(behind.get(), m.whole(0)), m.equal(arrived[i]!, m.number(1)));
            m.when(isIt, () => found.set(amount));
            m.when(m.equal(arrived[i]!, m.number(1)), () => behind.set(m.minus(behind.get(), m.whole(1))));
          });
        },
      );
      return found.get();
    };

    const at = m.wholeVariable(m.whole(0));
    /** What has been taken of the batch at the front. */
    const used = m.variable(m.number(0));
    /** Whether an outflow was kept from taking, and no overflow has stepped in. */
    const blocked = m.wholeVariable(m.whole(0));
    let rate = m.number(0);
    for (let o = 0; o <= which; o++) {
      const from = inflowCount + outflowArguments.length * o;
      const [limit, single, whole, overflow, oven] = args.slice(from, from + outflowArguments.length);
      const isSingle = m.not(m.equal(single!, m.number(0)));
      const isWhole = m.not(m.equal(whole!, m.number(0)));
      const isOverflow = m.not(m.equal(overflow!, m.number(0)));
      const most = m.multiply(m.max(m.number(0), limit!), now.step);
      const runs = m.either(m.not(isOverflow), m.same(blocked.get(), m.whole(1)));
      const room = m.variable(m.select(runs, most, m.number(0)));
      const taken = m.variable(m.number(0));
      const goes = m.wholeVariable(m.whole(1));
      m.while(
        () => m.both(m.same(goes.get(), m.whole(1)), m.below(at.get(), all)),
        () => {
          const rest = m.subtract(sizeOf(at.get()), used.get());
          const fits = m.lessEqual(m.multiply(rest, m.number(1 - dust)), room.get());
          m.when(
            fits,
            () => {
              taken.set(m.add(taken.get(), rest));
              room.set(m.max(m.number(0), m.subtract(room.get(), rest)));
              used.set(m.number(0));
              at.set(m.plus(at.get(), m.whole(1)));
              m.when(isSingle, () => goes.set(m.whole(0)));
            },
            () => {
              const part = m.select(isWhole, m.number(0), room.get());
              taken.set(m.add(taken.get(), part));
              used.set(m.add(used.get(), part));
              goes.set(m.whole(2));
            },
          );
        },
      );
      const isShut = m.both(m.not(m.equal(oven!, m.number(0))), m.lessEqual(limit!, m.number(0)));
      const isKept = m.both(m.same(goes.get(), m.whole(2)), m.not(isShut));
      m.when(
        isOverflow,
        () => m.when(m.not(isKept), () => blocked.set(m.whole(0))),
        () => m.when(isKept, () => blocked.set(m.whole(1))),
      );
      rate = m.divide(taken.get(), now.step);
    }
    return rate;
  };
}

/** How many batches there are, and batch number `index`, the first being 1; where there is none it is NaN. */
export const lineBatches: { readonly size: PeekProcedure; readonly item: PeekProcedure } = {
  size: (m, _, state) => m.toNumber(m.loadWhole(state, count)),
  item: (m, [index], state) => {
    const at = m.toWhole(m.subtract(index!, m.number(1)));
    const isThere = m.both(m.lessEqual(m.number(1), index!), m.below(at, m.loadWhole(state, count)));
    const found = m.variable(m.number(Number.NaN));
    m.when(isThere, () => found.set(m.load(batch(m, state, at))));
    return found.get();
  },
};
