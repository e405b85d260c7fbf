import type { Facts } from "../check/facts.ts";
import type { Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import { createLaneMachine } from "../run/lanes.ts";
import { createMachine, type Machine, mostNumbersKept } from "../run/machine.ts";
import { nameIn, offsetsOf } from "../run/overrides.ts";
import { type Hold, type Inputs, noInputs, type Program, type Results, stepsOf } from "../run/program.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import { createWorldMachine } from "../run/worlds.ts";
import { createCommon } from "./common.ts";
import { compileVariant, lowerSystem, type Method, methodOf, type System } from "./compile.ts";
import { createForced } from "./force.ts";
import { compileLanes } from "./lanes/compile.ts";
import { type Change, mergeInputs, resolveScenarios } from "./scenario.ts";

/** Makes a model ready to be run; undefined if it has errors, or would keep more than fits in memory. */
export function createSimulator(facts: Facts, report: Report): Simulator | undefined {
  if (!facts.runnable) return undefined;
  const system = lowerSystem(facts);
  if (isTooBig(system, report)) return undefined;
  const method = methodOf(facts.model.time);
  const { changes, families } = resolveScenarios(facts);
  const base: Change = { inputs: noInputs, time: system.time, method };
  const made = new Map<string, Ready>();

  function changeNamed(scenario: string | undefined): Change {
    if (scenario === undefined || foldName(scenario) === "base") return base;
    const found = changes.get(foldName(scenario));
    if (!found) throw new Error(`There is no scenario ‘${scenario}’.`);
    return found.change;
  }

  function ready({ integrator, tolerance }: Method, held: readonly string[]): Ready {
    const key = [integrator, tolerance?.absolute, tolerance?.relative, ...held].join("\n");
    const known = made.get(key);
    if (known) return known;
    const program = compileVariant(system, { integrator, ...(tolerance && { tolerance }), held });
    const one = { program, machine: createMachine(program) };
    made.set(key, one);
    return one;
  }

  const { program } = ready(method, []);
  const forced = createForced(facts, report, createSimulator);

  /** Paths are as long as those that are asked for, or as the time axis has steps, so many times over. */
  function prepare(question: Parameters<Simulator["prepare"]>[0], times = 1): Prepared {
    const { inputs, time, method: own } = changeNamed(question.scenario);
    const merged = mergeInputs(inputs, question.inputs ?? noInputs);
    const [asked] = question.holds ?? [];
    const slot = asked && program.slots.get(asked[0]);
    const length = slot ? asked[1].path.length / slot.size : stepsOf(time) * times + 1;
    const { numbers, holds } = holdInputs(merged.numbers, program, facts, length);
    const allHolds = new Map([...holds, ...(question.holds ?? [])]);
    const held = [...allHolds.keys()].sort();
    const chosen = ready(own, held);
    const ownInputs = { ...merged, numbers };
    return {
      program: chosen.program,
      time,
      inputs: ownInputs,
      holds: allHolds,
      run: (part) =>
        chosen.machine.run({ ...part, program: chosen.program, time, inputs: ownInputs, holds: allHolds }),
      worldMachine(kept, sampled) {
        const inLanes = compileLanes(system, { ...own, held, kept, sampled });
        return inLanes ? createLaneMachine(inLanes) : createWorldMachine(chosen.program, kept, sampled);
      },
    };
  }

  return {
    program,
    scenarios: [...changes.values()].map(({ name }) => name),
    membersOf: (family) => families.get(foldName(family)) ?? [],
    commonSteps: createCommon(system.kernel),
    prepare: (question) => forced(question.scenario)?.prepare(question) ?? prepare(question),
    run(question) {
      const other = forced(question.scenario);
      if (other) return other.run(question);
      const runOver = (times: number): Results => {
        const results = prepare(question, times).run({
          rows: question.rows,
          ...(question.save && { save: question.save }),
          ...question.draws,
        });
        // How many steps there are, where they change, only the run knows.
        return results.isCut && !question.holds?.size ? runOver(2 * times) : results;
      };
      return runOver(1);
    },
  };
}

interface Ready {
  readonly program: Program;
  readonly machine: Machine;
}

function isTooBig({ expansion, time, facts }: System, report: Report): boolean {
  const rows = Math.floor((time.stop - time.start) / time.saveEvery) + 1;
  const numbers = rows * expansion.width;
  if (numbers <= mostNumbersKept) return false;
  report({
    code: "too-many-numbers",
    severity: "error",
    message: `A run would keep ${rows.toPrecision(2)} rows of ${expansion.width} numbers, which is more than fits in memory.`,
    span: facts.model.time.span,
    notes: [{ message: "Keep fewer rows with ‘save every’." }],
  });
  return true;
}

/** Numbers for inputs that have an equation are paths, always at that number. */
function holdInputs(
  given: Inputs["numbers"],
  { slots }: Program,
  { model }: Facts,
  length: number,
): { readonly numbers: Inputs["numbers"]; readonly holds: ReadonlyMap<string, Hold> } {
  const numbers = new Map<string, number>();
  const holds = new Map<string, Hold & { readonly elements: readonly number[] }>();
  const ports = new Set(
    model.variables.filter(({ kind }) => kind === "input").map(({ name }) => foldName(name)),
  );
  for (const [key, value] of given) {
    const name = nameIn(slots, key);
    const slot = slots.get(name);
    if (slot?.role !== "computed" || !ports.has(name)) {
      numbers.set(key, value);
      continue;
    }
    const before = holds.get(name);
    const path = before?.path ?? new Float64Array(slot.size * length);
    const elements = offsetsOf(slots, key, "computed").map((offset) => offset - slot.offset);
    for (const element of elements) path.fill(value, element * length, (element + 1) * length);
    holds.set(name, {
      fromStep: 0,
      elements: [...new Set([...(before?.elements ?? []), ...elements])],
      path,
    });
  }
  return { numbers, holds };
}
