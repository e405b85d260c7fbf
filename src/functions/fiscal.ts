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

/** Where the state of a record of periods lies, in bytes: how many it holds, which is the oldest, where they lie … */
const [held, first, sums] = [0, 4, 8];
/** … what has been paid in the present one, and when one began. */
const [sum, anchor] = [16, 24];

const beginPaid: DeviceProcedure = (m, [, , began, back], state, result) => {
  const count = m.toWhole(m.max(m.number(1), m.min(back!, m.number(mostPeriods))));
  m.storeWhole(state, count, held);
  m.storeWhole(state, m.whole(0), first);
  m.storeWhole(state, m.allocate(m.shiftLeft(count, 3)), sums);
  m.store(state, m.number(0), sum);
  m.store(state, began!, anchor);
  m.store(result, m.number(0));
};

const stepPaid: DeviceProcedure = (m, [stream, period], state, result, now) => {
  const length = m.max(period!, now.step);
  const count = m.loadWhole(state, held);
  const place = m.at(m.loadWhole(state, sums));
  const periodAt = (time: typeof length) =>
    m.floor(m.add(m.divide(m.subtract(time, m.load(state, anchor)), length), m.number(1e-6)));
  m.store(state, m.add(m.load(state, sum), m.multiply(stream!, now.step)), sum);
  const next = periodAt(m.add(now.time, now.step));
  m.when(m.less(periodAt(now.time), next), () => {
    const at = m.loadWhole(state, first);
    setItem(m, place, at, m.divide(m.load(state, sum), length));
    const behind = m.plus(at, m.whole(1));
    m.storeWhole(state, m.selectWhole(m.below(behind, count), behind, m.whole(0)), first);
    m.store(state, m.number(0), sum);
  });
  m.store(result, itemAt(m, place, m.loadWhole(state, first)));
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
  {
    kind: "device",
    name: "paid_earlier",
    family: "financial",
    summary:
      "What was paid, on the average, in the fiscal period `back` periods before the present one, 1 at least; 0 before the start. Periods are `period` long, and one began at `began`; both `began` and `back` are looked at before the first step only.",
    aliases: {},
    parameters: [{ name: "stream" }, { name: "period" }, { name: "began" }, { name: "back" }],
    begins: [2, 3],
    cells: 4,
    begin: beginPaid,
    step: stepPaid,
    units: { kind: "like", arg: 0, others: ["any", "time", "time", "any"] },
    examples: [
      {
        step: 0.5,
        args: [[8, 4, 2, 0, 0, 0, 0], 1, 0, 1],
        results: [0, 0, 6, 6, 1, 1, 0],
        because: "(8 + 4)/2 in the first period of two steps, 2/2 in the second.",
      },
      {
        step: 1,
        args: [[6, 3, 0, 0, 0, 0], 2, 1, 2],
        results: [0, 0, 0, 3, 3, 1.5],
        because:
          "A period began at 1: the 6 at 0 were half of the one before it, and are the second last from 3 on; the 3 at 1 from 5 on.",
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
  {
    kind: "macro",
    name: "paid_before",
    family: "financial",
    summary:
      "What was paid, on the average, in the fiscal period `back` periods before the present one; for 0, what is paid now. Periods are `period` long, and one began at `began`. A sum of it times what part of a payment is written off in each period is depreciation by a schedule.",
    doubt:
      "whether the initial amounts of DEPRECIATE BY SCHEDULE are of a period or of a unit of time: here of a unit of time, one after another for the periods from the start on.",
    aliases: {},
    parameters: [{ name: "stream" }, { name: "period" }, { name: "began" }, { name: "back" }],
    units: { kind: "like", arg: 0, others: ["any", "time", "time", "any"] },
    body: `
aux paid = if back < 0.5 then stream else paid_earlier(stream, period, began, back)
= paid`,
    examples: [
      { step: 1, args: [[8, 4, 2], 1, 0, 0], results: [8, 4, 2], because: "Now." },
      { step: 1, args: [[8, 4, 2, 0], 1, 0, 2], results: [0, 0, 8, 4], because: "Two periods before." },
    ],
  },
  {
    kind: "macro",
    name: "fiscal_period",
    family: "financial",
    summary:
      "How many times a new fiscal period has begun since the start: periods are `period` long, and one began at `began`.",
    aliases: {},
    parameters: [{ name: "period" }, { name: "began" }],
    units: { kind: "number", others: ["time", "time"] },
    body: `
aux origin = init(began)
aux length = max(period, dt)
aux passed = int((time - origin) / length + 0.000001) - int((start_time - origin) / length + 0.000001)
= passed`,
    examples: [
      { step: 1, args: [2, 1], results: [0, 1, 1, 2, 2], because: "One began at 1, and one at 3." },
      { step: 0.5, args: [1, 0], results: [0, 0, 1, 1], because: "Two steps each." },
    ],
  },
];
