import { survey } from "../src/compile/codewriter.ts";
import type { System } from "../src/compile/compile.ts";
import { frameOf } from "../src/compile/emit.ts";
import { assignmentsIn, isTrivial, type Statement } from "../src/compile/kernel.ts";
import { sinkIntoChoices } from "../src/compile/lanes/sink.ts";
import { sortForLanes } from "../src/compile/lanes/sort.ts";
import type { BinaryOp, RoutineName, UnaryOp } from "../src/functions/code.ts";
import type { Table } from "../src/run/program.ts";
import { blockOf, reachOf } from "../src/run/tables.ts";
import { CWriter, type Dialect, double, rungeKuttaStep } from "./ccode.ts";
import { writeRoutines } from "./croutines.ts";

/**
 * The same equations for many worlds as a program in C++, WIDTH worlds to a vector: 1 is plain numbers, 4 those of AVX, 8 those of AVX-512.
 * What is the same in all worlds stays a plain number, by the types that the compiler infers. It reads lines with a number
 * of groups, runs them, and answers with the sum of what the last one kept and the nanoseconds of its processor's time.
 */
export function writeWorlds(
  { kernel, expansion, time, facts }: System,
  kept: readonly number[],
  sampled: readonly number[],
  width: number,
): string {
  const { inputs, stocks } = kernel;
  const { start, stop, step, saveEvery } = time;
  if (kernel.callSlots + kernel.memories > 0) throw new Error("Calls and memories are not written as C.");
  const equations = width === 1 ? kernel.active : sunk();
  const [first, always] = [assignmentsIn(kernel.initial), assignmentsIn(equations)];
  const steps = Math.round((stop - start) / step);
  const every = Math.round(saveEvery / step);
  const isSampled = new Set(sampled);
  const input = (offset: number): string =>
    isSampled.has(offset) ? `world[${sampled.indexOf(offset)}]` : `in[${offset}]`;
  const before = inputs + stocks;
  const place = (offset: number, computed: string): string =>
    offset < inputs ? input(offset) : offset < before ? `s[${offset - inputs}]` : `${computed}${offset}`;
  const initial = new CWriter((offset) => place(offset, "i"), vectors);
  const active = new CWriter((offset) => place(offset, "v"), vectors);
  active.keep(survey([...always.map(({ code }) => code), ...kernel.nets], isTrivial).kept());
  const started = first.map(({ offset, code }) =>
    offset < before
      ? initial.assign(place(offset, ""), code, "spread")
      : initial.assign(`const auto i${offset}`, code),
  );
  const text = `
#include <cmath>
#include <cstdio>
#include <ctime>
#include <type_traits>
#define START ${double(start)}
#define STOP ${double(stop)}
#define DT ${double(step)}
#define SAVE ${double(saveEvery)}
${helpers}
ROUTINES
${tablesOf(expansion.tables)}
double in[${Math.max(1, inputs)}] = { ${[...expansion.inputs, ...(inputs === 0 ? [0] : [])].map(double).join(", ")} };
static number world[${sampled.length + 1}];
static number out[${(Math.floor(steps / every) + 2) * kept.length}];

static inline void evaluate(double time, const number *__restrict s, number *__restrict kept, number *__restrict net) {
${always.map(({ offset, code }) => active.assign(`const auto v${offset}`, code)).join("\n")}
${kernel.nets.map((code, i) => active.assign(`net[${i}]`, code, "spread")).join("\n")}
${kept.map((offset, i) => `  kept[${i}] = spread(${place(offset, "v")});`).join("\n")}
}

__attribute__((noinline)) static void run() {
  number s[${stocks + 1}], k[4][${stocks + 1}], from[${stocks + 1}], kept[${kept.length + 1}];
  number *to = out;
  { const double time = START;
${started.join("\n")}
  }
  int due = 0;
  for (int i = 0; i <= ${steps}; i++) {
    evaluate(START + i * DT, s, kept, k[0]);
    if (due == 0) {
      for (int j = 0; j < ${kept.length}; j++) *to++ = kept[j];
      due = ${every};
    }
    due--;
    if (i == ${steps}) break;
${facts.model.time.integrator === "euler" ? `    for (int j = 0; j < ${stocks}; j++) s[j] += DT * k[0][j];` : rungeKuttaStep(stocks, "sizeof(number)", "kept")}
  }
}

int main() {
  long count;
  long total = 0;
  while (scanf("%ld", &count) == 1) {
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (long i = 0; i < count; i++) {
      for (int lane = 0; lane < WIDTH; lane++) {
        const double factor = 1 + 0.01 * (total++ % 8);
${sampled.map((offset, i) => `        ((double *)&world[${i}])[lane] = in[${offset}] * factor;`).join("\n")}
      }
      run();
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double sum = 0;
    for (int i = 0; i < ${(Math.floor(steps / every) + 1) * kept.length}; i++) sum += ((double *)&out[i])[WIDTH - 1];
    printf("%.17g %.0f\\n", sum, (b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec));
    fflush(stdout);
  }
}
`;
  const names = [...text.matchAll(/routine_(\w+)\(/g)].map((match) => match[1] as RoutineName);
  return text.replace("ROUTINES", () => writeRoutines(new Set(names)));

  /** On vectors g++ does not find out by itself what one side of a choice alone needs. */
  function sunk(): readonly Statement[] {
    const frame = frameOf(kernel, { integrator: facts.model.time.integrator, held: [] });
    const { varies } = sortForLanes(frame, { kept, sampled });
    return sinkIntoChoices(kernel.active, {
      others: kernel.nets,
      varies,
      stays: (offset) => kept.includes(offset),
    });
  }
}

const helpers = `
#include <cstring>
#if WIDTH == 1
typedef double number;
typedef bool truth;
#else
typedef double number __attribute__((vector_size(8 * WIDTH)));
typedef long truth __attribute__((vector_size(8 * WIDTH)));
typedef unsigned long bits __attribute__((vector_size(8 * WIDTH)));
static inline bool some(truth a) {
  bool found = false;
  for (int i = 0; i < WIDTH; i++) found |= a[i] != 0;
  return found;
}
static inline number spread(double a) { return a - (number){}; }
static inline truth spread(bool a) { return -(long)a - (truth){}; }
static inline truth spread(truth a) { return a; }
#endif
static inline number spread(number a) { return a; }
template <class M, class A, class B> static inline auto pick(M when, A yes, B no) {
  if constexpr (std::is_same_v<M, bool> && std::is_same_v<A, B>) return when ? yes : no;
  else { const number a = spread(yes), b = spread(no); return when ? a : b; }
}
// What costs much is only computed where somebody needs it.
template <class M, class Y, class N> static inline auto choose(M when, Y yes, N no) {
  if constexpr (std::is_same_v<M, bool>) {
    if constexpr (std::is_same_v<decltype(yes()), decltype(no())>) return when ? yes() : no();
    else return when ? spread(yes()) : spread(no());
  } else {
    bool some = false, all = true;
    for (int i = 0; i < WIDTH; i++) some |= when[i] != 0, all &= when[i] != 0;
    number a{}, b{};
    if (some) a = spread(yes());
    if (!all) b = spread(no());
    return when ? a : b;
  }
}
template <class A, class B> static inline auto least(A a, B b) { return pick(a < b, a, b); }
template <class A, class B> static inline auto most(A a, B b) { return pick(a > b, a, b); }
template <class A, class B> static inline auto both(A a, B b) {
  if constexpr (std::is_same_v<A, B>) return (A)(a & b); else return spread(a) & spread(b);
}
template <class A, class B> static inline auto either(A a, B b) {
  if constexpr (std::is_same_v<A, B>) return (A)(a | b); else return spread(a) | spread(b);
}
template <class A> static inline auto opposite(A a) { if constexpr (std::is_same_v<A, bool>) return !a; else return ~a; }
template <class A, class F> static inline A each(A a, F f) {
  if constexpr (std::is_same_v<A, double>) return f(a);
  else { A r; for (int i = 0; i < WIDTH; i++) r[i] = f(a[i]); return r; }
}
template <class A, class B, class F> static inline auto each(A a, B b, F f) {
  if constexpr (std::is_same_v<A, double> && std::is_same_v<B, double>) return f(a, b);
  else { auto x = spread(a), r = x; auto y = spread(b); for (int i = 0; i < WIDTH; i++) r[i] = f(x[i], y[i]); return r; }
}
static inline double log_to_base(double a, double b) { return log(a) / log(b); }
typedef struct { double low, high, first, scale; int last, steps; const int *cells; const double *segments; } table;
static inline double look(const table &t, double x) {
  x = x < t.low ? t.low : x > t.high ? t.high : x;
  int cell = (int)((x - t.first) * t.scale);
  cell = cell < 0 ? 0 : cell > t.last ? t.last : cell;
  const double *segment = t.segments + 3 * t.cells[cell];
  for (int i = 0; i < t.steps; i++) if (segment[3] <= x) segment += 3;
  return segment[1] + (x - segment[0]) * segment[2];
}
#if WIDTH > 1
// One world after another where memory is read: gathering instructions are slower on many processors.
static inline number look(const table &t, number x) {
  x = x < t.low ? t.low - (number){} : x > t.high ? t.high - (number){} : x;
  const number place = (x - t.first) * t.scale;
  const double *segments[WIDTH];
  for (int i = 0; i < WIDTH; i++) {
    const int cell = (int)place[i];
    segments[i] = t.segments + 3 * t.cells[cell < 0 ? 0 : cell > t.last ? t.last : cell];
  }
  for (int step = 0; step < t.steps; step++)
    for (int i = 0; i < WIDTH; i++) segments[i] += segments[i][3] <= x[i] ? 3 : 0;
  number x0, y0, slope;
  for (int i = 0; i < WIDTH; i++) x0[i] = segments[i][0], y0[i] = segments[i][1], slope[i] = segments[i][2];
  return y0 + (x - x0) * slope;
}
#endif
`;

function tablesOf(tables: readonly Table[]): string {
  const written = tables.map((table, number) => {
    const block = blockOf(table);
    const { low, high, index, lookFrom, segments } = block;
    return `static const int cells${number}[] = { ${lookFrom.join(", ")} };
static const double segments${number}[] = { ${[...segments].map(double).join(", ")} };
static const table table${number} = { ${[low, high, index.first, index.scale].map(double).join(", ")}, ${index.cells - 1}, ${reachOf(block).steps}, cells${number}, segments${number} };`;
  });
  return written.join("\n");
}

const each = (name: string) => (a: string) => `each(${a}, [](double x) { return ${name}(x); })`;

const unary: Readonly<Record<UnaryOp, (a: string) => string>> = {
  negate: (a) => `(-${a})`,
  abs: each("fabs"),
  sqrt: each("sqrt"),
  floor: each("floor"),
  ceil: each("ceil"),
  truncate: each("trunc"),
  nearest: each("rint"),
  not: (a) => `pick(${a} == 0.0, 1.0, 0.0)`,
};

/** Comparisons and logic give 1 or 0. */
function binary(op: BinaryOp, a: string, b: string): string {
  switch (op) {
    case "add":
      return `(${a} + ${b})`;
    case "subtract":
      return `(${a} - ${b})`;
    case "multiply":
      return `(${a} * ${b})`;
    case "divide":
      return `(${a} / ${b})`;
    case "min":
      return `least(${a}, ${b})`;
    case "max":
      return `most(${a}, ${b})`;
    case "and":
      return `pick(both(${a} != 0.0, ${b} != 0.0), 1.0, 0.0)`;
    case "or":
      return `pick(either(${a} != 0.0, ${b} != 0.0), 1.0, 0.0)`;
    default:
      return `pick(${a} ${comparisons[op]} ${b}, 1.0, 0.0)`;
  }
}

const comparisons = {
  less: "<",
  lessEqual: "<=",
  greater: ">",
  greaterEqual: ">=",
  equal: "==",
  notEqual: "!=",
} as const;

function isDear(text: string): boolean {
  return /each\(|look\(|routine_/.test(text);
}

const vectors: Dialect = {
  unary,
  binary,
  choose: (when, yes, no) =>
    isDear(yes) || isDear(no)
      ? `choose(${when} != 0.0, [&] { return ${yes}; }, [&] { return ${no}; })`
      : `pick(${when} != 0.0, ${yes}, ${no})`,
  routine: (name: RoutineName, args: readonly string[]) => `routine_${name}(${args.join(", ")})`,
  lookup: (table, at) => `look(table${table}, ${at})`,
  keep: (name, value) => `const auto ${name} = ${value};`,
};
