// biome-ignore-all assist/source/organizeImports: the order is that of use.
/**
 * Hence as a library, in the order of use: read a system, check it, simulate it, test its argument, show what came out.
 * Nothing here touches a platform: texts are handed in, results handed back.
 */

// What a system is.
export { foldName } from "./model/name.ts";
export type { Diagnostic, Report, Severity } from "./model/diagnostic.ts";
export type { Span } from "./model/span.ts";
export type { Model } from "./model/system.ts";
export type { Variable } from "./model/variable.ts";

// Read: texts to a model.
export { decodeText } from "./read/decode.ts";
export { type Loaded, type Reading, readHence } from "./read/hence.ts";

// Write: a text laid out in the usual way.
export { type Formatted, formatHence } from "./write/hence.ts";

// Check: a model to facts.
export { checkModel } from "./check/check.ts";
export type { CausalLink, Facts } from "./check/facts.ts";
export { findLoops, type Loops } from "./check/loops.ts";

// Simulate: facts to results; or to a program, which a machine elsewhere can run without the compiler.
export { compileModel } from "./compile/compile.ts";
export { createMachine } from "./run/machine.ts";
export { createSimulator } from "./compile/simulator.ts";
export type { Question, Simulator } from "./run/simulator.ts";
export { type Inputs, noInputs, type Results, seriesOf, type Slot, type TimeAxis } from "./run/program.ts";

// Test: a model and its runs to verdicts.
export { type TestOptions, testArgument } from "./argument/test.ts";
export type { Verdict, Verdicts } from "./argument/verdict.ts";

// Show: diagnostics and verdicts to text.
export { drawDiagnostic, Texts } from "./view/diagnostic.ts";
export { plainPaint } from "./view/paint.ts";
export { drawReport } from "./view/report.ts";
