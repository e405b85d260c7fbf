import type { Facts } from "../check/facts.ts";
import { lowerSystem, methodOf } from "../compile/compile.ts";
import { compileLanes } from "../compile/lanes/compile.ts";
import { foldName } from "../model/name.ts";
import { printUnit } from "../model/unit.ts";
import type { Constant, Lever, Switch, Variable } from "../model/variable.ts";
import type {
  PastBand,
  PublishedAssumption,
  PublishedCourse,
  PublishedLever,
  PublishedSystem,
} from "../publish/system.ts";
import { freeInputs } from "../run/free.ts";
import { noInputs, type Program, stepsOf } from "../run/program.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import type { Design } from "../sample/design.ts";
import type { Sampling } from "../sample/sampling.ts";
import { besideLevers } from "../study/conduct.ts";
import type { Outcome } from "../study/ensemble.ts";
import type { Bounds } from "../study/placed.ts";
import { signsOf } from "../study/replay.ts";
import { timeText } from "../view/svg/fan.ts";

/** A quantity over time that is to be published, with what was observed of it. */
export interface CourseToPublish extends Omit<Outcome, "time"> {
  readonly bands: readonly { readonly time: number; readonly low: number; readonly high: number }[];
}

export interface ToPublish {
  readonly facts: Facts;
  readonly simulator: Simulator;
  readonly prepared: Prepared;
  readonly courses: readonly CourseToPublish[];
  readonly worlds?: {
    readonly design: Design;
    readonly sampling: Sampling;
    readonly seed: number;
    readonly kept: readonly number[];
    readonly bands: readonly Bounds[];
  };
}

/** A published system, and the courses and levers of the model that it has, in its order. */
export interface Packed {
  readonly system: PublishedSystem;
  readonly courses: readonly CourseToPublish[];
  readonly levers: readonly Movable[];
}

/** What readers may move. */
type Movable = Lever | Switch | Constant;

/** Times after a lever begins to be seen at which what it changes is told. */
const horizonsAfter = [1, 5, 9];

/** Packs what the runs of a page need. Of several elements and of worked out quantities only what is beside levers goes along. */
export function packSystem(asked: ToPublish): Packed {
  const { facts, simulator, prepared, worlds } = asked;
  const { program } = simulator;
  const beside = new Map(besideLevers(program).map((one) => [one.label, one.quantity]));
  const courses = asked.courses.filter(
    ({ label, quantity }) => quantity.kind === "element" || beside.has(label),
  );
  const bands = (worlds?.bands ?? []).flatMap((band) => pastOf(band, program));
  const offsets = [
    ...courses.flatMap(({ label, quantity }) => offsetsIn(beside.get(label) ?? quantity, program)),
    ...bands.map(({ offset }) => offset),
  ];
  const columns = [...new Set(offsets)].sort((one, other) => one - other);
  const levers = chooseLevers(facts.model.variables, program);
  const published = levers.map((lever) => publishLever(lever, levers, asked));
  const sampled =
    worlds &&
    freeInputs(
      worlds.design.inputs.map(({ key }) => key),
      prepared,
    ).map(({ offset }) => offset);
  const lanes =
    sampled &&
    compileLanes(lowerSystem(facts), { ...methodOf(facts.model.time), held: [], kept: columns, sampled });
  const { program: _, ...laneForm } = lanes ?? { program };
  const system: PublishedSystem = {
    program,
    ...(lanes && { lanes: laneForm as Omit<typeof lanes, "program"> }),
    columns,
    levers: published,
    assumptions: assumptionsOf(facts, program, levers),
    courses: courses.map(({ label, title, unit, quantity, bands: observed }): PublishedCourse => {
      const [offset] = offsetsIn(quantity, program);
      return {
        of: beside.has(label)
          ? { kind: "beside", label }
          : { kind: "column", column: columns.indexOf(offset!) },
        title: title ?? label,
        ...(unit !== undefined && { unit }),
        bands: observed.map(({ time, low, high }) => ({ time, low, high })),
      };
    }),
    horizons: horizonsOf(published, levers, program),
    ...(worlds && {
      worlds: {
        // Where the text of the model stands is no business of a page.
        inputs: worlds.design.inputs.map((input) => ({ ...input, span: nowhere })),
        sampling: worlds.sampling,
        seed: worlds.seed,
        kept: worlds.kept,
        past: bands.map(({ offset, row, low, high }) => ({
          column: columns.indexOf(offset),
          row,
          low,
          high,
        })),
        unjudged: worlds.bands.length - bands.length,
      },
    }),
  };
  return { system, courses, levers };
}

const nowhere = { source: "", from: 0, to: 0 } as const;

/** Of the numbers of a system that has no levers so many can be moved. */
const mostConstants = 12;

/** Levers and switches; of a system that has none constants, those with a range first. */
function chooseLevers(variables: readonly Variable[], { slots, inputs }: Program): readonly Movable[] {
  const single = variables.filter((variable): variable is Movable => {
    const slot = slots.get(foldName(variable.name));
    return slot?.role === "input" && slot.size === 1;
  });
  const levers = single.filter(({ kind, range }) => kind === "switch" || (kind === "lever" && range));
  if (levers.length > 0) return levers;
  const constants = single.filter(({ kind }) => kind === "const");
  const ranged = constants.filter(({ range }) => range !== undefined && range.low < range.high);
  const sized = constants.filter(({ name }) => inputs[slots.get(foldName(name))!.offset] !== 0);
  return (ranged.length > 0 ? ranged : sized).slice(0, mostConstants);
}

