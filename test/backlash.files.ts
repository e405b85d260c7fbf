import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Anchors, readAnchors } from "../src/argument/anchors.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { type Loaded, type Reading, readHence } from "../src/read/hence.ts";

const root = join(import.meta.dirname, "..");

/** The flagship as it stands in systems/backlash, and what there is to say of its text. */
export function readFlagship(): Reading & { readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const reading = readHence("systems/backlash/backlash.hence", load, (diagnostic) =>
    diagnostics.push(diagnostic),
  );
  return { ...reading, diagnostics };
}

/** The flagship with one piece of its text replaced by another; throws where the piece does not stand there once. */
export function readChangedFlagship(file: string, before: string, after: string): Reading {
  const path = `systems/backlash/${file}`;
  const parts = readFileSync(join(root, path), "utf8").split(before);
  if (parts.length !== 2) throw new Error(`‘${before}’ stands ${parts.length - 1} times in ${path}.`);
  const change = (asked: string): Loaded => (asked === path ? { text: parts.join(after) } : load(asked));
  return readHence("systems/backlash/backlash.hence", change, () => undefined);
}

function load(path: string): Loaded {
  const file = join(root, path);
  return existsSync(file) ? { text: readFileSync(file, "utf8") } : { missing: "there is no such file" };
}

/** The system's data, which do not belong to this project: there on some machines only. */
export function readAuthority(): Authority | undefined {
  const path = join(root, "..", "shared", "system", "model.json");
  // The file is described in its own `about`; what is used of it is listed in `Authority`.
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Authority) : undefined;
}

/** Where the essay's sentences stand, kept with the flagship. */
export function readFlagshipAnchors(): Anchors {
  const anchors = readAnchors(readFileSync(join(root, "systems/backlash/essay.anchors.json"), "utf8"));
  if (!anchors) throw new Error("systems/backlash/essay.anchors.json has no anchors.");
  return anchors;
}

/** The same positions as they belong to the data. */
export function readEssayAnchors(): Pick<Anchors, "sha256" | "sentences"> | undefined {
  const path = join(root, "..", "shared", "system", "essay-anchors.json");
  // It has the fields of ours and others.
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Anchors) : undefined;
}

/** The base run that belongs to the data: a row for each year. */
export function readGoldenRun(): readonly Readonly<Record<string, number>>[] | undefined {
  const path = join(root, "..", "shared", "system", "golden.csv");
  return existsSync(path) ? readTable(path) : undefined;
}

/** The rows of a run of ours that are kept with the flagship, for machines without the data. */
export function readExpectedRun(): readonly Readonly<Record<string, number>>[] {
  return readTable(join(root, "systems/backlash/expected.csv"));
}

function readTable(path: string): Record<string, number>[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/u);
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, i) => [column, Number(cells[i])]));
  });
}

export interface Authority {
  readonly variables: readonly {
    readonly sec: string;
    readonly kind: "const" | "aux" | "flow" | "stock";
    readonly name: string;
    readonly units: string;
    readonly eq: string;
    readonly init?: string;
    readonly lo: number | null;
    readonly hi: number | null;
  }[];
  readonly derived: readonly { readonly name: string; readonly units: string; readonly eq: string }[];
  readonly graphs: Readonly<
    Record<
      string,
      { readonly sec: string; readonly yu: string; readonly pts: readonly (readonly [number, number])[] }
    >
  >;
  readonly claims: readonly {
    readonly id: string;
    readonly place: readonly string[];
    readonly test?: readonly AuthorityTest[];
  }[];
  readonly behavioural_links: readonly {
    readonly id: string;
    readonly claims: readonly string[];
    readonly evidence_for: string;
    readonly evidence_against: string;
    readonly paths: readonly (readonly string[])[];
  }[];
  readonly loops: readonly {
    readonly id: string;
    readonly kind: "reinforcing" | "balancing";
    readonly claims: readonly string[];
    readonly path: readonly string[];
  }[];
  readonly signed_links: readonly (readonly [cause: string, effect: string, sign: "+" | "-" | "0"])[];
  readonly scenarios: readonly AuthorityScenario[];
  readonly reality_checks: {
    readonly checks: readonly {
      readonly id: string;
      readonly claims: readonly string[];
      readonly expect: readonly Expectation[];
    }[];
  };
  readonly history_bands: {
    readonly filter: readonly {
      readonly variable: string;
      readonly time: number;
      readonly lo: number;
      readonly hi: number;
    }[];
  };
  readonly ensembles: { readonly parameters: readonly { readonly name: string }[] };
  readonly lever_results: {
    readonly year: number;
    readonly base: Readonly<Record<string, number>>;
    readonly rows: readonly {
      readonly label: string;
      readonly set: Readonly<Record<string, number>>;
      readonly percent_change: Readonly<Record<string, number>>;
    }[];
  };
}

export interface AuthorityTest {
  readonly cause: string;
  readonly effect: string;
  readonly start: number;
  readonly horizon_years: number;
  readonly mode: "hold" | "constant" | "lever" | "remove_input";
  readonly factor?: number;
  readonly value?: number;
  readonly scenario?: string;
  readonly effect_change_percent: number;
  readonly expected: "rise" | "fall" | "under 5 percent";
}

export interface AuthorityScenario {
  readonly id: string;
  readonly set?: Readonly<Record<string, number>>;
  readonly init?: Readonly<Record<string, number>>;
  readonly graphs?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly dt?: number;
  readonly method?: string;
  readonly stop?: number;
}

export interface Expectation {
  readonly measure:
    | "value"
    | "difference"
    | "percent"
    | "ratio"
    | "percent_points"
    | "max_over_time"
    | "min_over_time";
  readonly expression?: string;
  readonly variable?: string;
  readonly variables?: readonly string[];
  readonly time?: number;
  readonly against_time?: number;
  readonly run: string;
  readonly against?: string;
  readonly op: "<" | "<=" | ">" | ">=" | "==" | "abs<" | "between" | "record";
  readonly bound?: number | readonly [number, number];
  readonly recorded: number;
}
