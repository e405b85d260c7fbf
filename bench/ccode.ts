import { type Kept, survey } from "../src/compile/codewriter.ts";
import type { System } from "../src/compile/compile.ts";
import { assignmentsIn, isTrivial, partsOf } from "../src/compile/kernel.ts";
import type { BinaryOp, Code, RoutineName, UnaryOp } from "../src/functions/code.ts";
import type { Table } from "../src/run/program.ts";

/**
 * A system as a C program, as one would write it by hand: one function with all equations, another that takes the steps,
 * tables read through a uniform index. It reads lines with a number of runs, makes them, and answers with nanoseconds of its processor's time.
 */
export function writeC({ kernel, expansion, time, facts }: System): string {
  const { inputs, stocks, width } = kernel;
  const { start, stop, step, saveEvery } = time;
  const [first, always] = [assignmentsIn(kernel.initial), assignmentsIn(kernel.active)];
  if (kernel.callSlots + kernel.memories > 0) throw new Error("Calls and memories are not written as C.");
  const steps = Math.round((stop - start) / step);
  const every = Math.round(saveEvery / step);
  const before = inputs + stocks;
  const initial = new CWriter((offset) => `row[${offset}]`);
  const active = new CWriter((offset) =>
    offset < inputs ? `in[${offset}]` : offset < before ? `s[${offset - inputs}]` : `v${offset}`,
  );
  const codes = [...always.map(({ code }) => code), ...kernel.nets];
  active.keep(survey(codes, isTrivial).kept());
  return `
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#define START ${double(start)}
#define STOP ${double(stop)}
#define DT ${double(step)}
#define SAVE ${double(saveEvery)}
typedef struct { double low, high, first, scale; int last; const int *cells; const double *segments; } table;
${tablesOf(expansion.tables)}
static inline double look(const table *t, double x) {
  x = x < t->low ? t->low : x > t->high ? t->high : x;
  int cell = (int)((x - t->first) * t->scale);
  cell = cell < 0 ? 0 : cell > t->last ? t->last : cell;
  const double *segment = t->segments + 3 * t->cells[cell];
  while (segment[3] <= x) segment += 3;
  return segment[1] + (x - segment[0]) * segment[2];
}
static inline double least(double a, double b) { return a < b ? a : b; }
static inline double most(double a, double b) { return a > b ? a : b; }
static inline double log_to_base(double a, double b) { return log(a) / log(b); }
static double in[${Math.max(1, inputs)}] = { ${[...expansion.inputs, ...(inputs === 0 ? [0] : [])].map(double).join(", ")} };
static double out[${(Math.floor(steps / every) + 2) * width}];

static inline void evaluate(double time, const double *restrict s, double *restrict v, double *restrict net) {
${always.map(({ offset, code }) => active.assign(`const double v${offset}`, code)).join("\n")}
${kernel.nets.map((code, i) => active.assign(`net[${i}]`, code)).join("\n")}
${always.map(({ offset }) => `  v[${offset - before}] = v${offset};`).join("\n")}
}

static void start_values(double *row) {
  const double time = START;
  memcpy(row, in, sizeof(double) * ${inputs});
${first.map(({ offset, code }) => initial.assign(`row[${offset}]`, code)).join("\n")}
}

__attribute__((noinline)) static void run(void) {
  double row[${width}], s[${stocks + 1}], v[${width - before + 1}], k[4][${stocks + 1}], from[${stocks + 1}];
  double *to = out;
  start_values(row);
  memcpy(s, row + ${inputs}, sizeof(double) * ${stocks});
  int due = 0;
  for (int i = 0; i <= ${steps}; i++) {
    evaluate(START + i * DT, s, v, k[0]);
    if (due == 0) {
      memcpy(to, in, sizeof(double) * ${inputs});
      memcpy(to + ${inputs}, s, sizeof(double) * ${stocks});
      memcpy(to + ${before}, v, sizeof(double) * ${width - before});
      to += ${width};
      due = ${every};
    }
    due--;
    if (i == ${steps}) break;
${facts.model.time.integrator === "euler" ? eulerStep(stocks) : rungeKuttaStep(stocks)}
  }
}

int main(void) {
  long count;
  while (scanf("%ld", &count) == 1) {
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (long i = 0; i < count; i++) run();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double sum = 0;
    for (int i = 0; i < ${(Math.floor(steps / every) + 1) * width}; i++) sum += out[i];
    printf("%.17g %.0f\\n", sum, (b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec));
    fflush(stdout);
  }
}
`;
}

