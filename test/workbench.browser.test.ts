import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatNumber } from "../src/view/number.ts";
import { startChromium } from "./browser.chromium.ts";
import { hence } from "./cli.terminal.ts";
import { type Served, serve, violationsOn } from "./workbench.driver.ts";

// The tests of this file are one sitting at the workbench: each goes on where the one before it has left off.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const place = mkdtempSync(join(tmpdir(), "hence-"));
const folder = join(place, "backlash");
const lever = "harsher or milder repression";
let server: Served;
let browser: Browser;
let page: Page;
/** What the page complained of. */
const complaints: string[] = [];

const onDisk = (file: string) => readFileSync(join(folder, file), "utf8");
const replaceOnDisk = (file: string, from: string, to: string) => {
  const text = onDisk(file);
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
};
/** Waits until something is so; machines may be slow. */
const eventually = <Value>(see: () => Value | Promise<Value>) =>
  expect.poll(see, { timeout: 90_000, interval: 100 });
const slider = () => page.getByRole("slider", { name: lever });
const chart = () => page.locator("figure.chart").first();

beforeAll(async () => {
  cpSync("systems/backlash", folder, { recursive: true });
  [server, browser] = await Promise.all([serve(folder), startChromium()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(60_000);
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (said) => {
    if (said.type() === "error" || said.type() === "warning") complaints.push(said.text());
  });
  await page.goto(server.url);
  await ready();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(place, { recursive: true, force: true });
});

/** Waits for the first run and some plausible worlds; the search for more would only slow the machine down. */
async function ready(): Promise<void> {
  await page.getByText(/^run .* ms$/).waitFor();
  const isFound = page.getByText(/^[\d,]+ worlds .* ms$/);
  await isFound.waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Look for more worlds" }).waitFor();
}

test("the flagship opens with its charts", async () => {
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
    "Grievance, repression and backlash",
  );
  expect(await page.locator("figure.chart").count()).toBeGreaterThan(1);
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
});

test("a lever is moved, and the numbers of the curve are those of the terminal, to the last digit", async () => {
  await slider().fill("0.3");
  const [set] = await csvWhere(/harsher or milder repression/);
  const { out, code } = await hence("run", folder, "--set", "lev_repression=0.3", "--csv", "-");
  expect(code).toBe(0);
  const [names, ...rows] = readCsv(out);
  const [key] = /^[a-z_]+/.exec(set!.shown) ?? [];
  const column = names!.indexOf(key ?? "");
  expect(column).toBeGreaterThan(0);
  expect(rows.map((row) => [Number(row[0]), Number(row[column])])).toEqual(set!.course);

  await chart().getByRole("button", { name: "Table" }).click();
  const table = chart().getByRole("table");
  const cells = await table.locator("tbody tr").last().locator("td").allTextContents();
  expect(cells.at(-1)).toBe(formatNumber(Number(rows.at(-1)![column])));
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await chart().getByRole("button", { name: "Table" }).click();
});

/** Saves the chart as CSV until its remarks say that it is of what is meant. */
async function csvWhere(said: RegExp) {
  const saved: { readonly shown: string; readonly course: readonly (readonly number[])[] }[] = [];
  await eventually(async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      chart().getByRole("button", { name: "CSV" }).click(),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    const [names, ...rows] = readCsv(text);
    const column = names!.findIndex((name) => name.endsWith("one run"));
    saved[0] = {
      shown: download.suggestedFilename().replace("backlash ", ""),
      course: rows.map((row) => [Number(row[0]), Number(row[column])]),
    };
    return text;
  }).toMatch(said);
  return saved;
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

test("what another editor writes shows up at once", async () => {
  replaceOnDisk("policy.hence", `"${lever}"`, '"firmer or milder repression"');
  await page.getByRole("slider", { name: "firmer or milder repression" }).waitFor();
  replaceOnDisk("policy.hence", '"firmer or milder repression"', `"${lever}"`);
  await slider().waitFor();
});

test("a kept scenario is still there when the page is loaded again", async () => {
  await page.getByRole("textbox", { name: "A name for this scenario" }).fill("firmer");
  await page.getByRole("textbox", { name: "A name for this scenario" }).press("Enter");
  const kept = page.getByRole("button", { name: "firmer", exact: true });
  await kept.waitFor();
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await page.reload();
  await ready();
  await kept.press("Enter");
  await eventually(() => slider().inputValue()).toBe("0.3");
});

test("the argument is a table, in which something can be found", async () => {
  await page.getByRole("tab", { name: "Argument" }).click();
  await page.getByRole("searchbox", { name: "Find", exact: true }).fill("C10");
  await eventually(() => page.getByRole("table").getByRole("row").count()).toBeLessThan(8);
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  await page.getByRole("tab", { name: "Behaviour" }).click();
});

/** A line of the text in the editor. */
const lineWith = (words: string) => page.locator(".cm-line", { hasText: words }).first();

test("a variable is renamed in all files, in one step that can be undone", async () => {
  await page.getByRole("tab", { name: "Text" }).click();
  await page.getByRole("tab", { name: /^policy/ }).click();
  const files = ["policy.hence", "state.hence", "scenarios.hence"];
  const before = files.map(onDisk);
  await lineWith("lever lev_channels").click({ position: { x: 60, y: 8 } });
  await page.keyboard.press("F2");
  await page.getByLabel("New name for lev_channels").fill("lev_openness");
  await page.keyboard.press("Enter");
  const after = before.map((text) => text.replaceAll("lev_channels", "lev_openness"));
  await eventually(() => files.map(onDisk)).toEqual(after);
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => files.map(onDisk)).toEqual(before);
});

test("the page has not complained of anything", () => {
  expect(complaints).toEqual([]);
});
