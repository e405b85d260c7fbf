import { expect, test } from "vitest";
import { createBringing, type OpenedModel } from "../src/web/state/bringing.ts";
import { createDesk } from "../src/web/state/desk.ts";
import { textsOf } from "../src/web/state/files.ts";
import { shareListening } from "../src/web/state/listening.ts";
import { createWorkbench } from "../src/web/state/workbench.ts";
import type { FileEvent, Project } from "../src/wire/files.ts";
import { type Brought, type GivenModel, mostBroughtBytes, noRemarks } from "../src/wire/models.ts";
import { platformHere, until } from "./web.project.ts";

const file = (name: string, text = "x") => ({ name, blob: new Blob([text]) });
const opened: OpenedModel = {
  kind: "opened",
  from: "a.mdl",
  system: "a/a.hence",
  wrote: ["a/a.hence"],
  contents: "1 stock.",
  remarks: noRemarks,
  unused: [],
};

/** A server that gives these answers, one after another, and keeps what it was asked. */
function serverOf(...answers: readonly (Brought | Error)[]) {
  const asked: GivenModel[] = [];
  const shown: OpenedModel[] = [];
  const bringing = createBringing({
    post: async (given) => {
      const answer = answers[asked.push(given) - 1]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    postPath: async () => opened,
    show: async (one) => void shown.push(one),
  });
  return { bringing, asked, shown };
}

const incomplete: Brought = {
  kind: "incomplete",
  model: "a.mdl",
  missing: [
    { kind: "file", name: "data/prices.csv" },
    { kind: "file", name: "?weather" },
  ],
  remarks: noRemarks,
};

test("a model is handed over with its files, and shown", async () => {
  const { bringing, asked, shown } = serverOf(opened);
  const reading = bringing.bring([file("a.mdl"), file("b.csv")]);
  expect(bringing.now.value).toEqual({ kind: "reading", what: "What you brought (2 files)" });
  // Who drops twice is not served twice.
  await bringing.bring([file("a.mdl")]);
  await reading;
  expect(asked).toEqual([{ files: ["a.mdl", "b.csv"], meant: {}, isIncomplete: false }]);
  expect([bringing.now.value, shown]).toEqual([{ kind: "nothing" }, [opened]]);
});

test("what is missing is brought bit by bit, under the names that the model has for it", async () => {
  const { bringing, asked, shown } = serverOf(incomplete, incomplete, incomplete, opened);
  await bringing.bring([file("farm/a.mdl")]);
  await bringing.bring([file("prices.csv")]);
  await bringing.bring([file("prices.csv", "a newer one")]);
  await bringing.supply("?weather", file("rain of Kent.csv"));
  expect(asked.slice(1)).toEqual([
    { files: ["farm/a.mdl", "prices.csv"], meant: {}, isIncomplete: false, model: "farm/a.mdl" },
    { files: ["farm/a.mdl", "prices.csv"], meant: {}, isIncomplete: false, model: "farm/a.mdl" },
    {
      files: ["farm/a.mdl", "prices.csv", "rain of Kent.csv"],
      meant: { "?weather": "rain of Kent.csv" },
      isIncomplete: false,
      model: "farm/a.mdl",
    },
  ]);
  expect(shown).toEqual([opened]);
});

test("a model opens without what is missing when that is wanted; closed, it is forgotten", async () => {
  const { bringing, asked } = serverOf(incomplete, incomplete, opened);
  await bringing.bring([file("a.mdl")]);
  bringing.close();
  expect(bringing.now.value).toEqual({ kind: "nothing" });
  await bringing.bring([file("a.mdl")]);
  await bringing.openIncomplete();
  expect(asked.map(({ files, isIncomplete }) => [files, isIncomplete])).toEqual([
    [["a.mdl"], false],
    [["a.mdl"], false],
    [["a.mdl"], true],
  ]);
});

test("one of several models is chosen", async () => {
  const { bringing, asked } = serverOf({ kind: "several", models: ["a.mdl", "b.mdl"] }, opened);
  await bringing.bring([file("a.mdl"), file("b.mdl")]);
  await bringing.choose("b.mdl");
  expect(asked[1]).toMatchObject({ files: ["a.mdl", "b.mdl"], model: "b.mdl" });
});

test("a server that is silent, and a file that is far too large, are told in words", async () => {
  const { bringing, asked } = serverOf(new Error("It does not answer."));
  await bringing.bring([file("a.mdl")]);
  expect(bringing.now.value).toMatchObject({ kind: "refused", problem: "It does not answer." });
  const large = { size: mostBroughtBytes + 1 } as Blob;
  await bringing.bring([{ name: "film.mp4", blob: large }]);
  expect(bringing.now.value).toMatchObject({
    problem: expect.stringMatching(/‘film\.mp4’ has more than 64 MB/),
  });
  expect(asked).toHaveLength(1);
});

const clubText = "system club\ntime 0 to 2 by 1 year\nlever a : 1 = 1\n";
const text = (path: string, words: string) => ({ path, text: words, version: words, isWritable: true });
const club: Project = {
  entry: "club.hence",
  folder: "here",
  files: [text("club.hence", clubText)],
  sources: {},
};
const farm: Project = {
  entry: "farm/farm.hence",
  home: "club.hence",
  folder: "here/farm",
  files: [text("farm/farm.hence", "system farm\ntime 0 to 2 by 1 year\nconst cows = 3\n")],
  sources: {},
};

function deskOf() {
  const asked: (string | undefined)[] = [];
  let tell: (event: FileEvent) => void = () => {};
  let listeners = 0;
  const desk = createDesk({
    first: club,
    fetchProject: async (system) => {
      asked.push(system);
      if (system === "farm/farm.hence") return farm;
      throw new Error(`The project has no system ‘${system}’.`);
    },
    makeWorkbench: (project) => createWorkbench(project, platformHere()),
    listen: shareListening((heard, told) => {
      tell = heard;
      listeners++;
      told(true);
      return () => listeners--;
    }),
  });
  return { desk, asked, tell: (event: FileEvent) => tell(event), listeners: () => listeners };
}

test("another system is laid over the first, which keeps its edits and its way back through them", async () => {
  const { desk, asked, listeners } = deskOf();
  const first = desk.now.value;
  first.workbench.document.edit([{ path: "club.hence", from: 0, to: 0, insert: "# mine\n" }], {
    label: "typing",
  });
  await desk.turn("farm/farm.hence", opened);
  expect(desk.now.value.workbench.folder).toBe("here/farm");
  expect([desk.now.value.home, desk.now.value.opened.value]).toEqual(["club.hence", opened]);
  await until(() => desk.now.value.workbench.analysis.latest.value?.name === "farm");
  await desk.turn(undefined);
  expect(desk.now.value).toBe(first);
  expect(first.workbench.document.file("club.hence")?.text.value).toBe(`# mine\n${clubText}`);
  first.workbench.undo();
  expect(first.workbench.document.file("club.hence")?.text.value).toBe(clubText);
  await desk.turn("farm/farm.hence");
  expect([asked, listeners()]).toEqual([["farm/farm.hence"], 1]);
  await expect(desk.turn("gone.hence")).rejects.toThrow("no system ‘gone.hence’");
  expect(desk.now.value.workbench.folder).toBe("here/farm");
});

test("each system hears of the files of its own folder, and shows them", async () => {
  const { desk, tell } = deskOf();
  const { document } = desk.now.value.workbench;
  await desk.turn("farm/farm.hence");
  const other = desk.now.value.workbench.document;
  tell({ kind: "changed", file: text("new.hence", "const b = 1\n") });
  tell({ kind: "changed", file: text("farm/farm.hence", "system farm\n") });
  tell({ kind: "changed", file: text("farm/herd.hence", "const c = 1\n") });
  // What is done there is undone there.
  await desk.turn(undefined);
  const home = desk.now.value.workbench;
  const revision = home.document.revision.value;
  tell({ kind: "changed", file: text("farm/herd.hence", "const c = 2\n") });
  expect(home.document.revision.value).toBe(revision);
  home.document.tellRead(["club.hence", "farm/herd.hence"]);
  tell({ kind: "changed", file: text("farm/herd.hence", "const c = 3\n") });
  expect(home.document.revision.value).toBe(revision + 1);
  tell({ kind: "changed", file: text("club.hence", `${clubText}# theirs\n`) });
  expect(home.document.file("farm/herd.hence")?.text.value).toBe("const c = 3\n");
  expect(home.undo()?.label).toBe("change in another editor");
  expect([home.document.file("club.hence")?.text.value, home.log.undoable.value]).toEqual([
    clubText,
    undefined,
  ]);
  expect(other.paths.value).toEqual(["farm/farm.hence", "farm/herd.hence"]);
  const paths = document.paths.value;
  expect(paths).toEqual(["club.hence", "farm/farm.hence", "farm/herd.hence", "new.hence"]);
  expect(textsOf("club.hence", paths)).toEqual(["club.hence", "new.hence"]);
  expect(textsOf("club.hence", paths, ["club.hence", "farm/herd.hence"])).toContain("farm/herd.hence");
  expect(textsOf("farm/farm.hence", other.paths.value)).toEqual(other.paths.value);
});
