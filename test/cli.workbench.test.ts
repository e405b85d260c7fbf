import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen } from "../src/cli/workbench/listen.ts";
import { projectOf } from "../src/cli/workbench/project.ts";
import { createPublisher, type Publisher } from "../src/cli/workbench/publishing.ts";
import { createServer } from "../src/cli/workbench/server.ts";
import { type Watch, watchProject } from "../src/cli/workbench/watch.ts";
import type { FileEvent, FileState, Project, Save, Saved } from "../src/wire/files.ts";
import type { PublishNews } from "../src/wire/publishing.ts";
import { inNewFolder } from "./cli.terminal.ts";
import { village } from "./report.systems.ts";

const folder = inNewFolder();
const host = "127.0.0.1:4000";
const token = "the-token";
const text = "system club\ntime 0 to 1 by 1 year\nconst a = 1\n";

let watch: Watch;
let refusals: string[];
let publish: Publisher;

beforeEach(async () => {
  rmSync("club", { recursive: true, force: true });
  mkdirSync("club/inner", { recursive: true });
  writeFileSync("club/club.hence", text);
  writeFileSync("club/inner/part.hence", "const b = 2\n");
  writeFileSync("club/old.mdl", "{UTF-8}\na = 1 ~~|\n");
  writeFileSync("outside.hence", "const secret = 1\n");
  refusals = [];
  publish = createPublisher(projectOf("club/club.hence"));
  watch = await watchProject(projectOf("club/club.hence"), (problem) => {
    throw problem;
  });
});

afterEach(() => watch.close());

function server(port = 4000) {
  return createServer({
    project: projectOf("club/club.hence"),
    folder: "club",
    title: "club <script>",
    sources: async () => ({ essay: "A sentence." }),
    watch,
    publish,
    guard: { port, token, refused: (sentence) => refusals.push(sentence) },
  });
}

function ask(path: string, init: RequestInit = {}, headers: Record<string, string> = {}) {
  return server().request(path, {
    ...init,
    headers: { host, cookie: `hence-4000=${token}`, ...headers },
  });
}

async function save(path: string, body: Save, status = 200): Promise<Saved> {
  const answer = await ask(`/api/files/${path}`, { method: "PUT", body: JSON.stringify(body) });
  // What is an answer is no failure: a browser would tell of it in the console.
  expect(answer.status).toBe(status);
  return (await answer.json()) as Saved;
}

const stateOf = async (path: string) => (await (await ask(`/api/files/${path}`)).json()) as FileState;

test("whoever shows the token once gets a cookie, and with it the page and the project", async () => {
  const first = await server().request(`/?token=${token}`, { headers: { host } });
  expect([first.status, first.headers.get("location")]).toEqual([302, "/"]);
  expect(first.headers.get("set-cookie")).toMatch(/^hence-4000=the-token;.*HttpOnly.*SameSite=Strict/i);
  const page = await ask("/");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain("club &#60;script&#62;");
  const project = (await (await ask("/api/project")).json()) as Project;
  expect(project.entry).toBe("club.hence");
  expect(project.files.map(({ path, isWritable }) => [path, isWritable])).toEqual([
    ["club.hence", true],
    ["inner/part.hence", true],
    ["old.mdl", false],
  ]);
  expect(project.sources).toEqual({ essay: "A sentence." });
});

test.each([
  ["no token", "/api/project", { cookie: "" }],
  ["another token", "/api/project", { cookie: "hence-4000=guess" }],
  ["the token of another port", "/api/project", { cookie: `hence-4001=${token}` }],
  ["another origin", "/api/project", { origin: "http://evil.example" }],
  ["another site", "/main.js", { "sec-fetch-site": "cross-site" }],
  ["another name for this machine", "/api/project", { host: "rebound.example:4000" }],
])("a request with %s is refused, and told", async (_, path, headers) => {
  const answer = await ask(path, {}, headers);
  expect(answer.status).toBe(403);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain(`GET ${path}`);
});

test("a text is written over the version that it was made from", async () => {
  const { version } = await stateOf("club.hence");
  const saved = await save("club.hence", { text: `${text}# more\n`, over: version });
  expect(saved.kind).toBe("saved");
  expect(readFileSync("club/club.hence", "utf8")).toBe(`${text}# more\n`);
});

test("where another editor has been, nothing is written, and its text is given back", async () => {
  const { version } = await stateOf("club.hence");
  writeFileSync("club/club.hence", "system other\n");
  const saved = await save("club.hence", { text: "system mine\n", over: version });
  expect(saved).toMatchObject({ kind: "conflict", file: { text: "system other\n" } });
  expect(readFileSync("club/club.hence", "utf8")).toBe("system other\n");
});

test("a new file is written only where there is none", async () => {
  expect((await save("new.hence", { text: "const c = 3\n", over: null })).kind).toBe("saved");
  expect((await save("new.hence", { text: "const d = 4\n", over: null })).kind).toBe("conflict");
  expect(readFileSync("club/new.hence", "utf8")).toBe("const c = 3\n");
});

test("a file that was deleted under our hands is told, not made anew in silence", async () => {
  const { version } = await stateOf("club.hence");
  rmSync("club/club.hence");
  expect(await save("club.hence", { text: "system x\n", over: version })).toEqual({ kind: "conflict" });
});