/** The constants with a range that are no levers, in the order of the model. */
function assumptionsOf(
  { model, units }: Facts,
  { slots, inputs }: Program,
  levers: readonly Movable[],
): readonly PublishedAssumption[] {
  const sectors = new Map(model.sectors.map(({ name, title }) => [name, title ?? name]));
  return model.variables.flatMap((variable): PublishedAssumption[] => {
    const { kind, name, title, range, basis, sector = "" } = variable;
    const key = foldName(name);
    const slot = slots.get(key);
    if (kind !== "const" || !range || range.low >= range.high || levers.includes(variable)) return [];
    if (slot?.role !== "input" || slot.size !== 1) return [];
    const unit = units.variables.get(variable);
    return [
      {
        key,
        value: inputs[slot.offset]!,
        low: range.low,
        high: range.high,
        // Nearly all of them act from the beginning on.
        unseen: 0,
        title: title ?? name,
        unit: unit ? printUnit(unit) : "",
        sector: sectors.get(sector) ?? sector,
        basis: basis?.word ?? "",
      },
    ];
  });
}

/** Between which numbers one is moved: its range, or from half to double. */
function rangeOf({ kind, range }: Movable, value: number): readonly [low: number, high: number] {
  if (kind === "switch") return [0, 1];
  if (range) return [range.low, range.high];
  return value > 0 ? [value / 2, value * 2] : [value * 2, value / 2];
}

function publishLever(lever: Movable, levers: readonly Movable[], asked: ToPublish): PublishedLever {
  const { simulator, prepared, worlds } = asked;
  const { slots, inputs } = simulator.program;
  const declaredOf = ({ name }: Movable) => inputs[slots.get(foldName(name))!.offset]!;
  const key = foldName(lever.name);
  const value = declaredOf(lever);
  const [low, high] = rangeOf(lever, value);
  const signs = worlds && signsOf(worlds.design);
  // What a lever does may depend on its sign and on whether it is nought: all that it may be made to be is tried in kind.
  const tried = [...new Set([low, high, (low + high) / 2, 0].filter((one) => one >= low && one <= high))];
  // When policies begin is not seen before one of them is moved: each is tried beside the others at both their ends, too.
  const others = levers.filter((one) => one !== lever && one.kind === "lever");
  const contexts = [0, 1].map(
    (end) => new Map(others.map((one) => [foldName(one.name), rangeOf(one, declaredOf(one))[end]!])),
  );
  const unseen = [new Map<string, number>(), ...contexts].flatMap((numbers) => {
    const before = numbers.size === 0 ? prepared : simulator.prepare({ inputs: { ...noInputs, numbers } });
    return tried
      .filter((one) => one !== value)
      .map((one) => {
        const changed = { ...noInputs, numbers: new Map([...numbers, [key, one]]) };
        return simulator.commonSteps(before, simulator.prepare({ inputs: changed }), signs);
      });
  });
  return { key, value, low, high, unseen: Math.min(...unseen, stepsOf(prepared.time)) };
}

function offsetsIn(quantity: Outcome["quantity"], { slots }: Program): readonly number[] {
  return quantity.kind === "element"
    ? [slots.get(quantity.variable)!.offset + quantity.element]
    : quantity.variables.map((name) => slots.get(name)!.offset);
}

/** A band that can be read from one number of a saved row. */
function pastOf(
  { quantity, time, low, high }: Bounds,
  program: Program,
): readonly (Omit<PastBand, "column"> & { readonly offset: number })[] {
  if (quantity.kind !== "element") return [];
  const { start, saveEvery } = program.time;
  const row = Math.round((time - start) / saveEvery);
  if (Math.abs(start + row * saveEvery - time) > 1e-6 * saveEvery) return [];
  return [{ offset: offsetsIn(quantity, program)[0]!, row, low, high }];
}

function horizonsOf(
  published: readonly PublishedLever[],
  levers: readonly Movable[],
  { time, timeUnit }: Program,
): PublishedSystem["horizons"] {
  const { start, stop, step, saveEvery } = time;
  const seen = published
    .filter(({ unseen }, i) => levers[i]!.kind === "lever" && unseen < stepsOf(time))
    .map(({ unseen }) => unseen)
    .sort((one, other) => one - other);
  if (seen.length === 0) return [];
  // Most begin to be seen together, in the step behind those that are the same; rows are saved.
  const begins = Math.floor(start + (seen[seen.length >> 1]! + 1) * step + 1e-9);
  return horizonsAfter
    .map((after) => {
      const at = start + Math.round((begins + after - start) / saveEvery) * saveEvery;
      return { label: `${after} ${timeUnit}${after === 1 ? "" : "s"} on (${timeText(at)})`, time: at };
    })
    .filter((horizon) => horizon.time <= stop);
}
