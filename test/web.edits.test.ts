import { expect, test } from "vitest";
import { choiceAt, statementOf } from "../src/web/editor/chosen.ts";
import { createWorkbench, type Workbench } from "../src/web/state/workbench.ts";
import { platformHere, projectOf, until } from "./web.project.ts";

const farm = `system farm
time 0 to 20 by 1/8 year
use "herd.hence"
source essay "An essay"
claim C1 at essay 2.1
  "More growth, more animals."
  growth raises herd after 5 years
check K1
  herd @ 10 > 1
`;
const herd = `const growth : 1/year = 0.05   # a guess
stock herd
  starts 100
  in     births
flow births = herd * growth
`;
const layout =
  '{\n  "views": [\n    { "name": "all", "items": [\n      {"kind":"variable","name":"herd","at":[1,2],"ghost":false}\n    ] }\n  ]\n}\n';

function benchOf(): Workbench {
  const texts = { "farm.hence": farm, "herd.hence": herd, "farm.layout.json": layout };
  return createWorkbench(projectOf(texts), platformHere());
}

const textOf = (bench: Workbench, path: string) => bench.document.file(path)!.text.value;

test("a panel edits the system by one question: all files change, and one step takes it back", async () => {
  const bench = benchOf();
  expect(await bench.edit({ kind: "rename", variable: "herd", name: "cattle" }, "rename")).toBeUndefined();
  expect(textOf(bench, "farm.hence")).toBe(
    farm.replaceAll("herd after", "cattle after").replace("herd @", "cattle @"),
  );
  expect(textOf(bench, "herd.hence")).toContain("flow births = cattle * growth\n");
  expect(textOf(bench, "farm.layout.json")).toContain('"name":"cattle"');
  expect(bench.undo()?.label).toBe("rename");
  expect([...bench.document.texts().values()]).toEqual([farm, herd, layout]);
});

test("an edit that cannot be made is refused in words, and changes nothing", async () => {
  const bench = benchOf();
  expect(await bench.edit({ kind: "rename", variable: "herd", name: "births" }, "rename")).toBe(
    "There is a variable called ‘births’ already.",
  );
  expect(await bench.edit({ kind: "remove", variable: "growth" }, "remove")).toBe(
    "‘growth’ is still spoken of: claim C1, flow births.",
  );
  expect([...bench.document.texts().values()]).toEqual([farm, herd, layout]);
});

test("an edit is of the texts as they are, also where they have just been changed", async () => {
  const bench = benchOf();
  bench.document.edit([{ path: "herd.hence", from: 0, to: 0, insert: "# first\n" }], { label: "typing" });
  const first = bench.edit({ kind: "set number", variable: "growth", value: 0.07 }, "growth");
  bench.document.edit([{ path: "herd.hence", from: 0, to: 0, insert: "# second\n" }], { label: "typing" });
  expect(await first).toBeUndefined();
  expect(textOf(bench, "herd.hence")).toBe(`# second\n# first\n${herd.replace("0.05", "0.07")}`);
});

test("what is asked of a text is answered of what it is now", async () => {
  const bench = benchOf();
  const insert = "# a line\n";
  bench.document.edit([{ path: "herd.hence", from: 0, to: 0, insert }], { label: "typing" });
  const place = { path: "herd.hence", offset: insert.length + herd.indexOf("growth\n") };
  expect(await bench.texts.define(place)).toEqual({
    source: "herd.hence",
    from: insert.length + 6,
    to: insert.length + 12,
  });
  expect(await bench.texts.hover(place)).toMatchObject({
    kind: "const",
    unit: "1/year",
    argument: [{ text: "C1 More growth, more animals." }],
  });
  expect((await bench.texts.lexicon()).variables.map(({ name }) => name)).toEqual([
    "growth",
    "herd",
    "births",
  ]);
});

test("a file is laid out if it can be read", async () => {
  const bench = benchOf();
  expect(await bench.texts.layOut("herd.hence")).toBeUndefined();
  expect(textOf(bench, "herd.hence")).toContain("\nflow  births = herd * growth\n");
  bench.document.edit([{ path: "herd.hence", from: 0, to: 0, insert: "aux = \n" }], { label: "typing" });
  expect(await bench.texts.layOut("herd.hence")).toMatch(/^The text is laid out when its faults are mended/);
  expect(await bench.texts.layOut("other.hence")).toBe("There is no file ‘other.hence’.");
});

test("what is chosen has its statement, and a place in a text is of what is chosen there", async () => {
  const bench = benchOf();
  await until(() => bench.analysis.latest.value !== undefined);
  const analysis = bench.analysis.latest.value!;
  const at = (path: string, text: string, words: string) => choiceAt(analysis, path, text.indexOf(words));
  expect(at("herd.hence", herd, "starts")).toEqual({ kind: "variable", key: "herd" });
  expect(at("farm.hence", farm, "growth raises")).toEqual({ kind: "claim", id: "C1" });
  expect(at("farm.hence", farm, "herd @")).toEqual({ kind: "check", id: "K1" });
  expect(at("farm.hence", farm, "time 0")).toBeUndefined();
  const claim = farm.indexOf("claim C1");
  expect(statementOf(analysis, { kind: "claim", id: "C1" })?.from).toBe(claim);
  expect(statementOf(analysis, { kind: "sentence", source: "Essay", paragraph: 2, sentence: 1 })?.from).toBe(
    claim,
  );
  expect(
    statementOf(analysis, { kind: "sentence", source: "essay", paragraph: 9, sentence: 1 }),
  ).toBeUndefined();
  expect(statementOf(analysis, { kind: "variable", key: "births" })?.source).toBe("herd.hence");
});
