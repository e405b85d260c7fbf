import type { RandomRow } from "../functions/function.ts";
import { randomFunctions } from "../functions/random.ts";
import type { Model } from "../model/system.ts";
import { createPlainMachine } from "../procedures/plain.ts";
import type { ControlLine } from "../read/vensim/control.ts";
import { offsetsOf } from "../run/overrides.ts";
import type { Program } from "../run/program.ts";
import { elementInputs, type SampledInput, sampledInputs } from "../sample/inputs.ts";
import type { Shape, ShapeOf } from "../sample/shape.ts";
import { findKey } from "./columns.ts";
import { WrongUsage } from "./exit.ts";
import type { GivenRanges, GivenTable, GivenWorlds } from "./given.ts";

/** The inputs that a table gives numbers, and the column of each. Throws `WrongUsage` for a name that has none. */
export function tableInputs(
  { path, names, columns }: GivenTable,
  program: Program,
): { readonly inputs: readonly SampledInput[]; readonly columns: readonly Float64Array[] } {
  const found = names.flatMap((name, i) => {
    const column = columns[i]!;
    const [low, high] = endsOf(column);
    return inputsNamed(name, path, program, { kind: "uniform", low, high }).map((input) => ({
      input,
      column,
    }));
  });
  refuseTwice(
    found.map(({ input }) => input),
    path,
  );
  return { inputs: found.map(({ input }) => input), columns: found.map(({ column }) => column) };
}

function endsOf(column: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of column) {
    if (number < low) low = number;
    if (number > high) high = number;
  }
  return [low, high];
}

/** The inputs that a control file of Vensim names, with its distributions. Throws `WrongUsage` for what cannot be drawn. */
export function rangeInputs({ path, lines }: GivenRanges, program: Program): readonly SampledInput[] {
  const inputs = lines.flatMap((line) => inputsNamed(line.name, path, program, shapeOf(line, path)));
  refuseTwice(inputs, path);
  return inputs;
}

function inputsNamed(
  name: string,
  path: string,
  program: Program,
  shape: ShapeOf<Shape>,
): readonly SampledInput[] {
  const { key, slot } = findIn(path, program, name);
  if (slot.role !== "input")
    throw new WrongUsage(`‘${path}’ gives ‘${name}’ numbers, which ‘${program.name}’ works out itself.`);
  const wanted = new Set(offsetsOf(program.slots, key, "input"));
  return elementInputs(slot, program, shape, { source: path, from: 0, to: 0 }).filter(({ offset }) =>
    wanted.has(offset),
  );
}

function findIn(path: string, program: Program, name: string): ReturnType<typeof findKey> {
  try {
    return findKey(program, name);
  } catch (problem) {
    if (problem instanceof WrongUsage)
      throw new WrongUsage(
        `In ‘${path}’: ${problem.message}`,
        "Each number there is of a constant: what is none has to go.",
      );
    throw problem;
  }
}

function refuseTwice(inputs: readonly SampledInput[], path: string): void {
  const keys = new Set<string>();
  for (const { key, label } of inputs) {
    if (keys.has(key)) throw new WrongUsage(`‘${path}’ gives ‘${label}’ numbers twice.`);
    keys.add(key);
  }
}

/**
 * Continuous distributions of Vensim: those of its random functions, without the seed that these end with; and which of
 * their numbers are sizes, above nought.
 */
const continuous = new Map<string, readonly number[]>([
  ["RANDOM UNIFORM", []],
  ["RANDOM NORMAL", [3]],
  ["RANDOM TRIANGULAR", []],
  ["RANDOM EXPONENTIAL", [3]],
  ["RANDOM GAMMA", [2, 4]],
  ["RANDOM WEIBULL", [2, 4]],
  ["RANDOM BETA", [2, 3, 5]],
]);

function shapeOf({ distribution, args, line }: ControlLine, path: string): ShapeOf<Shape> {
  const place = `‘${path}’, line ${line}:`;
  const known = continuous.has(distribution) ? findFunction(distribution) : undefined;
  if (!known)
    throw new WrongUsage(
      `${place} worlds are not drawn from ${distribution}.`,
      `They are from ${[...continuous.keys()].join(", ")}, and VECTOR makes series.`,
    );
  const { row, order } = known;
  if (args.length !== order.length - 1)
    throw new WrongUsage(
      `${place} ${distribution} has ${order.length - 1} numbers, and here are ${args.length}.`,
    );
  const [low, high] = args as readonly [number, number];
  if (!(low < high))
    throw new WrongUsage(
      `${place} the range of ${distribution} begins at ${low} and ends at ${high}.`,
      "Vensim leaves such a line aside: mend it, or take it away.",
    );
  const [, , start, peak, stop] = args;
  const isTriangle = start! < stop! && start! <= peak! && peak! <= stop!;
  const isOne =
    distribution === "RANDOM TRIANGULAR"
      ? isTriangle
      : continuous.get(distribution)!.every((at) => args[at]! > 0);
  if (!isOne) throw new WrongUsage(`${place} there is no distribution ${distribution}(${args.join(",")}).`);
  const own = order.map((at) => args[at] ?? 0);
  const machine = createPlainMachine();
  const draw = (share: number): number => row.procedure(machine, own, () => share);
  // Some count shares from above.
  const isFalling = draw(0.25) > draw(0.75);
  const quantile = (share: number): number => draw(isFalling ? 1 - share : share);
  if (!(quantile(0.25) < quantile(0.75)))
    throw new WrongUsage(`${place} nothing of ${distribution}(${args.join(",")}) lies in its range.`);
  return { kind: "foreign", low, high, distribution, args, quantile };
}

/** The function that Vensim calls so, and which of its arguments are ours, in our order. */
function findFunction(
  name: string,
): { readonly row: RandomRow; readonly order: readonly number[] } | undefined {
  for (const row of randomFunctions) {
    for (const alias of [row.aliases.vensim ?? []].flat()) {
      if (typeof alias === "string" && alias === name) return { row, order: row.parameters.map((_, i) => i) };
      if (typeof alias !== "string" && alias.name === name) return { row, order: alias.order };
    }
  }
  return undefined;
}

/** What is to be known of a table: which uncertain constants it leaves as they are declared. */
export function tellLeftOut(
  given: GivenWorlds | undefined,
  model: Model,
  program: Program,
): readonly string[] {
  if (!given) return [];
  const inputs = given.kind === "table" ? tableInputs(given, program).inputs : rangeInputs(given, program);
  const named = new Set(inputs.map(({ key }) => key));
  const left = sampledInputs(model, program).filter(({ key }) => !named.has(key));
  if (left.length === 0) return given.remarks;
  const shown = [...left.slice(0, 5).map(({ label }) => label), ...(left.length > 5 ? ["…"] : [])].join(", ");
  const are =
    left.length === 1 ? "constant with a range has no numbers" : "constants with ranges have no numbers";
  return [
    ...given.remarks,
    `${left.length} ${are} in ‘${given.path}’ and stay${left.length === 1 ? "s" : ""} as declared: ${shown}.`,
  ];
}
