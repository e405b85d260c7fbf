import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectOf } from "../src/cli/workbench/project.ts";
import { createPublisher } from "../src/cli/workbench/publishing.ts";
import { createServer } from "../src/cli/workbench/server.ts";
import { type Watch, watchProject } from "../src/cli/workbench/watch.ts";
import type { Project } from "../src/wire/files.ts";
import type { Brought } from "../src/wire/models.ts";
import type { PublishNews } from "../src/wire/publishing.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { columnsOf, formOf, modelAt, openedBy, type Upload } from "./foreign.files.ts";

modelAt("."); // Found out before the folder is another.
inNewFolder();
const host = "127.0.0.1:4000";
const token = "the-token";

let watch: Watch;
let refusals: string[];

beforeEach(async () => {
  rmSync("club", { recursive: true, force: true });
  mkdirSync("club");
  writeFileSync("club/club.hence", "system club\ntime 0 to 1 by 1 year\nconst a = 1\n");
  refusals = [];
  watch = await watchProject(projectOf("club/club.hence"), (problem) => {
    throw problem;
  });
});

afterEach(() => {
  watch.close();
  chmodSync("club", 0o755);
});

function ask(path: string, init: RequestInit = {}, headers: Record<string, string> = {}) {
  const server = createServer({
    project: projectOf("club/club.hence"),
    folder: "club",
    title: "club",
    sources: async () => ({}),
    publish: createPublisher(projectOf("club/club.hence")),
    watch,
    guard: { port: 4000, token, refused: (sentence) => refusals.push(sentence) },
  });
  return server.request(path, { ...init, headers: { host, cookie: `hence-4000=${token}`, ...headers } });
}

async function bring(files: readonly string[], upload?: Upload): Promise<Brought> {
  const answer = await ask("/api/models", { method: "POST", body: formOf(files, upload) });
  return (await answer.json()) as Brought;
}

/** All that lies in the project. */
const listing = () => (readdirSync("club", { recursive: true }) as string[]).sort();
const numbers = async (...words: string[]) => {
  const { out, code, complaints } = await hence("run", ...words, "--csv", "-");
  expect([code, complaints]).toEqual([0, ""]);
  return columnsOf(out);
};

test.each([["fishery.mdl"], ["reservoir.stmx"]])(
  "%s becomes text of Hence in a folder of its own, and runs to the same numbers",
  async (file) => {
    const before = readFileSync(modelAt(file));
    const { system, wrote, from, contents } = openedBy(await bring([file]));
    const name = file.replace(/\..*/, "");
    expect([from, system]).toEqual([file, `${name}/${name}.hence`]);
    expect(contents).toMatch(/^1 stock, 2 flows, .*\.$/);
    expect(wrote).toEqual([`${name}/${name}.hence`, `${name}/${name}.layout.json`]);
    expect(listing()).toEqual(["club.hence", name, ...wrote]);
    const layout = readFileSync(join("club", wrote[1]!), "utf8");
    expect(layout).toContain('"kind":"pipe"');
    const [theirs, ours] = [await numbers(modelAt(file)), await numbers(join("club", system))];
    expect(theirs.size).toBeGreaterThan(3);
    for (const [variable, course] of theirs)
      expect([variable, ours.get(variable)]).toEqual([variable, course]);
    expect(readFileSync(modelAt(file))).toEqual(before);
  },
);

test("a model whose files of data are missing says which, and writes nothing", async () => {
  expect(await bring(["bread.mdl"])).toMatchObject({
    kind: "incomplete",
    model: "bread.mdl",
    missing: [
      { kind: "file", name: "wheat.csv" },
      { kind: "series", name: "rain" },
    ],
  });
  expect(listing()).toEqual(["club.hence"]);
});

