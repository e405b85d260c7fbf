import { readFileSync } from "node:fs";
import type { Reading } from "../src/read/hence.ts";

/** Milliseconds from text to the first result of the system named on the command line, in a process of its own, and after an edit. */
const beforeImports = performance.now();
const { openChecked } = await import("../src/cli/opening.ts");
const { createSimulator } = await import("../src/compile/simulator.ts");
const { checkModel } = await import("../src/check/check.ts");
const { readHence } = await import("../src/read/hence.ts");
const imports = performance.now() - beforeImports;

const [path = ""] = process.argv.slice(2);
const beforeFirst = performance.now();
const first = openChecked(path);
const read = performance.now() - beforeFirst;
createSimulator(first.facts, first.report)!.run({ rows: "saved" });
const cold = performance.now() - beforeFirst;

console.log(
  JSON.stringify({
    imports,
    "reading and checking, the first time": read,
    "text to first result, reading and checking included": cold,
    ...(path.endsWith(".mdl") ? {} : { "text to result after an edit": measureEdits() }),
    "memory of the process, MB": process.memoryUsage().rss / 2 ** 20,
  }),
);

/** The median of many edits of a constant. */
function measureEdits(): number {
  const texts = new Map([...first.sources].map(([name]) => [name, readFileSync(name, "utf8")]));
  const edited = [...texts.keys()].find((name) => /^const .* = [\d.]+$/mu.test(texts.get(name)!))!;
  const edits: number[] = [];
  let previous: Reading | undefined;
  for (let i = 0; i < 40; i++) {
    const text = texts.get(edited)!.replace(/^(const .* = [\d.]*\d)$/mu, `$1${i + 1}`);
    const beforeEdit = performance.now();
    const reading = readHence(
      first.entry,
      (name) => ({ text: name === edited ? text : texts.get(name)! }),
      () => {},
      previous,
    );
    previous = reading;
    const facts = checkModel(reading.model, () => {});
    createSimulator(facts, () => {})!.run({ rows: "saved" });
    edits.push(performance.now() - beforeEdit);
  }
  return edits.sort((a, b) => a - b)[edits.length >> 1]!;
}
