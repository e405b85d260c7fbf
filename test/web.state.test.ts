import { expect, test } from "vitest";
import { createClient, type Port } from "../src/web/engine/client.ts";
import { printLink, readLink } from "../src/web/state/link.ts";
import { createWorkbench } from "../src/web/state/workbench.ts";
import type { Saved } from "../src/wire/files.ts";
import { platformHere, portHere, projectOf, until } from "./web.project.ts";

const farm = `system farm
time 0 to 20 by 1/8 year, euler
unit animal
const growth : 1/year = 0.05
  between 0.01 and 0.1
lever pull : 1/year = 0
  between 0 and 0.2
aux in_force : 1 = min(1, max(0, time / 1 year - 10))
stock herd : animal
  starts 100 animal
  in births
flow births : animal/year = herd * (growth - pull * in_force)
history herd "Herd"
  herd @ 5 between 115 and 145
check K1 "The herd grows"
  herd @ 10 > 130
check K2 "The herd doubles"
  herd @ 10 > 170
`;

test("a text is opened, run, and the band of plausible worlds follows a lever from where it begins", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  await until(() => bench.worlds.search.value.kind === "done");
  expect(bench.runs.charts.value[0]).toEqual(["herd"]);
  await until(() => bench.worlds.base.value?.worlds === 1000);
  for (const pull of [0.02, 0.05, 0.2]) bench.levers.set("pull", pull, "pull");
  await until(() => bench.worlds.current.value?.settings.numbers.pull === 0.2);
  const { current, base } = bench.worlds;
  const [with_, without] = [current, base].map((bands) => bands.value!.bands.get("herd")!.quantiles.p50);
  expect(current.value?.begins).toBe(10);
  expect([...with_!.slice(0, 81)]).toEqual([...without!.slice(0, 81)]);
  expect(with_!.at(-1)).toBeLessThan(0.5 * without!.at(-1)!);
  await until(() => bench.runs.run.value?.settings.numbers.pull === 0.2);
  expect(bench.undo()?.label).toBe("pull");
  expect(bench.levers.settings.value.numbers).toEqual({});
  bench.redo();
  expect(bench.levers.settings.value.numbers).toEqual({ pull: 0.2 });
});

test("the argument is tested by itself, then in plausible worlds, behind everything else", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  await until(() => bench.testing.progress.value?.worlds === 200);
  expect(bench.testing.verdicts.value?.checks.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["K1", "holds"],
    ["K2", "fails"],
  ]);
  const shares = bench.testing.shares.value!;
  expect(shares.get("K1")).toMatchObject({ worlds: 200, fails: 200 - shares.get("K1")!.holds });
  expect(shares.get("K1")!.holds).toBeGreaterThan(100);
  expect(shares.get("K2")!.holds).toBeLessThan(shares.get("K1")!.holds);
});

test("testing is stopped where it is, stays so, and begins anew when that is asked", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  const { testing } = bench;
  testing.stop();
  expect(testing.isStopped.value).toBe(false);
  await until(() => (testing.progress.value?.worlds ?? 0) >= 8);
  testing.stop();
  const [found, known] = [testing.verdicts.value, testing.shares.value];
  expect(found).toBeDefined();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(testing.progress.value).toBeUndefined();
  expect(testing.shares.value).toBe(known);
  expect(testing.verdicts.value).toBe(found);
  testing.run();
  expect(testing.isStopped.value).toBe(false);
  await until(() => testing.progress.value?.worlds === 200);
});

test("an edit of words alone leaves the plausible worlds as they are", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  await until(() => bench.worlds.base.value?.worlds === 1000);
  const before = bench.worlds.base.value;
  const at = farm.length;
  bench.document.edit([{ path: "farm.hence", from: at, to: at, insert: "# a note\n" }], { label: "edit" });
  await until(() => bench.runs.editsAgo.value === 0);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(bench.worlds.base.value).toBe(before);
  const growth = farm.indexOf("0.05");
  bench.document.edit([{ path: "farm.hence", from: growth, to: growth + 4, insert: "0.06" }], {
    label: "edit",
  });
  await until(() => bench.worlds.base.value !== before && bench.worlds.base.value?.worlds === 1000);
});

