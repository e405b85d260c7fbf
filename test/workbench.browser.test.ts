import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatNumber } from "../src/view/number.ts";
import { hence } from "./cli.terminal.ts";
import { patience, ready, type Sitting, showPanel, sitDown, violationsOn } from "./workbench.driver.ts";

// The tests of this file are one sitting of a reader: each goes on where the one before it has left off.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const lever = "harsher or milder repression";
let sitting: Sitting;
let page: Page;
const eventually = <Value>(see: () => Value | Promise<Value>) => expect.poll(see, patience);
const slider = () => page.getByRole("slider", { name: lever });
const chart = () => page.locator("figure.chart").first();

beforeAll(async () => {
  sitting = await sitDown("systems/backlash");
  page = sitting.page;
});

afterAll(() => sitting?.end());

test("the flagship opens with its charts", async () => {
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
    "Grievance, repression and backlash",
  );
  expect(await page.locator("figure.chart").count()).toBeGreaterThan(1);
  await page.getByText("Purpose", { exact: true }).click();
  await page.getByRole("button", { name: "Choose …" }).first().click();
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await page.getByText("Purpose", { exact: true }).click();
  await page.getByRole("button", { name: "Choose …" }).first().click();
});

const lit = () => page.locator(".sentence.lit");
const chosenRows = () => page.locator(".argument-table tr[aria-selected=true] th").allTextContents();
const turn = (kind: RegExp) => page.getByRole("button", { name: kind }).click();

/** What rests on a claim, read from the text itself. */
function restingOn(claim: string, kind: string, file: string): readonly string[] {
  const statements = sitting.onDisk(file).split(/^(?=\w)/m);
  const because = new RegExp(`^ *because (?:\\w+, *)*${claim}\\b`, "m");
  return statements.flatMap((text) => {
    const [, id] = new RegExp(`^${kind} (\\w+)`).exec(text) ?? [];
    return id !== undefined && because.test(text) ? [id] : [];
  });
}

test("a sentence that is chosen lights up its claim, its way, its charts, and what rests on it", async () => {
  await page.locator(".sentence", { has: page.getByLabel(/^Choose sentence 3\.1,/) }).click();
  expect(await lit().count()).toBe(1);
  const card = page.getByRole("article", { name: "Claim C3" });
  await card.waitFor();
  expect(await page.locator(".diagram .link.lit").count()).toBeGreaterThan(0);
  const shown = page.locator("figure.chart.is-lit");
  expect(await shown.getAttribute("aria-label")).toBe("radicalised people, wherever they are");
  expect(await violationsOn(page, "Source")).toEqual([]);

  const links = restingOn("C3", "link", "links.hence");
  const loops = restingOn("C3", "loop", "loops.hence");
  const checks = restingOn("C3", "check", "checks.hence");
  for (const some of [links, loops, checks]) expect(some.length).toBeGreaterThan(0);
  for (const id of [...links, ...loops, ...checks])
    expect(await card.getByRole("button", { name: id, exact: true }).count()).toBe(1);
  await showPanel(page, "Argument");
  expect(await chosenRows()).toEqual(["C3", ...checks]);
  await turn(/^Loops/);
  await turn(/^Links/);
  await eventually(chosenRows).toEqual(["C3", ...checks, ...loops, ...links]);
  await turn(/^Loops/);
  await turn(/^Links/);
  await showPanel(page, "Text");
  await page.locator(".cm-line.hence-chosen", { hasText: "claim C3 " }).waitFor();
  expect(await violationsOn(page, "System")).toEqual([]);
});

test("a variable that is chosen in the diagram marks its sentences, and its chart is offered", async () => {
  await showPanel(page, "Diagram");
  await page.getByRole("combobox", { name: "View" }).selectOption({ label: "Society in Tajikistan" });
  const node = page.locator(".diagram [data-key=poverty_rate]");
  await node.waitFor();
  await page.getByRole("button", { name: "Fit" }).click();
  await node.click();
  await eventually(() => lit().allTextContents()).toContainEqual(expect.stringContaining("C3"));
  expect(await chosenRows()).toContain("C3");
  await showPanel(page, "Behaviour");
  await page.locator(".offered").getByRole("button", { name: "poverty", exact: true }).click();
  await page.getByRole("figure", { name: "poverty" }).waitFor();
  expect(await page.locator("figure.chart.is-lit").count()).toBe(1);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  expect(await violationsOn(page, "System")).toEqual([]);
  await page.keyboard.press("Escape");
});

test("commands, keys and what publishing asks stand in dialogs", async () => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Find a variable, a claim/ }).fill("chart radicalised wherever");
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("figure", { name: "radicalised people, wherever they are" }).waitFor();
  await page.getByRole("button", { name: "Help" }).click();
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await page.getByRole("button", { name: "Close", exact: true }).click();
});

test("a lever is moved, and the numbers of the curve are those of the terminal, to the last digit", async () => {
  await slider().fill("0.3");
  const { shown, course } = await csvWhere(/harsher or milder repression/);
  const [names, rows] = await terminalRows("--set", "lev_repression=0.3");
  const [key] = /^[a-z_]+/.exec(shown) ?? [];
  const column = names.indexOf(key ?? "");
  expect(column).toBeGreaterThan(0);
  expect(rows.map((row) => [Number(row[0]), Number(row[column])])).toEqual(course);

  await chart().getByRole("button", { name: "Table" }).click();
  const table = chart().getByRole("table");
  const cells = await table.locator("tbody tr").last().locator("td").allTextContents();
  expect(cells.at(-1)).toBe(formatNumber(Number(rows.at(-1)![column])));
  await page.getByRole("button", { name: `About ${lever}` }).click();
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await chart().getByRole("button", { name: "Table" }).click();
});

