import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startChromium } from "./browser.chromium.ts";
import { hence } from "./cli.terminal.ts";
import { columnsOf, modelAt } from "./foreign.files.ts";
import { type Served, serve, violationsNow, violationsOn } from "./workbench.driver.ts";

// The tests of this file are one sitting at the workbench: each goes on where the one before it has left off.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = mkdtempSync(join(tmpdir(), "hence-"));
const clubText = 'system club "A club"\ntime 0 to 4 by 1 year\nlever fee : 1 = 2\naux income = 10 * fee\n';
let server: Served;
let browser: Browser;
let page: Page;
/** What the page complained of. */
const complaints: string[] = [];

const listing = () => (readdirSync(folder, { recursive: true }) as string[]).sort();
/** Waits until something is so; machines may be slow. */
const eventually = <Value>(see: () => Value | Promise<Value>) =>
  expect.poll(see, { timeout: 90_000, interval: 100 });
const heading = () => page.getByRole("heading", { level: 1 });
const dialog = () => page.getByRole("dialog");

beforeAll(async () => {
  writeFileSync(join(folder, "club.hence"), clubText);
  [server, browser] = await Promise.all([serve(join(folder, "club.hence")), startChromium()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(60_000);
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (said) => {
    if (said.type() === "error" || said.type() === "warning") complaints.push(said.text());
  });
  await page.goto(server.url);
  await page.getByText(/^run .* ms$/).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Does with files of the tests what a hand does that drags them over the page. */
async function drag(names: readonly string[], ...events: readonly string[]): Promise<void> {
  const files = names.map((name) => [name, readFileSync(modelAt(name)).toString("base64")]);
  await page.evaluate(`{
    const carried = new DataTransfer();
    for (const [name, bytes] of ${JSON.stringify(files)})
      carried.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name));
    for (const type of ${JSON.stringify(events)})
      document.querySelector(".panes").dispatchEvent(
        new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }),
      );
  }`);
}
const drop = (...names: readonly string[]) => drag(names, "dragenter", "dragover", "drop");

/** The course of the first chart, in full. */
async function courseOfChart(): Promise<readonly number[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("figure.chart").first().getByRole("button", { name: "CSV" }).click(),
  ]);
  const columns = columnsOf(readFileSync(await download.path(), "utf8"));
  const [, course] = [...columns].find(([name]) => name.endsWith("one run")) ?? [];
  return course ?? [];
}

test("while something is dragged over the window, it says what can be done with it", async () => {
  await drag(["fishery.mdl"], "dragenter", "dragover");
  await page.getByText("Drop a model to open it").waitFor();
  expect(await violationsNow(page)).toEqual([]);
  await drag(["fishery.mdl"], "dragleave");
  await page.getByText("Drop a model to open it").waitFor({ state: "hidden" });
  expect(listing()).toEqual(["club.hence"]);
});

test("a model of Vensim that is dropped opens as its author drew it, as text of Hence in a new file", async () => {
  // An edit that nobody has saved yet is not lost by it.
  await page.getByRole("slider", { name: "fee" }).fill("3");
  await drop("fishery.mdl");
  await eventually(() => heading().textContent()).toBe("fishery");
  expect(new URL(page.url()).search).toBe("?system=fishery%2Ffishery.hence");
  await page.getByText("‘fishery.mdl’ was read, and stays as it is.").waitFor();
  expect(listing()).toEqual([
    "club.hence",
    "fishery",
    "fishery/fishery.hence",
    "fishery/fishery.layout.json",
  ]);
  await page.getByRole("application").getByText("catch of a boat").first().waitFor();
  expect(await page.getByRole("combobox", { name: "View" }).textContent()).toContain("The coast");
  await page.getByText(/^run .* ms$/).waitFor();
  expect(await violationsOn(page, "System")).toEqual([]);
});

test("it is edited as text, which is undone like any other", async () => {
  const path = join(folder, "fishery", "fishery.hence");
  const before = readFileSync(path, "utf8");
  await page.getByRole("tab", { name: "Text" }).click();
  await page
    .locator(".cm-line", { hasText: "const initial_fish" })
    .first()
    .click({ position: { x: 30, y: 8 } });
  await page.keyboard.press("End");
  await page.keyboard.type(" # ours");
  await eventually(() => readFileSync(path, "utf8")).toBe(
    before.replace("fish[coast] : tonne\n  [north]", "fish[coast] : tonne # ours\n  [north]"),
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => readFileSync(path, "utf8")).toBe(before);
  await page.getByRole("tab", { name: "Diagram" }).click();
});

test("what is dragged in its author's view is kept there, and can be undone", async () => {
  const path = join(folder, "fishery", "fishery.layout.json");
  const before = readFileSync(path, "utf8");
  const boats = page.getByRole("application").getByText("boats", { exact: true }).first();
  const { x, y, width, height } = (await boats.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 20, y + height / 2 + 30, { steps: 4 });
  await page.mouse.up();
  await eventually(() => readFileSync(path, "utf8")).not.toBe(before);
  const after = readFileSync(path, "utf8");
  const without = (text: string) => text.split("\n").filter((line) => !line.includes('"boats"')).length;
  expect(after.split("\n").length).toBe(before.split("\n").length);
  expect(without(after)).toBe(without(before));
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => readFileSync(path, "utf8")).toBe(before);
});