test("one log has text and levers in their order; typing is undone as one", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  const textNow = () => bench.document.file("farm.hence")!.text.value;
  const end = farm.length;
  const type = (at: number, insert: string) =>
    bench.document.edit([{ path: "farm.hence", from: at, to: at, insert }], {
      label: "typing",
      key: "typing",
    });
  for (const [i, letter] of [..."# note"].entries()) type(end + i, letter);
  bench.levers.set("pull", 0.1, "pull");
  bench.document.edit([{ path: "farm.hence", from: 0, to: 6, insert: "SYSTEM" }], { label: "shout" });
  expect(textNow()).toBe(`${farm}# note`.replace("system", "SYSTEM"));
  expect([bench.undo()?.label, bench.undo()?.label, bench.undo()?.label, bench.undo()]).toEqual([
    "shout",
    "pull",
    "typing",
    undefined,
  ]);
  expect(textNow()).toBe(farm);
  expect(bench.log.redoable.value).toBe("typing");
  for (let i = 0; i < 3; i++) bench.redo();
  expect(textNow()).toBe(`${farm}# note`.replace("system", "SYSTEM"));
  type(0, "#");
  expect(bench.log.redoable.value).toBe(undefined);
});

test("edits are written, and where the file has changed meanwhile both texts are kept until one is chosen", async () => {
  const written: string[] = [];
  const answers: Saved[] = [
    { kind: "saved", version: "2" },
    { kind: "conflict", file: { path: "farm.hence", text: "theirs", version: "3", isWritable: true } },
    { kind: "saved", version: "4" },
  ];
  const put = async (_: string, text: string, over: string | null) => {
    written.push(`${over} ${text.slice(0, 4)}`);
    return answers.shift()!;
  };
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere({ put }));
  const { document } = bench;
  const file = document.file("farm.hence")!;
  const edit = (insert: string) =>
    document.edit([{ path: "farm.hence", from: 0, to: 0, insert }], { label: "edit" });
  edit("1");
  expect(document.unsaved.value).toBe(1);
  await document.save();
  expect(file.state.value.kind).toBe("saved");
  edit("2");
  await document.save();
  expect(file.state.value).toEqual({ kind: "conflict", theirs: "theirs" });
  expect(file.text.value.slice(0, 2)).toBe("21");
  document.settle("farm.hence", "mine");
  await until(() => file.state.value.kind === "saved");
  expect(written).toEqual(["1 1sys", "2 21sy", "3 21sy"]);
  // The other text is on no disk any more; it is one step back, and what was there before it one more.
  const steps = ["theirs", file.text.value, `1${farm}`, farm].map((text) => {
    bench.undo();
    return file.text.value === text;
  });
  expect(steps).toEqual([true, true, true, true]);
  for (let i = 0; i < 4; i++) bench.redo();
  expect(file.text.value.slice(0, 2)).toBe("21");
  document.hear({
    kind: "changed",
    file: { path: "farm.hence", text: farm, version: "5", isWritable: true },
  });
  expect(file.text.value).toBe(farm);
  bench.undo();
  expect(file.text.value.slice(0, 2)).toBe("21");
});

test("what happens to a file while it is being saved is not missed, and an echo of what was written is no news", async () => {
  const replies: ((saved: Saved) => void)[] = [];
  const put = () => new Promise<Saved>((resolve) => replies.push(resolve));
  const { document } = createWorkbench(projectOf({ "farm.hence": farm }), platformHere({ put }));
  const file = document.file("farm.hence")!;
  const edit = (insert: string) =>
    document.edit([{ path: "farm.hence", from: 0, to: 0, insert }], { label: "edit" });
  const heard = (text: string, version: string) =>
    document.hear({ kind: "changed", file: { path: "farm.hence", text, version, isWritable: true } });
  const saving = async (insert: string, version: string, meanwhile: () => void) => {
    edit(insert);
    const saved = document.save();
    meanwhile();
    replies.shift()!({ kind: "saved", version });
    await saved;
  };
  await saving("1", "2", () => {});
  await saving("2", "3", () => heard(`1${farm}`, "2"));
  expect(file.text.value).toBe(`21${farm}`);
  await saving("3", "4", () => heard(`theirs\n${farm}`, "other"));
  expect(file.text.value).toBe(`theirs\n${farm}`);
  await saving("5", "6", () => document.hear({ kind: "deleted", path: "farm.hence" }));
  expect(file.state.value).toEqual({ kind: "conflict", theirs: undefined });
});