function eulerStep(stocks: number): string {
  return `    for (int j = 0; j < ${stocks}; j++) s[j] += DT * k[0][j];`;
}

/** The three stages behind the first, and the step. */
export function rungeKuttaStep(stocks: number, size = "sizeof(double)", rest = "v"): string {
  const move = (by: string) => `    for (int j = 0; j < ${stocks}; j++) s[j] = from[j] + ${by};`;
  return [
    `    memcpy(from, s, ${size} * ${stocks});`,
    move("DT / 2 * k[0][j]"),
    `    evaluate(START + (i + 0.5) * DT, s, ${rest}, k[1]);`,
    move("DT / 2 * k[1][j]"),
    `    evaluate(START + (i + 0.5) * DT, s, ${rest}, k[2]);`,
    move("DT * k[2][j]"),
    `    evaluate(START + (i + 1) * DT, s, ${rest}, k[3]);`,
    move("DT / 6 * (k[0][j] + 2 * (k[1][j] + k[2][j]) + k[3][j])"),
  ].join("\n");
}

function tablesOf(tables: readonly Table[]): string {
  const written = tables.map(({ pairs, outside }, number) => {
    const slope = (i: number): number => {
      const [a, b] = [pairs[i], pairs[i + 1]];
      return a && b && b[0] > a[0] ? (b[1] - a[1]) / (b[0] - a[0]) : 0;
    };
    const segments = pairs.map(([x, y], i) => [x, y, outside === "step" ? 0 : slope(i)]);
    const [first, last] = [pairs[0]![0], pairs.at(-1)![0]];
    const cells = Math.max(1, 2 * (pairs.length - 1));
    const scale = last > first ? cells / (last - first) : 0;
    const cellOf = (x: number) => Math.trunc((x - first) * scale);
    const starts = Array.from({ length: cells + 1 }, (_, cell) =>
      Math.max(
        0,
        pairs.findLastIndex(([x]) => cellOf(x) < cell),
      ),
    );
    const [low, high] = outside === "extrapolate" ? ["-INFINITY", "INFINITY"] : [double(first), double(last)];
    return `static const int cells${number}[] = { ${starts.join(", ")} };
static const double segments${number}[] = { ${segments.flat().map(double).join(", ")}, INFINITY };
static const table table${number} = { ${low}, ${high}, ${double(first)}, ${double(scale)}, ${cells}, cells${number}, segments${number} };`;
  });
  return written.join("\n");
}

/** How an expression is put in a language like C. */
export interface Dialect {
  readonly unary: Readonly<Record<UnaryOp, (a: string) => string>>;
  readonly binary: (op: BinaryOp, a: string, b: string) => string;
  readonly choose: (when: string, yes: string, no: string) => string;
  readonly routine: (name: RoutineName, args: readonly string[]) => string;
  readonly lookup: (table: number, at: string) => string;
  readonly keep: (name: string, value: string) => string;
}

export class CWriter {
  private readonly dialect: Dialect;
  private readonly slot: (offset: number) => string;
  private readonly names = new Map<Code, string>();
  private kept: Kept = new Set<Code>();

  constructor(slot: (offset: number) => string, dialect = plainC) {
    this.slot = slot;
    this.dialect = dialect;
  }

  keep(codes: Kept): void {
    this.kept = codes;
  }

