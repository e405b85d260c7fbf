import { survey } from "../src/compile/codewriter.ts";
import type { System } from "../src/compile/compile.ts";
import { assignmentsIn, isTrivial } from "../src/compile/kernel.ts";
import type { BinaryOp, RoutineName, UnaryOp } from "../src/functions/code.ts";
import type { Table } from "../src/run/program.ts";
import { blockOf, reachOf } from "../src/run/tables.ts";
import { CWriter, type Dialect, double, routinesC, rungeKuttaStep } from "./ccode.ts";

/**
 * The same equations for many worlds as a program in C++, WIDTH worlds to a vector: 1 is plain numbers, 8 those of AVX-512.
 * What is the same in all worlds stays a plain number, by the types that the compiler infers. It reads lines with a number
 * of groups, runs them, and answers with the sum of what the last one kept and the nanoseconds of its processor's time.
 */
export function writeWorlds(
  { kernel, expansion, time, facts }: System,
  kept: readonly number[],
  sampled: readonly number[],
): string {
  const { inputs, stocks } = kernel;
  const { start, stop, step, saveEvery } = time;
  if (kernel.callSlots + kernel.memories > 0) throw new Error("Calls and memories are not written as C.");
  const [first, always] = [assignmentsIn(kernel.initial), assignmentsIn(kernel.active)];
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
  return `
#include <cmath>
#include <cstdio>
#include <ctime>
#include <type_traits>
#define START ${double(start)}
#define STOP ${double(stop)}
#define DT ${double(step)}
#define SAVE ${double(saveEvery)}
${helpers}
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
}

const helpers = `
#include <cstring>
#if WIDTH == 1
typedef double number;
typedef bool truth;
#else
typedef double number __attribute__((vector_size(8 * WIDTH)));
typedef long truth __attribute__((vector_size(8 * WIDTH)));
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
#if WIDTH == 8 && defined(__AVX512F__)
#include <immintrin.h>
static inline number look(const table &t, number x) {
  __m512d at = _mm512_min_pd(_mm512_set1_pd(t.high), _mm512_max_pd(_mm512_set1_pd(t.low), (__m512d)x));
  __m256i cell = _mm512_cvttpd_epi32((at - t.first) * t.scale);
  cell = _mm256_min_epi32(_mm256_set1_epi32(t.last), _mm256_max_epi32(_mm256_setzero_si256(), cell));
  __m256i segment = _mm256_i32gather_epi32(t.cells, cell, 4);
  segment = _mm256_add_epi32(segment, _mm256_add_epi32(segment, segment));
  for (int i = 0; i < t.steps; i++) {
    const __mmask8 goes = _mm512_cmp_pd_mask(_mm512_i32gather_pd(segment, t.segments + 3, 8), at, _CMP_LE_OQ);
    segment = _mm256_mask_add_epi32(segment, goes, segment, _mm256_set1_epi32(3));
  }
  const __m512d x0 = _mm512_i32gather_pd(segment, t.segments, 8), y0 = _mm512_i32gather_pd(segment, t.segments + 1, 8);
  return (number)(y0 + (at - x0) * _mm512_i32gather_pd(segment, t.segments + 2, 8));
}
#elif WIDTH > 1
static inline number look(const table &t, number x) {
  number r;
  for (int i = 0; i < WIDTH; i++) r[i] = look(t, x[i]);
  return r;
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
  return /each\(|look\(/.test(text);
}

const vectors: Dialect = {
  unary,
  binary,
  choose: (when, yes, no) =>
    isDear(yes) || isDear(no)
      ? `choose(${when} != 0.0, [&] { return ${yes}; }, [&] { return ${no}; })`
      : `pick(${when} != 0.0, ${yes}, ${no})`,
  routine: (name: RoutineName, args: readonly string[]) =>
    args.length === 1
      ? `each(${args[0]}, [](double x) { return ${routinesC[name]}(x); })`
      : `each(${args[0]}, ${args[1]}, [](double x, double y) { return ${routinesC[name]}(x, y); })`,
  lookup: (table, at) => `look(table${table}, ${at})`,
  keep: (name, value) => `const auto ${name} = ${value};`,
};