test("with its files, dropped together, it runs to the same numbers", async () => {
  const together = ["wheat.csv", "bread.mdl", "rain.dat", "broken.mdl"];
  const { system, wrote, unused } = openedBy(await bring(together, { model: "bread.mdl" }));
  expect(wrote).toEqual(["bread/bread.hence", "bread/wheat.csv"]);
  expect(unused).toEqual(["broken.mdl"]);
  const [theirs, ours] = [
    await numbers(modelAt("bread.mdl"), modelAt("rain.dat")),
    await numbers(join("club", system)),
  ];
  expect(theirs.size).toBe(5);
  for (const [variable, course] of theirs) expect([variable, ours.get(variable)]).toEqual([variable, course]);
});

test("files go by other names and folders than the model knows", async () => {
  const wheat = new Uint8Array(readFileSync(modelAt("wheat.csv")));
  const rain = new Uint8Array(readFileSync(modelAt("rain.dat")));
  const bytes = {
    "farm/data/WHEAT.CSV": wheat,
    "farm/rain.dat": rain,
    "farm/bread.mdl": readFileSync(modelAt("bread.mdl")),
  };
  const { wrote } = openedBy(await bring(Object.keys(bytes), { bytes }));
  expect(wrote).toEqual(["bread/bread.hence", "bread/data/WHEAT.CSV"]);
  expect(readFileSync("club/bread/bread.hence", "utf8")).toContain('"data/WHEAT.CSV"');
  const chosen = { "prices of 1850.csv": wheat, "rain.dat": rain };
  const meant = { "wheat.csv": "prices of 1850.csv" };
  const other = openedBy(await bring(["bread.mdl", ...Object.keys(chosen)], { bytes: chosen, meant }));
  expect(other.wrote).toEqual(["bread-2/bread-2.hence", "bread-2/prices of 1850.csv"]);
  expect((await numbers("club/bread-2")).get("price of wheat")).toEqual([8, 10, 9, 12, 11]);
});

test("it opens without them when that is wanted, and names them where they will be looked for", async () => {
  const { wrote, remarks } = openedBy(await bring(["bread.mdl"], { isIncomplete: true }));
  expect(wrote).toEqual(["bread/bread.hence"]);
  expect(readFileSync("club/bread/bread.hence", "utf8")).toContain('"wheat.csv"');
  expect(remarks.shown.map(({ code }) => code)).toEqual(["missing-file"]);
});

test("no name that is taken is written over, by a file or a folder", async () => {
  mkdirSync("club/fishery");
  writeFileSync("club/fishery-2", "mine");
  expect(openedBy(await bring(["fishery.mdl"])).system).toBe("fishery-3/fishery-3.hence");
  expect(openedBy(await bring(["fishery.mdl"])).system).toBe("fishery-4/fishery-4.hence");
  expect(readdirSync("club/fishery")).toEqual([]);
  expect(readFileSync("club/fishery-2", "utf8")).toBe("mine");
});

test("what cannot be understood is told with its place, as in the terminal, and nothing is written", async () => {
  const brought = await bring(["broken.mdl"]);
  expect(brought).toMatchObject({ kind: "refused", problem: expect.stringContaining("‘broken.mdl’") });
  const { shown } = (brought as Extract<Brought, { kind: "refused" }>).remarks;
  expect(shown).toEqual([
    {
      severity: "error",
      code: "missing-expression",
      message: "Here stands a number, a name or a bracket, but here is ‘*’.",
      where: "broken.mdl:2:9",
      line: "a = 1 + * 2",
      notes: [],
    },
  ]);
  const { out } = await hence("check", modelAt("broken.mdl"));
  // Where lines end depends on how long the path is.
  expect(out.replace(/\s+/g, " ")).toContain("2:9: error: Here stands a number");
  expect(listing()).toEqual(["club.hence"]);
});

const text = readFileSync(modelAt("fishery.mdl"), "utf8");

test.each([
  [
    "UTF-16",
    Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(text.replace("{UTF-8}", "{UTF-16}").replace("What swims there", "Größe"), "utf16le"),
    ]),
  ],
  ["Windows-1252", Buffer.from(text.replace("{UTF-8}\n", "").replace("What swims there", "Größe"), "latin1")],
])("a model in %s is read as such", async (_, bytes) => {
  const { system } = openedBy(await bring(["fishery.mdl"], { bytes: { "fishery.mdl": bytes } }));
  expect(readFileSync(join("club", system), "utf8")).toContain("Größe");
});

