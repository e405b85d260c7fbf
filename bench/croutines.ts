import type { Arithmetic } from "../src/numerics/arithmetic.ts";
import { type Routine, type RoutineName, routines } from "../src/numerics/routines.ts";
import { routinesC } from "./ccode.ts";

/**
 * The routines as functions in C++ on vectors of WIDTH numbers, written by the same text as those of Hence: a C++ library
 * has none that are as exact. Rare cases are left to the library, number by number.
 */
export function writeRoutines(names: Iterable<RoutineName>): string {
  return [...names]
    .map((name) => `#if WIDTH > 1\n${writeRoutine(name)}\n#endif\n${writeChoice(name)}`)
    .join("\n");
}

/** The library's function for plain numbers. */
function writeChoice(name: RoutineName): string {
  const plain = "std::is_same_v<A, double>";
  return routines[name].parameters === 1
    ? `template <class A> static inline auto routine_${name}(A a) {
  if constexpr (${plain}) return ${routinesC[name]}(a); else return vector_${name}(a);
}`
    : `template <class A, class B> static inline auto routine_${name}(A a, B b) {
  if constexpr (${plain} && std::is_same_v<B, double>) return ${routinesC[name]}(a, b);
  else return vector_${name}(spread(a), spread(b));
}`;
}

function writeRoutine(name: RoutineName): string {
  const lines: string[] = [];
  const routine: Routine = routines[name];
  const args = ["x", "y"].slice(0, routine.parameters);
  const result = routine.of(writingVectors(lines, name, args), "x", args[1] ?? "x");
  const parameters = args.map((arg) => `number ${arg}`).join(", ");
  return `static inline number vector_${name}(${parameters}) {\n${lines.join("\n")}\n  return ${result};\n}`;
}

/** Every result gets a name of its own, which the compiler dissolves. */
function writingVectors(
  lines: string[],
  name: RoutineName,
  args: readonly string[],
): Arithmetic<string, string, string> {
  const keep = (type: "number" | "truth", value: string): string => {
    const own = `r${lines.length}`;
    lines.push(`  const ${type} ${own} = ${value};`);
    return own;
  };
  const number = (value: string) => keep("number", value);
  const whole = (value: string) => keep("truth", value);
  const integer = (value: bigint): string =>
    whole(`(truth){} + (long)0x${BigInt.asUintN(64, value).toString(16)}UL`);
  return {
    number: (value) =>
      number(`spread((double)${Number.isFinite(value) ? value : value > 0 ? "INFINITY" : "NAN"})`),
    add: (a, b) => number(`${a} + ${b}`),
    subtract: (a, b) => number(`${a} - ${b}`),
    multiply: (a, b) => number(`${a} * ${b}`),
    divide: (a, b) => number(`${a} / ${b}`),
    negate: (a) => number(`-${a}`),
    abs: (a) => number(`(number)((truth)${a} & (long)0x7fffffffffffffff)`),
    sqrt: (a) => number(`each(${a}, [](double x) { return sqrt(x); })`),
    floor: (a) => number(`each(${a}, [](double x) { return floor(x); })`),
    less: (a, b) => whole(`${a} < ${b}`),
    equal: (a, b) => whole(`${a} == ${b}`),
    both: (a, b) => whole(`${a} & ${b}`),
    either: (a, b) => whole(`${a} | ${b}`),
    not: (a) => whole(`~${a}`),
    select: (when, yes, no) => number(`${when} ? ${yes} : ${no}`),
    bits: (a) => whole(`(truth)${a}`),
    fromBits: (a) => number(`(number)${a}`),
    integer,
    addInteger: (a, b) => whole(`${a} + ${b}`),
    subtractInteger: (a, b) => whole(`${a} - ${b}`),
    and: (a, b) => whole(`${a} & ${b}`),
    or: (a, b) => whole(`${a} | ${b}`),
    shiftLeft: (a, by) => whole(`${a} << ${by}`),
    shiftRight: (a, by) => whole(`${a} >> ${by}`),
    shiftRightUnsigned: (a, by) => whole(`(truth)((bits)${a} >> ${by})`),
    isZero: (a) => whole(`${a} == 0`),
    rarely: (when, usual) => {
      const parameters = args.map((_, i) => `double ${"ab"[i]}`).join(", ");
      const given = args.map((_, i) => "ab"[i]).join(", ");
      lines.push(
        `  if (some(${when})) return each(${args.join(", ")}, [](${parameters}) { return ${routinesC[name]}(${given}); });`,
      );
      return usual;
    },
  };
}