test("a model of another tool is never written over", async () => {
  const { version } = await stateOf("old.mdl");
  expect(await save("old.mdl", { text: "", over: version })).toMatchObject({ kind: "refused" });
});

test("a folder that is gone is a sentence, not a crash", async () => {
  expect(await save("nowhere/new.hence", { text: "x", over: null }, 403)).toMatchObject({ kind: "refused" });
});

test.each([
  "../outside.hence",
  "inner/../../outside.hence",
  "%2e%2e/outside.hence",
  "..%2foutside.hence",
  "inner%5c..%5c..%5coutside.hence",
  "link.hence",
  "C:%2foutside.hence",
  ".hidden.hence",
  "a%00.hence",
])("a path outside of the project is refused: %s", async (path) => {
  symlinkSync(join(folder, "outside.hence"), "club/link.hence");
  writeFileSync("club/.hidden.hence", "const secret = 1\n");
  for (const kind of ["files", "bytes"]) {
    const answer = await ask(`/api/${kind}/${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("secret");
  }
  const put = await ask(`/api/files/${path}`, {
    method: "PUT",
    body: JSON.stringify({ text: "x", over: null }),
  });
  expect(put.status).toBeGreaterThanOrEqual(400);
  expect(readFileSync("outside.hence", "utf8")).toBe("const secret = 1\n");
});

async function publication(body: unknown): Promise<readonly PublishNews[]> {
  const answer = await ask("/api/publish", { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as PublishNews);
}

test("a page is published into a folder of the project, and its progress is told", async () => {
  writeFileSync("club/club.hence", village);
  const told = await publication({ folder: "page", worlds: 20 });
  expect(told.slice(0, -1).map(({ kind }) => kind)).toContain("working");
  expect(told.at(-1)).toMatchObject({ kind: "published", says: expect.stringContaining("index.html") });
  expect(readFileSync("club/page/index.html", "utf8")).toContain("A village &lt;and&gt; its well");
});

test.each(["..", "../page", "link/page", ".hidden", "/tmp", "inner/none/page", ""])(
  "a folder outside of the project is not published into: ‘%s’",
  async (to) => {
    mkdirSync("elsewhere", { recursive: true });
    symlinkSync(join(folder, "elsewhere"), "club/link");
    const [refusal, ...more] = await publication({ folder: to, worlds: 20 });
    expect(more).toEqual([]);
    expect(refusal).toMatchObject({ kind: "refused", problem: expect.stringContaining("no folder inside") });
    expect(existsSync("elsewhere/page")).toBe(false);
  },
);

test("a system with errors, or one that is being published, is not published, and why is told", async () => {
  writeFileSync("club/club.hence", `${text}aux b = missing\n`);
  const twice = [0, 1].map(() => publication({ folder: "page", worlds: 20 }));
  const ends = (await Promise.all(twice)).map((told) => told.at(-1));
  expect(ends[0]).toMatchObject({ kind: "refused", problem: expect.stringContaining("missing") });
  expect(ends[1]).toMatchObject({ kind: "refused", problem: expect.stringContaining("already") });
  expect(existsSync("club/page")).toBe(false);
});

test("whoever leaves ends a publication", async () => {
  writeFileSync("club/club.hence", village);
  const leave = new AbortController();
  const ended = publish("page", 2000, () => leave.abort(), leave.signal);
  expect(await ended).toEqual({ kind: "refused", problem: "Stopped: nothing was written." });
  expect(existsSync("club/page/index.html")).toBe(false);
});

test("what does not say what to publish is refused", async () => {
  for (const body of [
    "",
    "{",
    "null",
    '{"folder":"a"}',
    '{"folder":1,"worlds":5}',
    '{"folder":"a","worlds":0.5}',
  ])
    expect((await ask("/api/publish", { method: "POST", body })).status).toBe(400);
});

test("what is no text to be saved is refused", async () => {
  for (const body of ["", "{", '{"text":1,"over":null}', '{"text":"x"}'])
    expect((await ask("/api/files/club.hence", { method: "PUT", body })).status).toBe(400);
  expect(readFileSync("club/club.hence", "utf8")).toBe(text);
});

test("a change, a new file and a deletion by another editor are told", async () => {
  const heard: FileEvent[] = [];
  watch.listen((event) => heard.push(event));
  writeFileSync("club/club.hence", "system changed\n");
  await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(1);
  expect(heard[0]).toMatchObject({ kind: "changed", file: { path: "club.hence", text: "system changed\n" } });
  writeFileSync("club/fresh.hence", "const f = 1\n");
  await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(2);
  rmSync("club/fresh.hence");
  await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(3);
  expect(heard[2]).toEqual({ kind: "deleted", path: "fresh.hence" });
});

test("the server serves this machine only, and a page hears of changes through it", async () => {
  const listening = await listen(0, server);
  try {
    const base = `http://127.0.0.1:${listening.port}`;
    const headers = { cookie: `hence-${listening.port}=${token}` };
    const stop = new AbortController();
    const events = await fetch(`${base}/api/events`, { headers, signal: stop.signal });
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('"alive"');
    writeFileSync("club/club.hence", "system told\n");
    let heard = "";
    while (!heard.includes("system told")) heard += (await reader.read()).value;
    stop.abort();
    await expect(listen(listening.port, server)).rejects.toThrow(`The port ${listening.port} is taken`);
  } finally {
    await listening.close();
  }
});
