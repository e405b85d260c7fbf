import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { bare, village } from "./report.systems.ts";

// Workers are a part of the built program; `npm test` builds it first.
const program = join(process.cwd(), "bin", "hence.js");
inNewFolder();
writeFileSync("village.hence", village);
writeFileSync("bare.hence", bare);

function report(...argv: string[]) {
  return spawnSync(process.execPath, [program, "report", ...argv], { encoding: "utf8" });
}

/** The page that a report writes; throws where there is none. */
function pageOf(...argv: string[]): string {
  const { status, stderr } = report(...argv, "--out", "page.html");
  if (status !== 0) throw new Error(stderr);
  return readFileSync("page.html", "utf8");
}

const empty = new Set(["meta", "br"]);

/** What is wrong with the tags of a page: open ones, wrong ones, ids that are there twice, links that lead nowhere. */
function faultsOf(page: string): string[] {
  const faults: string[] = [];
  const standing: string[] = [];
  for (const [, close, name, rest] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/g)) {
    if (close === "/") {
      const last = standing.pop();
      if (last !== name) faults.push(`</${name}> closes <${last}>`);
    } else if (!empty.has(name!) && !rest!.endsWith("/")) standing.push(name!);
  }
  faults.push(...standing.map((name) => `<${name}> is left open`));
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
  faults.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`));
  const known = new Set(ids);
  for (const [, id] of page.matchAll(/ href="#([^"]*)"/g))
    if (!known.has(id!)) faults.push(`#${id} is nowhere`);
  for (const [table] of page.matchAll(/<table>.*?<\/table>/gs))
    if (
      !/<caption><span>[^<]/.test(table) ||
      !/<th scope="col"/.test(table) ||
      !/<th scope="row"/.test(table)
    )
      faults.push(`a table without caption or scopes: ${table.slice(0, 80)}`);
  for (const [figure] of page.matchAll(/<figure>.*?<\/figure>/gs))
    if (!/<svg class="chart" role="img" aria-label="[^"]+"/.test(figure) || !/<\/svg><p>[^<]/.test(figure))
      faults.push(`a picture without words: ${figure.slice(0, 80)}`);
  return faults;
}

/** The text of a page between its tags. */
function wordsOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<svg.*?<\/svg>/gs, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");
}

/** The part of a page under one heading. */
function sectionOf(page: string, id: string): string {
  return new RegExp(`<section id="${id}".*?</section>`, "s").exec(page)?.[0] ?? "";
}

const page = pageOf("village.hence", "--worlds", "400", "--seed", "3");