const picture = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

test.each<[string, Record<string, Uint8Array | string>, RegExp, RegExp | undefined]>([
  ["a picture", { "cat.png": picture }, /^‘cat\.png’ is no model that Hence reads\.$/, /ends in .*\.mdl/],
  ["a picture called a model", { "cat.mdl": picture }, /‘cat\.mdl’ could not be read/, undefined],
  ["a published model", { "secret.vpmx": picture }, /only its own program reads/, /In Vensim/],
  ["data alone", { "a.csv": "t,x\n", "b.csv": "t,y\n" }, /^None of these files is a model/, /ends in/],
  [
    "an encrypted model",
    { "a.stmx": '<xmile version="1.0"><isee:x encryption-scheme="1"/></xmile>' },
    /could not be read/,
    undefined,
  ],
  ["too large a model", { "a.mdl": new Uint8Array(16 * 1024 * 1024 + 1) }, /larger than 16 MB/, undefined],
  ["a name that leads out", { "../a.mdl": text }, /cannot be called ‘\.\.\/a\.mdl’/, undefined],
  ["a hidden name", { ".a.mdl": text }, /cannot be called/, undefined],
])("%s is refused in words, and nothing changes", async (_, bytes, problem, hint) => {
  const brought = await bring(Object.keys(bytes), { bytes });
  expect(brought).toMatchObject({ kind: "refused", problem: expect.stringMatching(problem) });
  if (hint) expect(brought).toMatchObject({ hint: expect.stringMatching(hint) });
  expect(listing()).toEqual(["club.hence"]);
});

test("of several models one has to be named", async () => {
  const both = ["fishery.mdl", "reservoir.stmx"];
  expect(await bring(both)).toEqual({ kind: "several", models: both });
  expect(openedBy(await bring(both, { model: "reservoir.stmx" })).system).toBe("reservoir/reservoir.hence");
});

test("a system of Hence comes as it is, faults and all, with the files that it is of", async () => {
  const own = 'system farm\nuse "parts/herd.hence"\ntime 0 to 2 by 1 year\nconst broken = \n';
  const bytes = {
    "farm/farm.hence": own,
    "farm/parts/herd.hence": "const cows = 3\n",
    "farm/farm.layout.json": '{"views":[]}',
  };
  const { system, wrote } = openedBy(await bring(Object.keys(bytes), { bytes }));
  expect(system).toBe("farm/farm.hence");
  expect(wrote).toEqual(["farm/farm.hence", "farm/parts/herd.hence", "farm/farm.layout.json"]);
  expect(readFileSync("club/farm/farm.hence", "utf8")).toBe(own);
  expect(await bring(["farm.hence"], { bytes: { "farm.hence": own } })).toMatchObject({
    kind: "incomplete",
    missing: [{ kind: "file", name: "parts/herd.hence" }],
  });
});

test("another system of the project is shown with the files of its own folder", async () => {
  await bring(["fishery.mdl"]);
  const project = (await (await ask("/api/project?system=fishery/fishery.hence")).json()) as Project;
  expect(project).toMatchObject({
    entry: "fishery/fishery.hence",
    home: "club.hence",
    folder: "club/fishery",
  });
  expect(project.files.map(({ path }) => path)).toEqual([
    "fishery/fishery.hence",
    "fishery/fishery.layout.json",
  ]);
  const page = await (await ask("/?system=fishery%2Ffishery.hence%22%3E%3Cb%3E")).text();
  expect(page).toContain('href="api/project?system=fishery%2Ffishery.hence%22%3E%3Cb%3E"');
  expect(page).not.toContain("<b>");
  for (const path of ["nowhere.hence", "../club/club.hence", "fishery/fishery.layout.json", "%2e%2e/x.hence"])
    expect((await ask(`/api/project?system=${path}`)).status).toBe(404);
});

