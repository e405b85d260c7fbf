import { offsetsOf } from "../../run/overrides.ts";
import { type Results, type Slot, type Snapshot, seriesOf, widthOf } from "../../run/program.ts";
import type { Prepared } from "../../run/simulator.ts";
import type { Held } from "./held.ts";
import type { Columns, RunAnswer, RunQuestion } from "./messages.ts";
import { inputsFrom, noSettings, type Settings, settingsKey } from "./settings.ts";

/** Makes the runs of one system, each as far as it differs from the base run. */
export interface Runs {
  /** Throws an `Error` where the system cannot be run. */
  run(question: RunQuestion): RunAnswer;
}

/** The offsets in a row of what has numbers in a run, by key; what the system does not have is left out. */
export function offsetsFor(
  keys: readonly string[],
  slots: ReadonlyMap<string, Slot>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) {
    const slot = slots.get(key.replace(/\[[^[]*\]$/, "")) ?? slots.get(key);
    if (!slot) continue;
    const [offset] = offsetsOf(slots, key, "input", "stock", "memory", "computed");
    if (offset !== undefined) found.set(key, offset);
  }
  return found;
}

export function createRuns({ simulator }: Held): Runs {
  if (!simulator)
    return {
      run: () => {
        throw new Error("The system has errors and cannot be run.");
      },
    };
  const base = simulator.prepare({});
  const snapshots = new Map<number, Snapshot>();
  let whole: Results | undefined;

  const baseRun = (): Results => {
    whole ??= simulator.run({ rows: "saved" });
    return whole;
  };

  function snapshotAt(step: number): Snapshot {
    const known = snapshots.get(step);
    if (known) return known;
    const { last } = base.run({ rows: "saved", save: new Int32Array(), until: step });
    snapshots.set(step, last);
    return last;
  }

  function columnsIn(results: Results, variables: readonly string[]): Columns {
    const { slots } = results.program;
    const series = [...offsetsFor(variables, slots)].map(
      ([key, offset]) => [key, seriesOf(results, slotAt(offset))] as const,
    );
    return { times: results.times.slice(), series: new Map(series) };
  }

  /** The rows of a run that goes on from the base run. */
  function continued(prepared: Prepared, steps: number, variables: readonly string[]) {
    const before = baseRun();
    const offsets = offsetsFor(variables, before.program.slots);
    const save = Int32Array.from(new Set(offsets.values())).sort();
    const results = prepared.run({ rows: "saved", save, from: snapshotAt(steps) });
    const width = widthOf(before);
    const past = before.times.length - results.times.length;
    const series = [...offsets].map(([key, offset]) => {
      const all = new Float64Array(before.times.length);
      const own = seriesOf(results, slotAt(offset));
      all.set(own, past);
      // An input has its number all along, even where nothing is seen of it yet.
      const isInput = offset < before.program.inputs.length;
      for (let row = 0; row < past; row++)
        all[row] = isInput ? (own[0] ?? Number.NaN) : before.rows[row * width + offset]!;
      return [key, all] as const;
    });
    return { results, columns: { times: before.times.slice(), series: new Map(series) } };
  }

  function ownRun(
    settings: Settings,
    variables: readonly string[],
  ): Omit<RunAnswer, "base" | "milliseconds"> {
    if (settingsKey(settings) === settingsKey(noSettings)) {
      const { time, fault } = baseRun();
      return { current: columnsIn(baseRun(), variables), from: time.stop, ...(fault && { fault }) };
    }
    const question = {
      inputs: inputsFrom(settings, simulator!.program),
      ...(settings.scenario !== undefined && { scenario: settings.scenario }),
    };
    const prepared = simulator!.prepare(question);
    const steps = simulator!.commonSteps(base, prepared);
    if (steps > 0 && !baseRun().fault) {
      const { results, columns } = continued(prepared, steps, variables);
      const { start, step } = base.time;
      return { current: columns, from: start + steps * step, ...(results.fault && { fault: results.fault }) };
    }
    const results = simulator!.run({ ...question, rows: "saved" });
    return {
      current: columnsIn(results, variables),
      from: results.time.start,
      ...(results.fault && { fault: results.fault }),
    };
  }

  return {
    run({ settings, variables }) {
      const began = performance.now();
      const own = ownRun(settings, variables);
      return {
        ...own,
        base: columnsIn(baseRun(), variables),
        milliseconds: performance.now() - began,
      };
    },
  };
}

/** A place in a row as a slot of its own. */
function slotAt(offset: number): Slot {
  return { variable: "", module: [], dimensions: [], offset, size: 1, role: "computed" };
}