test("a report has its parts in order, whole tags, tables with captions and scopes, and links that lead somewhere", () => {
  expect(faultsOf(page)).toEqual([]);
  expect([...page.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual([
    "glance",
    "system",
    "argument",
    "where",
    "past",
    "behaviour",
    "levers",
    "scenarios",
    "assumptions",
    "doubts",
    "again",
  ]);
  expect(page.match(/<h1>/g)).toHaveLength(1);
});

test("what is planted in a page is found", () => {
  expect(faultsOf('<p id="a"><b></p><a href="#b"></a><i id="a"></i>')).toEqual([
    "</p> closes <b>",
    "<p> is left open",
    "id a twice",
    "#b is nowhere",
  ]);
  expect(faultsOf("<table><tr><td></td></tr></table><figure></figure>")).toHaveLength(2);
});

test("a report needs nothing but itself", () => {
  expect(page).toContain("default-src &#39;none&#39;; style-src &#39;sha256-");
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|url\(|@import|https?:|\son\w+="|\sstyle="/);
  expect(page).not.toContain(process.cwd());
});

test("claims stand with the author's word, verdicts, shares with intervals, and evidence on both sides", () => {
  const words = wordsOf(sectionOf(page, "argument"));
  expect(words).toMatch(
    /Paragraph 1 C1 More rain fills the well\. the author’s word: “always”; at notes 1\.1/,
  );
  expect(words).toMatch(/✓ holds with the declared numbers 100 % \(\d+ to 100\) of plausible worlds/);
  expect(words).toMatch(/C2 .*✗ FAILS with the declared numbers 0 % \(0 to \d/);
  expect(words).toContain("rain in a year → rain → water in the well");
  expect(words).toMatch(
    /Evidence for A gauge of the year 2015 from memory Evidence against A dry well in 2018/,
  );
  expect(words).toMatch(/C3 People feel thirst\. .*· context/);
  expect(words).toContain("2 of 3 claims are tested; 1 of 2 links rest on a claim.");
  expect(words).toMatch(/Links that no claim supports K2/);
  expect(words).toMatch(/K2 water draws people ASSUMED/);
  expect(words).toMatch(/RC2 A dry start leaves a smaller village rival theory/);
});

test("the past is told: bands, how many worlds each rejects, official claims, and what is narrowed", () => {
  const words = wordsOf(sectionOf(page, "past"));
  expect(words).toMatch(/400 worlds were tried\. In each, 3 uncertain numbers take values/);
  expect(words).toMatch(/Level of the well official claim well 2023 0\.5 to 0\.95/);
  expect(words).toMatch(/share drawn in a year draw/);
});

test("levers are shown at three horizons as ranges, scenarios by themselves, and no policy as a solution", () => {
  const levers = wordsOf(sectionOf(page, "levers"));
  for (const year of ["2027", "2031", "2035"]) expect(levers).toContain(year);
  expect(levers).toMatch(/Half of the water is saved \( saved , from 2026\)/);
  expect(levers).toContain("No policy is a solution");
  const scenarios = wordsOf(sectionOf(page, "scenarios"));
  expect(scenarios).toMatch(/A dry start \( dry , from 2020\)/);
  expect(scenarios).toContain("They have a time axis or a method of their own: fine.");
});

test("assumptions have ranges, units and what they stand on; switches what they are set to", () => {
  const words = wordsOf(sectionOf(page, "assumptions"));
  expect(words).toMatch(/water matters sw_water 1 \(on\) 1: people come for water/);
  expect(words).toMatch(/rain in a year rain 0\.1 1\/year 0\.05 to 0\.2 1\/year, triangular data: gauges/);
  expect(words).toMatch(/share drawn in a year draw 0\.2 1\/year 0\.1 to 0\.4 1\/year, uniform ASSUMED/);
});

test("a report says projection, shows one run as one, and keeps to the words that are agreed upon", () => {
  const words = wordsOf(page);
  expect(words).toContain("projection in this model, under these assumptions");
  expect(words).toContain("To try reports. It describes a village, never persons.");
  expect(page).toContain(">one run</text>");
  expect(words).not.toMatch(/predict|forecast|\bwave|flood|hotbed|\bradicals\b/i);
  expect(words.replaceAll("No policy is a solution", "")).not.toMatch(/solution/i);
});

test("the same words give the same bytes, with one thread and with two; the verdicts are those of hence test", () => {
  const options = ["village.hence", "--worlds", "400", "--seed", "3"];
  expect(pageOf(...options, "--threads", "1")).toBe(page);
  expect(pageOf(...options, "--threads", "2")).toBe(page);
  const { stdout } = spawnSync(process.execPath, [program, "test", ...options, "--json"], {
    encoding: "utf8",
  });
  expect(page).toContain(JSON.parse(stdout).worlds.hash);
  expect(wordsOf(page)).toContain("hence report village.hence --out report.html --worlds 400 --seed 3");
});

test("nothing of a model becomes a tag: titles, names, texts, and the name of its file", () => {
  const evil = village
    .replace("A village <and> its well", "</title><script>alert(1)</script>&amp;")
    .replace('"water in the well"', '"\'><img src=x onerror=alert(2)>"')
    .replace("More rain fills the well.", "<b>More</b> rain")
    .replace("gauges, 2010 to 2020", "</td><script>alert(3)</script>");
  writeFileSync("a<script>.hence", evil);
  const written = pageOf("a<script>.hence", "--worlds", "60");
  expect(faultsOf(written)).toEqual([]);
  expect(written).not.toMatch(/<script|<img|<b>/);
  expect(wordsOf(written)).toContain("</title><script>alert(1)</script>&amp;amp;");
  expect(wordsOf(written)).toContain("hence report 'a<script>.hence' --out report.html");
});

test("a system without claims, past, ranges and levers is shown in one run, and says what there is not", () => {
  const words = wordsOf(pageOf("bare.hence"));
  expect(faultsOf(readFileSync("page.html", "utf8"))).toEqual([]);
  for (const sentence of [
    "No constant of the system has a range: there are no plausible worlds to compare, and every number here is of one run.",
    "The system makes no claims and has no checks, named loops or links",
    "The system says nothing of what was observed",
    "The system has no levers.",
    "The system has no structural switches.",
    "One run with the declared numbers",
  ])
    expect(words).toContain(sentence);
  expect(readFileSync("page.html", "utf8")).not.toMatch(/undefined|NaN/);
});

test("worlds of a system that says nothing of its past all count", () => {
  writeFileSync("free.hence", `${bare}const idle : 1 = 1 between 0 and 2\n`);
  const words = wordsOf(pageOf("free.hence", "--kept", "20"));
  expect(words).toContain("the system says nothing of its past, so that every world counts");
  expect(faultsOf(readFileSync("page.html", "utf8"))).toEqual([]);
});

test("models of other programs have reports too", () => {
  for (const name of ["bare.mdl", "bare.xmile"]) {
    spawnSync(process.execPath, [program, "convert", "bare.hence", name]);
    expect(faultsOf(pageOf(name))).toEqual([]);
    expect(wordsOf(readFileSync("page.html", "utf8"))).toContain("One run with the declared numbers");
  }
});

test("a model with errors is refused with its diagnostics, and nothing is written", () => {
  writeFileSync("wrong.hence", bare.replace("pile * 0.1", "pole * 0.1"));
  const { status, stderr } = report("wrong.hence", "--out", "wrong.html");
  expect(status).toBe(1);
  expect(stderr).toContain("Write ‘pile’");
  expect(existsSync("wrong.html")).toBe(false);
});

test("where no world is plausible it says which bands reject, and nothing is written", () => {
  writeFileSync("never.hence", village.replace("between 0.5 and 0.95", "between 50 and 95"));
  const { status, stderr } = report("never.hence", "--worlds", "60", "--out", "never.html");
  expect(status).toBe(1);
  expect(stderr).toMatch(/No world is plausible.*\n.*0 %\s+well @ 2023/);
  expect(existsSync("never.html")).toBe(false);
});

test("only another report is replaced, unless it is forced", async () => {
  const other = "my only copy\n";
  writeFileSync("other.html", other);
  const { code, complaints } = await hence("report", "bare.hence", "--out", "other.html");
  expect(code).toBe(2);
  expect(complaints).toContain("‘other.html’ is there already, and is no report of Hence.");
  expect(readFileSync("other.html", "utf8")).toBe(other);
  expect((await hence("report", "bare.hence", "--out", "other.html", "--force")).code).toBe(0);
  expect((await hence("report", "bare.hence", "--out", "other.html")).code).toBe(0);
});

test.each([
  [["bare.hence"], "Where to? hence report MODEL --out FILE.html"],
  [["bare.hence", "--out", "."], "‘.’ cannot be written: it is a folder."],
  [["bare.hence", "--out", "nowhere/x.html"], "‘nowhere/x.html’ cannot be written: there is no such file."],
  [["village.hence", "--out", "x.html", "--sampler", "latin"], "Of latin the number of worlds must be told"],
  [["village.hence", "--out", "x.html", "--outcome", "wel"], "Did you mean ‘well’?"],
  [["village.hence", "--out", "x.html", "--policies", "save"], "Did you mean ‘saved’?"],
])("hence report %j is refused: %s", async (argv, words) => {
  const { code, complaints } = await hence("report", ...argv);
  expect(complaints).toContain(words);
  expect(code).toBe(2);
});

test("stopped from the keyboard it leaves what was there before", async () => {
  writeFileSync("kept.html", page);
  const child = spawn(
    process.execPath,
    [program, "report", "village.hence", "--worlds", "4000000", "--out", "kept.html"],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let complaints = "";
  child.stderr.on("data", (piece) => {
    complaints += String(piece);
  });
  const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(complaints).toContain("Stopped: nothing was written.");
  expect(readFileSync("kept.html", "utf8")).toBe(page);
});
