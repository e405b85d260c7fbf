import { type DeviceProcedure, itemAt, setItem } from "../procedures/machine.ts";
import type { DeviceRow, Macro } from "./function.ts";

/**
 * What is written off. Payments are brought together by fiscal periods; each period's is written off in equal parts over
 * the lifetime, the first part in the period itself, with the payment.
 */

/** Where the state lies, in bytes: how many earlier periods count, which is the oldest, where they lie … */
const [earlier, oldest, periods] = [0, 4, 8];
/** … what has been paid in the present period, and which one that is. */
const [paid, present] = [16, 24];

const begin: DeviceProcedure = (m, [, lifetime, period, start], state, result, now) => {
  const length = m.max(period!, now.step);
  const parts = m.max(m.number(1), m.floor(m.add(m.divide(lifetime!, length), m.number(0.5))));
  const count = m.toWhole(m.min(m.subtract(parts, m.number(1)), m.number(mostPeriods)));
  const place = m.allocate(m.shiftLeft(count, 3));
  m.storeWhole(state, count, earlier);
  m.storeWhole(state, m.whole(0), oldest);
  m.storeWhole(state, place, periods);
  m.store(state, m.number(0), paid);
  m.store(state, m.number(0), present);
  m.repeat(count, (turn) => setItem(m, m.at(place), turn, start!));
  m.store(result, m.divide(m.multiply(start!, m.toNumber(count)), parts));
};

/** A run does not have more. */
const mostPeriods = 1_000_000;

const step: DeviceProcedure = (m, [stream, , period], state, result, now) => {
  const length = m.max(period!, now.step);
  const count = m.loadWhole(state, earlier);
  const place = m.at(m.loadWhole(state, periods));
  m.store(state, m.add(m.load(state, paid), m.multiply(stream!, now.step)), paid);
  const passed = m.divide(m.subtract(m.add(now.time, now.step), now.start), length);
  const next = m.floor(m.add(passed, m.number(1e-6)));
  m.when(m.less(m.load(state, present), next), () => {
    m.when(m.below(m.whole(0), count), () => {
      const at = m.loadWhole(state, oldest);
      setItem(m, place, at, m.divide(m.load(state, paid), length));
      const behind = m.plus(at, m.whole(1));
      m.storeWhole(state, m.selectWhole(m.below(behind, count), behind, m.whole(0)), oldest);
    });
    m.store(state, m.number(0), paid);
    m.store(state, next, present);
  });
  const sum = m.variable(m.number(0));
  m.repeat(count, (turn) => sum.set(m.add(sum.get(), itemAt(m, place, turn))));
  m.store(result, m.divide(sum.get(), m.add(m.toNumber(count), m.number(1))));
};

const parameters = [{ name: "stream" }, { name: "lifetime" }, { name: "period" }, { name: "start" }];

/** The part of it that needs a memory. */
export const fiscalDevices: readonly DeviceRow[] = [
  {
    kind: "device",
    name: "depreciate_earlier",
    family: "financial",
    summary:
      "What is written off of what was paid in earlier fiscal periods: `depreciate_straightline` without the present payment.",
    aliases: {},
    parameters,
    begins: [1, 2, 3],
    cells: 4,
    begin,
    step,
    units: { kind: "like", arg: 0, others: ["any", "time", "time", { sameAs: 0 }] },
    examples: [
      {
        step: 1,
        args: [[9, 0, 0, 0], 3, 1, 0],
        results: [0, 3, 3, 0],
        because: "A third of the 9 in each of the two periods behind its own.",
      },
    ],
  },
];

/** Depreciation as it is called. */
export const fiscalMacros: readonly Macro[] = [
  {
    kind: "macro",
    name: "depreciate_straightline",
    family: "financial",
    summary:
      "What is written off of a stream of payments, in equal parts over `lifetime`; payments are brought together by fiscal periods. Before the start there was a steady stream of `start`.",
    aliases: { vensim: "DEPRECIATE STRAIGHTLINE" },
    parameters,
    units: { kind: "like", arg: 0, others: ["any", "time", "time", { sameAs: 0 }] },
    body: `
aux parts = max(1, round(init(lifetime / max(period, dt))))
aux written_off = stream / parts + depreciate_earlier(stream, lifetime, period, start)
= written_off`,
    examples: [
      {
        step: 1,
        args: [[9, 0, 6, 0, 0], 3, 1, 0],
        results: [3, 3, 5, 2, 2],
        because: "A third of the 9 in three periods, and a third of the 6 in three.",
      },
      {
        step: 0.5,
        args: [[8, 4, 0, 0, 0], 2, 1, 0],
        results: [4, 2, 3, 3, 0],
        because:
          "Two periods of two steps: half of each payment with it; the first period's 8/2 + 4/2 = 6 gives 3 in the second.",
      },
      { step: 1, args: [4, 2, 1, 4], results: [4, 4, 4], because: "It was 4 all along." },
    ],
  },
];