test("of a system that was brought the page is published, and of none that is not there", async () => {
  await bring(["fishery.mdl"]);
  const publish = async (system: string) => {
    const body = JSON.stringify({ system, folder: "fishery/page", worlds: 2 });
    const lines = (await (await ask("/api/publish", { method: "POST", body })).text()).trim().split("\n");
    return JSON.parse(lines.at(-1)!) as PublishNews;
  };
  expect(await publish("fishery/fishery.hence")).toMatchObject({ kind: "published" });
  expect(readFileSync("club/fishery/page/index.html", "utf8")).toContain("<title>fishery");
  for (const system of ["../club/club.hence", "nowhere.txt"])
    expect(await publish(system)).toMatchObject({
      kind: "refused",
      problem: `The project has no system ‘${system}’.`,
    });
});

test("a model of another tool in the project is written as text beside it, and stays as it is", async () => {
  writeFileSync("club/fishery.mdl", text);
  writeFileSync("club/fishery.layout.json", "{}");
  const answer = await ask("/api/models/fishery.mdl", { method: "POST" });
  const { system, wrote } = openedBy((await answer.json()) as Brought);
  expect([system, ...wrote]).toEqual(["fishery-2.hence", "fishery-2.hence", "fishery-2.layout.json"]);
  expect(readFileSync("club/fishery.mdl", "utf8")).toBe(text);
  expect(readFileSync("club/fishery.layout.json", "utf8")).toBe("{}");
  writeFileSync("outside.mdl", text);
  symlinkSync(join("..", "outside.mdl"), "club/link.mdl");
  for (const path of ["link.mdl", "..%2foutside.mdl", "club.hence", "nowhere.mdl"]) {
    const refused = (await (await ask(`/api/models/${path}`, { method: "POST" })).json()) as Brought;
    expect([path, refused.kind]).toEqual([path, "refused"]);
  }
  expect(existsSync("club/link.hence") || existsSync("outside.hence")).toBe(false);
});

test("a folder that cannot be written to is told in words, and nothing is left behind", async () => {
  chmodSync("club", 0o555);
  const isRoot = process.getuid?.() === 0;
  // Who may do everything is stopped by nothing but a folder that is gone.
  if (isRoot) rmSync("club", { recursive: true });
  const brought = await bring(["fishery.mdl"]);
  expect(brought).toMatchObject({
    kind: "refused",
    problem: expect.stringMatching(/^Nothing could be written: /),
  });
  if (isRoot) mkdirSync("club");
  else expect(listing()).toEqual(["club.hence"]);
});

test.each([
  ["no token", { cookie: "" }],
  ["another origin", { origin: "http://evil.example" }],
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["another name for this machine", { host: "rebound.example:4000" }],
])("a model that comes with %s is refused, and told", async (_, headers) => {
  for (const path of ["/api/models", "/api/models/club.hence"]) {
    const answer = await ask(path, { method: "POST", body: formOf(["fishery.mdl"]) }, headers);
    expect(answer.status).toBe(403);
  }
  expect(refusals).toHaveLength(2);
  expect(listing()).toEqual(["club.hence"]);
});

test("what is no form, or too much, is refused", async () => {
  const odd = new FormData();
  odd.set("about", JSON.stringify({ files: ["a.mdl"], meant: {}, isIncomplete: false }));
  const cases = [odd, "{", formOf(["fishery.mdl"], { meant: { a: 1 } as unknown as Record<string, string> })];
  for (const body of cases) expect((await ask("/api/models", { method: "POST", body })).status).toBe(400);
  const length = String(65 * 1024 * 1024);
  const answer = await ask("/api/models", { method: "POST", body: "x" }, { "content-length": length });
  expect([answer.status, ((await answer.json()) as Brought).kind]).toEqual([413, "refused"]);
  expect(listing()).toEqual(["club.hence"]);
});
