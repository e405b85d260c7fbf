import type { DeviceProcedure, Machine } from "../procedures/machine.ts";
import { itemAt, setItem } from "../procedures/machine.ts";
import type { DeviceRow } from "./function.ts";

/** Where the state of a fixed delay lies, in bytes: how many steps it holds, where the oldest is, where they lie. */
const [length, oldest, belt] = [0, 4, 8];

/** The belt is one step at least; so long that nothing comes out within the run is long enough. */
const begin: DeviceProcedure = (m, [, delay, start], state, result, now) => {
  const inSteps = (span: Parameters<typeof m.divide>[0]) =>
    m.floor(m.add(m.divide(span, now.step), m.number(0.5 + 1e-6)));
  const whole = m.add(inSteps(m.subtract(now.stop, now.start)), m.number(1));
  const steps = m.toWhole(m.min(inSteps(delay!), whole));
  const held = m.selectWhole(m.below(steps, m.whole(1)), m.whole(1), steps);
  const place = m.allocate(m.shiftLeft(held, 3));
  m.storeWhole(state, held, length);
  m.storeWhole(state, m.whole(0), oldest);
  m.storeWhole(state, place, belt);
  m.repeat(held, (turn) => setItem(m, m.at(place), turn, start!));
  m.store(result, start!);
};

/** The newest takes the place of the oldest, and the next oldest comes out. */
const step: DeviceProcedure = (m, [input], state, result) => {
  const place = m.at(m.loadWhole(state, belt));
  const at = m.loadWhole(state, oldest);
  setItem(m, place, at, input!);
  const next = following(m, at, m.loadWhole(state, length));
  m.storeWhole(state, next, oldest);
  m.store(result, itemAt(m, place, next));
};

function following<V, W, B>(m: Machine<V, W, B>, at: W, count: W): W {
  const next = m.plus(at, m.whole(1));
  return m.selectWhole(m.below(next, count), next, m.whole(0));
}

/** Delays that give back exactly what went in. */
export const fixedDelays: readonly DeviceRow[] = [
  {
    kind: "device",
    name: "delay_fixed",
    family: "delay",
    summary:
      "What `input` was a time `delay` ago; `start` until then. The delay is rounded to whole steps, one at least, and is looked at before the first step only.",
    aliases: { vensim: "DELAY FIXED", xmile: "DELAY" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "start" }],
    begins: [1, 2],
    cells: 2,
    begin,
    step,
    units: { kind: "like", arg: 0, others: ["any", "time", { sameAs: 0 }] },
    examples: [
      {
        step: 1,
        args: [[10, 11, 12, 13], 2, -1],
        results: [-1, -1, 10, 11],
        because: "Two steps long: the start comes out twice, then what went in two steps before.",
      },
      {
        step: 1,
        args: [[10, 11, 12], 0, -1],
        results: [-1, 10, 11],
        because: "One step is the least.",
      },
      {
        step: 1,
        args: [[10, 11, 12], 1.2, -1],
        results: [-1, 10, 11],
        because: "1.2 steps are one, as in the reference of Vensim's test of it; 1.5 would be two.",
      },
    ],
  },
];
