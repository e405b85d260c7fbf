import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { foldName } from "../src/model/name.ts";
import type { Model } from "../src/model/system.ts";
import { readVensim } from "../src/read/vensim/vensim.ts";
import { seriesOf } from "../src/run/program.ts";
import { writeVensim } from "../src/write/vensim/model.ts";
import { readFiles, systemFiles } from "./read.texts.ts";

function write(model: Model): { readonly text: string; readonly told: readonly Diagnostic[] } {
  const told: Diagnostic[] = [];
  return { text: writeVensim(model, undefined, (one) => told.push(one)), told };
}

function numbersOf(model: Model): ReadonlyMap<string, readonly number[]> {
  const faults: string[] = [];
  const report = ({ severity, message, code }: Diagnostic) => {
    if (severity === "error" && !code.includes("unit")) faults.push(message);
  };
  const simulator = createSimulator(checkModel(model, report), report);
  if (!simulator) throw new Error(faults.join("\n"));
  const results = simulator.run({ rows: "saved" });
  return new Map(
    [...results.program.slots].flatMap(([name, slot]) =>
      Array.from({ length: slot.size }, (_, element): [string, readonly number[]] => [
        `${foldName(name)} ${element}`,
        [...seriesOf(results, slot, element)],
      ]),
    ),
  );
}

function readBack(text: string): Model {
  const told: string[] = [];
  const { model } = readVensim(
    "case.mdl",
    () => ({ text }),
    ({ severity, message }) => {
      if (severity === "error") told.push(message);
    },
  );
  expect(told).toEqual([]);
  return model;
}

const entries = systemFiles()
  .map(([path]) => join("systems", path))
  .filter((path) => !path.includes("backlash/") || path.endsWith("backlash.hence"));

test.each(entries)("%s comes back from Vensim with the same numbers, or is refused with places", (path) => {
  const { model } = readFiles(path, (file) => ({ text: readFileSync(file, "utf8") }));
  const { text, told } = write(model);
  const faults = told.filter(({ severity }) => severity === "error");
  if (faults.length > 0) {
    for (const fault of faults) expect(fault).toMatchObject({ code: "not-in-vensim" });
    console.log(
      path,
      faults.map(({ message }) => message),
    );
    return;
  }
  const [ours, theirs] = [numbersOf(model), numbersOf(readBack(text))];
  const compared = [...ours].filter(([name]) => theirs.has(name));
  expect(compared.length).toBeGreaterThan(0.9 * ours.size);
  for (const [name, course] of compared)
    for (const [i, value] of course.entries())
      expect(Math.abs(theirs.get(name)![i]! - value), `${name} at row ${i}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(value)),
      );
});

test("a queue is asked by its name, or not at all", () => {
  const text = `{UTF-8}
flat((0,1),(1,1)) ~~|
line : fast, slow ~~|
pace[line] = 4, 0 ~~|
waiting[line] = QUEUE FIFO(3, pace[line], flat, 8, 4) ~~|
oldest[line] = QUEUE AGE OLDEST(waiting[line]) ~~|
FINAL TIME = 4 ~~| INITIAL TIME = 0 ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|
`;
  const model = readBack(text);
  const written = write(model);
  expect(written.told).toEqual([]);
  expect(written.text).toContain("QUEUE AGE OLDEST(waiting[line])");
  expect(numbersOf(readBack(written.text))).toEqual(numbersOf(model));
  const attributed = readBack(
    text
      .replace(
        "QUEUE FIFO(3, pace[line], flat, 8, 4)",
        "QUEUE FIFO ATTRIB(3, pace[line], 2, 1, flat, flat, 8, 5, 4)",
      )
      .replace("FINAL TIME", "mean[line] = QUEUE ATTRIB AVERAGE(waiting[line], 5) ~~| FINAL TIME"),
  );
  const again = write(attributed);
  expect(again.told).toEqual([]);
  expect(again.text).toContain("QUEUE AGE OLDEST(waiting[line])");
  expect(again.text).toContain("QUEUE ATTRIB AVERAGE(waiting[line], 5)");
  expect(numbersOf(readBack(again.text))).toEqual(numbersOf(attributed));
  const other = readBack(text.replace("OLDEST(waiting[line])", "OLDEST(waiting[slow])"));
  expect(write(other).told).toMatchObject([{ code: "not-in-vensim" }]);
});
