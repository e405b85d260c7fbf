import { sha256, utf8Bytes } from "../model/sha256.ts";
import { createCopula, groupsOf } from "./copula.ts";
import type { SampledInput } from "./inputs.ts";
import { compileRoutines, plainRoutines, type Routines } from "./routines.ts";
import { type Sampler, type SamplerName, UnfitRows } from "./sampler.ts";
import { type Quantile, quantileOf, shapeFault } from "./shape.ts";

/** Worlds by number: what each is made of needs no other one. */
export interface Design {
  readonly inputs: readonly SampledInput[];
  readonly rows: number;
  readonly sampler: SamplerName;
  /** A hash of everything that decides the rows. */
  readonly id: string;
  /** For each input by itself, the number below which a share of all worlds lies. */
  readonly quantiles: readonly Quantile[];
  /** Writes the numbers of one world, in the order of the inputs. */
  world(row: number, into: Float64Array): void;
}

/** What a design is made of, besides its sampler. */
export interface Designed {
  readonly inputs: readonly SampledInput[];
  readonly seed: number;
  /** Whatever else the sampler was told, for the identity: levels, order, replicate. */
  readonly settings?: Readonly<Record<string, number | boolean | string>>;
}

/** The columns that a sampler needs for some inputs: one each, and one for each group that goes together. */
export function columnsFor(inputs: readonly SampledInput[]): number {
  return inputs.length + groupsOf(inputs).length;
}

/** Turns the points of a sampler with `columnsFor(inputs)` columns into numbers of the inputs. */
export function createDesign(sampler: Sampler, { inputs, seed, settings = {} }: Designed): Design {
  refuseFaults(inputs);
  const routines = routinesFor(inputs);
  const { correlate } = createCopula(inputs, routines);
  const quantiles = inputs.map(({ shape }) => quantileOf(shape, routines));
  const point = new Float64Array(sampler.columns);
  const { name, rows } = sampler;
  return {
    inputs,
    rows,
    sampler: name,
    id: identify({ sampler: name, rows, seed, settings, inputs }),
    quantiles,
    world(row, into) {
      sampler.point(row, point);
      correlate(point);
      for (let i = 0; i < inputs.length; i++) {
        const share = point[i]!;
        into[i] = Number.isNaN(share) ? inputs[i]!.shape.declared : quantiles[i]!(share);
      }
    },
  };
}

/** The first worlds of a table: a column of numbers for each input, in which NaN is what is declared. */
export function tableDesign(
  inputs: readonly SampledInput[],
  columns: readonly Float64Array[],
  rows: number,
): Design {
  const used = columns.map((column) => column.subarray(0, rows));
  const quantiles = inputs.map(({ shape }, i): Quantile => {
    const sorted = Float64Array.from(used[i]!, (number) =>
      Number.isNaN(number) ? shape.declared : number,
    ).sort();
    return (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  });
  return {
    inputs,
    rows,
    sampler: "table",
    id: identify({ sampler: "table", rows, seed: 0, settings: {}, inputs, numbers: used.map(hashOf) }),
    quantiles,
    world(row, into) {
      for (const [i, { shape }] of inputs.entries()) {
        const number = columns[i]![row]!;
        into[i] = Number.isNaN(number) ? shape.declared : number;
      }
    },
  };
}

/** The same worlds, of which some inputs alone are told: those at these places. */
export function partOfDesign(design: Design, places: readonly number[]): Design {
  if (places.length === design.inputs.length) return design;
  const whole = new Float64Array(design.inputs.length);
  const pick = <Item>(items: readonly Item[]) => places.map((place) => items[place]!);
  const inputs = pick(design.inputs);
  return {
    ...design,
    inputs,
    quantiles: pick(design.quantiles),
    id: sha256(utf8Bytes(JSON.stringify([design.id, inputs.map(({ key }) => key)]))),
    world(row, into) {
      design.world(row, whole);
      for (const [i, place] of places.entries()) into[i] = whole[place]!;
    },
  };
}

function hashOf(numbers: Float64Array): string {
  return sha256(new Uint8Array(Float64Array.from(numbers).buffer));
}

/** Compiling them takes longer than what needs none of them. */
function routinesFor(inputs: readonly SampledInput[]): Routines {
  const isSimple = ({ shape: { kind }, correlated }: SampledInput): boolean =>
    !correlated && (kind === "uniform" || kind === "triangular" || kind === "discrete");
  return inputs.every(isSimple) ? plainRoutines() : compileRoutines();
}

function refuseFaults(inputs: readonly SampledInput[]): void {
  if (inputs.length === 0)
    throw new UnfitRows("Nothing differs between worlds: no constant has a range, as in ‘between 1 and 2’.");
  for (const { label, shape, correlated } of inputs) {
    const fault = shapeFault(shape);
    if (fault) throw new UnfitRows(`The range of ‘${label}’ ${fault}.`);
    if (correlated && !(Math.abs(correlated.by) <= 1))
      throw new UnfitRows(`‘${label}’ is correlated ${correlated.by}; that lies between -1 and 1.`);
  }
}

function identify(of: {
  readonly sampler: string;
  readonly rows: number;
  readonly seed: number;
  readonly settings: NonNullable<Designed["settings"]>;
  readonly inputs: readonly SampledInput[];
  readonly numbers?: readonly string[];
}): string {
  const inputs = of.inputs.map(({ key, shape, correlated }) => ({ key, shape, correlated }));
  return sha256(utf8Bytes(JSON.stringify({ ...of, inputs })));
}