async function terminalRows(...words: readonly string[]) {
  const { out, code } = await hence("run", sitting.folder, ...words, "--csv", "-");
  expect(code).toBe(0);
  const [names, ...rows] = readCsv(out);
  return [names!, rows] as const;
}

/** Saves the chart as CSV until its remarks say that it is of what is meant. */
async function csvWhere(said: RegExp) {
  let text = "";
  let name = "";
  await eventually(async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      chart().getByRole("button", { name: "CSV" }).click(),
    ]);
    name = download.suggestedFilename();
    text = readFileSync(await download.path(), "utf8");
    return text;
  }).toMatch(said);
  const [names, ...rows] = readCsv(text);
  const column = names!.findIndex((each) => each.endsWith("one run"));
  return {
    shown: name.replace("backlash ", ""),
    course: rows.map((row) => [Number(row[0]), Number(row[column])]),
  };
}

function readCsv(text: string): readonly (readonly string[])[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) =>
    line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', "")),
  );
}

test("what was done is undone, and done again", async () => {
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => slider().inputValue()).toBe("0");
  await page.getByRole("button", { name: "Redo" }).click();
  await eventually(() => slider().inputValue()).toBe("0.3");
});

test("a scenario is kept with a click and compared, written into the text, and run by the terminal", async () => {
  const name = page.getByRole("textbox", { name: "A name for this scenario" });
  await name.fill("firmer");
  await page.getByRole("button", { name: "Keep to compare" }).click();
  await page.getByRole("button", { name: "firmer", exact: true }).waitFor();
  await chart().getByText("firmer, one run").waitFor();
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await name.fill("firmer still");
  await page.getByRole("button", { name: "Write into the text" }).click();
  await eventually(() => sitting.onDisk("scenarios.hence")).toMatch(
    /^scenario 'firmer still'\n {2}lev_repression = 0\.3$/m,
  );
  expect(await terminalRows("--scenario", "firmer still")).toEqual(
    await terminalRows("--set", "lev_repression=0.3"),
  );
});

test("a link opens the same run, in a page that is open and in one that is loaded again", async () => {
  const { course } = await csvWhere(/harsher or milder repression/);
  await page.getByRole("button", { name: "Link" }).click();
  await eventually(() => page.url()).toMatch(/#set=lev_repression/);
  const link = page.url();
  await page.evaluate("history.replaceState(undefined, '', '#')");
  await page.getByRole("button", { name: "Reset all" }).click();
  await eventually(() => slider().inputValue()).toBe("0");
  await page.goto(link);
  await eventually(() => slider().inputValue()).toBe("0.3");
  await page.reload();
  await ready(page);
  expect(await slider().inputValue()).toBe("0.3");
  expect((await csvWhere(/harsher or milder repression/)).course).toEqual(course);
  expect(await page.locator(".banner").allTextContents()).toEqual([]);
  await page.getByRole("button", { name: "Reset all" }).click();
  await page.getByRole("button", { name: "firmer", exact: true }).press("Enter");
  await eventually(() => slider().inputValue()).toBe("0.3");
});

test("what another editor writes shows up at once", async () => {
  const replaceOnDisk = (from: string, to: string) => {
    const text = sitting.onDisk("policy.hence");
    expect(text).toContain(from);
    writeFileSync(join(sitting.folder, "policy.hence"), text.replace(from, to));
  };
  replaceOnDisk(`"${lever}"`, '"firmer or milder repression"');
  await page.getByRole("slider", { name: "firmer or milder repression" }).waitFor();
  replaceOnDisk('"firmer or milder repression"', `"${lever}"`);
  await slider().waitFor();
});

test("the system is published with a click, while the argument is read", async () => {
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish a page" });
  await dialog.getByRole("textbox").fill("../elsewhere");
  await dialog.getByRole("spinbutton").fill("5");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText(/is no folder inside/).waitFor();
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await dialog.getByRole("textbox").fill("published");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText(/^Publishing: /).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();

  await showPanel(page, "Argument");
  await page.getByRole("searchbox", { name: "Find", exact: true }).fill("C10");
  await eventually(() => page.getByRole("table").getByRole("row").count()).toBeLessThan(8);
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await showPanel(page, "Behaviour");

  await page.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText(/index\.html’ is written: \d+ plausible worlds, \d+ levers/).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
});

test("the published page opens from the disk, and a lever moves its charts", async () => {
  const published = await page.context().newPage();
  await published.goto(`file://${join(sitting.folder, "published", "index.html")}`);
  const state = published.locator("#state");
  await state.filter({ hasText: /^\d+ plausible worlds, made again/ }).waitFor({ timeout: 90_000 });
  const median = published.locator("figure[data-course='0'] path.median").first();
  const before = await median.getAttribute("d");
  await published.getByRole("slider", { name: lever }).first().fill("0.3");
  await eventually(() => state.textContent()).toMatch(/changes/);
  await published.locator("figure[data-course='0']").scrollIntoViewIfNeeded();
  await eventually(() => median.getAttribute("d")).not.toBe(before);
});

test("no page has complained of anything", () => {
  expect(sitting.complaints).toEqual([]);
});