test("where two have changed different lines, both changes stay, and are written over what was met", async () => {
  const written: string[] = [];
  const theirs = farm.replace('check K2 "The herd doubles"', 'check K2 "Twice the herd"');
  const answers: Saved[] = [
    { kind: "conflict", file: { path: "farm.hence", text: theirs, version: "2", isWritable: true } },
    { kind: "saved", version: "3" },
  ];
  const put = async (_: string, text: string, over: string | null) => {
    written.push(`${over} ${text}`);
    return answers.shift()!;
  };
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere({ put }));
  const file = bench.document.file("farm.hence")!;
  bench.document.edit([{ path: "farm.hence", from: 0, to: 0, insert: "# mine\n" }], { label: "typing" });
  await bench.document.save();
  expect(file.state.value).toEqual({ kind: "saved" });
  expect(file.text.value).toBe(`# mine\n${theirs}`);
  expect(written).toEqual([`1 # mine\n${farm}`, `2 # mine\n${theirs}`]);
  expect(bench.undo()?.label).toBe("changes in another editor");
  expect(file.text.value).toBe(`# mine\n${farm}`);
});

test("a server that does not answer leaves the edits as they are", async () => {
  const put = () => Promise.reject(new Error("The server does not answer."));
  const { document } = createWorkbench(projectOf({ "farm.hence": farm }), platformHere({ put }));
  document.edit([{ path: "farm.hence", from: 0, to: 0, insert: "# " }], { label: "edit" });
  await document.save();
  expect(document.file("farm.hence")!.state.value).toEqual({
    kind: "refused",
    problem: "The server does not answer.",
  });
  expect(document.unsaved.value).toBe(1);
});

test("a text with errors keeps the results of the last one that could be run, and says that they are old", async () => {
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platformHere());
  await until(() => bench.runs.run.value !== undefined);
  const at = farm.indexOf("herd * (growth");
  bench.document.edit([{ path: "farm.hence", from: at, to: at + 4, insert: "nothing" }], { label: "edit" });
  await until(() => bench.analysis.latest.value?.isRunnable === false);
  expect(bench.analysis.latest.value!.diagnostics.length).toBeGreaterThan(0);
  expect(bench.runs.run.value?.base.series.has("herd")).toBe(true);
  expect(bench.runs.editsAgo.value).toBe(1);
  bench.undo();
  await until(() => bench.runs.editsAgo.value === 0);
  expect(bench.analysis.latest.value!.isRunnable).toBe(true);
});

test("a worker that ends is replaced, and asked again; one that always ends is given up", async () => {
  let ended = 0;
  const makePort = (): Port => portHere(({ kind }) => kind === "run" && ended++ === 0);
  const client = createClient(makePort);
  await client.ask("open", { entry: "farm.hence", texts: new Map([["farm.hence", farm]]) });
  const { current } = await client.ask("run", { settings: { numbers: {} }, variables: ["herd"] });
  expect(current.series.get("herd")![0]).toBe(100);
  const mortal = createClient(() => portHere(() => true));
  await expect(mortal.ask("identify", {})).rejects.toThrow("ended the worker 2 times");
});

test("a run fits into a link", () => {
  const run = {
    settings: { scenario: "bundle", numbers: { pull: 0.1, "a[x,y]": -3e-7 } },
    shown: ["herd", "births"],
    program: "0123456789abcdef",
  };
  expect(readLink(printLink(run))).toEqual({ ...run, program: "0123456789ab" });
  expect(readLink("#")).toBe(undefined);
  expect(readLink("#set=pull&set==3&set=x=y")).toBe(undefined);
});

test("what is published is what stands on the disk: texts are saved first, and nothing is published where that fails", async () => {
  const asked: string[] = [];
  let saved: Saved = { kind: "saved", version: "2" };
  const platform = platformHere({
    put: async (_path, text) => {
      asked.push(text === farm ? "as it was" : "edited");
      return saved;
    },
    publishSystem: async ({ folder }, tell) => {
      asked.push(folder);
      tell({ kind: "working", says: "running" });
      return { kind: "published", says: "There it is." };
    },
  });
  const bench = createWorkbench(projectOf({ "farm.hence": farm }), platform);
  const end = { path: "farm.hence", from: farm.length, to: farm.length };
  bench.document.edit([{ ...end, insert: "# more\n" }], { label: "typing" });
  await bench.publishing.publish({ folder: "page", worlds: 5 });
  expect(asked).toEqual(["edited", "page"]);
  expect(bench.publishing.news.value).toEqual({ kind: "published", says: "There it is." });
  saved = { kind: "refused", problem: "the disk is full" };
  bench.document.edit([{ ...end, insert: "# and more\n" }], { label: "typing" });
  await bench.publishing.publish({ folder: "page", worlds: 5 });
  expect(asked).toEqual(["edited", "page", "edited"]);
  expect(bench.publishing.news.value).toMatchObject({ kind: "refused" });
});