  assign(target: string, code: Code, through = ""): string {
    const lines: string[] = [];
    this.prepare(code, lines);
    return [...lines, `  ${target} = ${through}(${this.value(code)});`].join("\n");
  }

  private prepare(code: Code, lines: string[]): void {
    if (this.names.has(code)) return;
    for (const part of partsOf(code)) this.prepare(part, lines);
    if (!this.kept.has(code)) return;
    const name = `t${this.names.size}`;
    lines.push(`  ${this.dialect.keep(name, this.value(code))}`);
    this.names.set(code, name);
  }

  private value(code: Code): string {
    const name = this.names.get(code);
    if (name !== undefined) return name;
    switch (code.kind) {
      case "number":
        return double(code.value);
      case "slot":
        return this.slot(code.offset);
      case "clock":
        return { time: "time", begun: "time", step: "DT", start: "START", stop: "STOP", saveEvery: "SAVE" }[
          code.word
        ];
      case "unary":
        return this.dialect.unary[code.op](this.value(code.of));
      case "binary":
        return this.dialect.binary(code.op, this.value(code.left), this.value(code.right));
      case "choose":
        return this.dialect.choose(this.value(code.when), this.value(code.yes), this.value(code.no));
      case "routine":
        return this.dialect.routine(
          code.name,
          code.args.map((arg) => this.value(arg)),
        );
      case "lookup":
        return this.dialect.lookup(code.table, this.value(code.at));
      case "call":
        throw new Error("Procedures are not written as C.");
    }
  }
}

export function double(value: number): string {
  if (Number.isNaN(value)) return "NAN";
  if (!Number.isFinite(value)) return value > 0 ? "INFINITY" : "(-INFINITY)";
  const text = String(value);
  return /[.e]/.test(text) ? `(${text})` : `(${text}.0)`;
}

const unaryC: Readonly<Record<UnaryOp, (a: string) => string>> = {
  negate: (a) => `(-${a})`,
  abs: (a) => `fabs(${a})`,
  sqrt: (a) => `sqrt(${a})`,
  floor: (a) => `floor(${a})`,
  ceil: (a) => `ceil(${a})`,
  truncate: (a) => `trunc(${a})`,
  nearest: (a) => `rint(${a})`,
  not: (a) => `(${a} == 0)`,
};

export const routinesC: Readonly<Record<RoutineName, string>> = {
  exp: "exp",
  ln: "log",
  logarithm: "log_to_base",
  power: "pow",
  sine: "sin",
  cosine: "cos",
  tangent: "tan",
  arcsine: "asin",
  arccosine: "acos",
  arctangent: "atan",
  hyperbolicSine: "sinh",
  hyperbolicCosine: "cosh",
  hyperbolicTangent: "tanh",
  lnGamma: "lgamma",
  normalShare: "normal_share",
  normalQuantile: "normal_quantile",
};

function binaryC(op: BinaryOp, a: string, b: string): string {
  if (op === "min") return `least(${a}, ${b})`;
  if (op === "max") return `most(${a}, ${b})`;
  if (op === "and" || op === "or") return `((${a} != 0) ${op === "and" ? "&&" : "||"} (${b} != 0))`;
  return `(${a} ${signs[op]} ${b})`;
}

const signs: Readonly<Record<Exclude<BinaryOp, "min" | "max" | "and" | "or">, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  less: "<",
  lessEqual: "<=",
  greater: ">",
  greaterEqual: ">=",
  equal: "==",
  notEqual: "!=",
};

const plainC: Dialect = {
  unary: unaryC,
  binary: binaryC,
  choose: (when, yes, no) => `(${when} != 0 ? ${yes} : ${no})`,
  routine: (name, args) => `${routinesC[name]}(${args.join(", ")})`,
  lookup: (table, at) => `look(&table${table}, ${at})`,
  keep: (name, value) => `const double ${name} = ${value};`,
};