test("the way back leads to the system as it was left, also that of the browser", async () => {
  await page.getByRole("link", { name: "club" }).click();
  await eventually(() => heading().textContent()).toBe("A club");
  await eventually(() => page.getByRole("slider", { name: "fee" }).inputValue()).toBe("3");
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => page.getByRole("slider", { name: "fee" }).inputValue()).toBe("2");
  await page.evaluate("history.back()");
  await eventually(() => heading().textContent()).toBe("fishery");
  await page.getByRole("button", { name: "Close" }).click();
});

test("a model that needs files says which, and opens when they are dropped", async () => {
  await drop("bread.mdl");
  await dialog().getByText("wheat.csv").waitFor();
  expect(await dialog().getByRole("listitem").allTextContents()).toEqual([
    "wheat.csv ",
    "numbers of ‘rain’ ",
  ]);
  expect(await violationsNow(page)).toEqual([]);
  await dialog().getByLabel("numbers of ‘rain’").setInputFiles(modelAt("rain.dat"));
  await eventually(() => dialog().getByRole("listitem").count()).toBe(1);
  await drop("wheat.csv");
  await eventually(() => heading().textContent()).toBe("bread");
  await page.getByText(/^run .* ms$/).waitFor();
  const { out } = await hence("run", modelAt("bread.mdl"), modelAt("rain.dat"), "--csv", "-");
  const course = columnsOf(out).get("price of bread");
  expect(course).toHaveLength(5);
  await eventually(courseOfChart).toEqual(course);
});

test("a model that is chosen, not dropped, runs to the numbers of the terminal, to the last digit", async () => {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Open …" }).click(),
  ]);
  await chooser.setFiles(modelAt("reservoir.stmx"));
  await eventually(() => heading().textContent()).toBe("reservoir");
  await page.getByText(/^run .* ms$/).waitFor();
  const { out } = await hence("run", modelAt("reservoir.stmx"), "--csv", "-");
  const course = columnsOf(out).get("water");
  expect(course?.length).toBeGreaterThan(20);
  await eventually(courseOfChart).toEqual(course);
});

test("what cannot be read is told with its place, and nothing changes", async () => {
  const before = listing();
  await drop("broken.mdl");
  await dialog().getByText("broken.mdl:2:9").waitFor();
  expect(await violationsNow(page)).toEqual([]);
  await dialog().getByRole("button", { name: "Close" }).click();
  await eventually(() => dialog().count()).toBe(0);
  expect([listing(), await heading().textContent()]).toEqual([before, "reservoir"]);
});

test("the link of a system that was brought opens it again", async () => {
  await page.reload();
  await eventually(() => heading().textContent()).toBe("reservoir");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find a variable, a claim or a command" }).fill("Back to club");
  await page.keyboard.press("Enter");
  await eventually(() => heading().textContent()).toBe("A club");
});

test("the page has not complained of anything, and the first system is as it was", () => {
  expect(complaints).toEqual([]);
  expect(readFileSync(join(folder, "club.hence"), "utf8")).toBe(clubText);
});
