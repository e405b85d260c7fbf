import { expect, test } from "vitest";
import { moveNodes } from "../src/view/diagram/move.ts";
import { createWorkbench, type Workbench } from "../src/web/state/workbench.ts";
import { platformHere, projectOf, until } from "./web.project.ts";

const farm = `system farm
time 0 to 20 by 1/8 year, euler
unit animal
const growth : 1/year = 0.05
lever pull : 1/year = 0
  between 0 and 0.2
stock herd : animal
  starts 100 animal
  in births
flow births : animal/year = herd * (growth - pull)
`;

/** A workbench with its diagram shown and drawn. */
async function shown(texts: Readonly<Record<string, string>> = { "farm.hence": farm }): Promise<Workbench> {
  const bench = createWorkbench(projectOf(texts), platformHere());
  bench.diagram.show();
  await until(() => bench.diagram.drawing.value !== undefined);
  return bench;
}

const boxOf = ({ diagram }: Workbench, key: string) =>
  diagram.drawing.value?.scene.nodes.find((node) => node.key === key)?.box;

test("nothing is drawn before a panel shows it; then with signs, and small charts of the stocks", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  await until(() => bench.runs.run.value !== undefined);
  expect(bench.diagram.outline.value).toBeUndefined();
  bench.diagram.show();
  await until(() => bench.diagram.courses.value.has("herd"));
  const { arrows } = bench.diagram.drawing.value!.scene;
  expect(arrows.find(({ cause }) => cause === "growth")?.sign).toBe("+");
  const course = bench.diagram.courses.value.get("herd")!;
  expect(course.base[0]).toBe(100);
  expect(course.current.at(-1)).toBeGreaterThan(150);
});

test("the diagram follows the texts, and the signs the equations", async () => {
  const bench = await shown();
  const [from, to] = [farm.indexOf("growth - pull"), farm.indexOf("growth - pull") + 13];
  bench.document.edit([{ path: "farm.hence", from, to, insert: "pull - growth" }], { label: "typing" });
  const sign = () => bench.diagram.drawing.value?.scene.arrows.find(({ cause }) => cause === "growth")?.sign;
  await until(() => sign() === "-");
  const end = bench.document.file("farm.hence")!.text.value.length;
  bench.document.edit([{ path: "farm.hence", from: end, to: end, insert: "aux mood : animal = herd\n" }], {
    label: "typing",
  });
  await until(() => boxOf(bench, "mood") !== undefined);
});

test("what is moved is kept in the file of the layout, undone as one step, and forgotten when that is asked", async () => {
  const bench = await shown();
  const { diagram, document } = bench;
  const before = boxOf(bench, "herd")!;
  const known = bench.analysis.latest.value;
  expect(diagram.canMove()).toBe(true);
  diagram.keep(moveNodes(diagram.outline.value!.system, diagram.drawing.value!, new Set(["herd"]), [40, 80]));
  const file = () => document.file("farm.layout.json")?.text.value ?? "";
  expect(JSON.parse(file()).views[0].name).toBe("(rest)");
  await until(() => diagram.isKept.value && Math.abs(boxOf(bench, "herd")!.y - before.y - 80) < 2);
  // Where things lie says nothing about the system: it is not read again.
  expect(bench.analysis.latest.value).toBe(known);
  expect(bench.analysis.isBehind.value).toBe(false);
  expect(bench.undo()?.label).toBe("moving in the diagram");
  expect(file()).toBe("");
  await until(() => boxOf(bench, "herd")?.y === before.y);
  bench.redo();
  await until(() => diagram.isKept.value && Math.abs(boxOf(bench, "herd")!.y - before.y - 80) < 2);
  diagram.forget();
  await until(() => boxOf(bench, "herd")?.y === before.y);
  expect(JSON.parse(file()).views).toEqual([]);
});

test("a view that the texts do not have any more gives way to the first", async () => {
  const bench = await shown({
    "two.hence": "system two\ntime 0 to 1 by 1\nsector a\naux x = time\nsector b\naux y = x\n",
  });
  expect(bench.diagram.drawing.value!.scene.nodes.map(({ kind }) => kind)).toEqual(["group", "group"]);
  bench.diagram.view.value = { kind: "group", key: "b" };
  await until(() => boxOf(bench, "y") !== undefined);
  expect(boxOf(bench, "x@y")).toBeDefined();
  const { text } = bench.document.file("two.hence")!;
  const from = text.value.indexOf("sector b");
  bench.document.edit([{ path: "two.hence", from, to: text.value.length, insert: "" }], { label: "typing" });
  await until(() => bench.diagram.view.value === undefined && boxOf(bench, "x") !== undefined);
});
