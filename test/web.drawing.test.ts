import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startChromium } from "./browser.chromium.ts";
import { type Served, serve } from "./workbench.driver.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pond = `system pond "A pond"
time 0 to 10 by 1/4 year
unit fish

sector life "Life"
stock pike : fish
  starts 10
  in hatching
flow hatching : fish/year
  = pike * fertility
const fertility : 1/year = 0.2
  between 0 and 1
aux calm = 1

sector water "Water"
aux murk = 1 / (1 + pike / plenty)
const plenty : fish = 100

loop R1 "Growth" reinforcing
  pike -> hatching -> pike
`;

const folder = mkdtempSync(join(tmpdir(), "hence-"));
const onDisk = (file: string) => readFileSync(join(folder, file), "utf8");
let server: Served;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  writeFileSync(join(folder, "pond.hence"), pond);
  [server, browser] = await Promise.all([serve(join(folder, "pond.hence")), startChromium()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  page.setDefaultTimeout(60_000);
  page.on("pageerror", ({ message }) => complaints.push(message));
  await page.goto(server.url);
  await page.locator(".plot canvas").first().waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const node = (key: string) => page.locator(`.hence-diagram [data-key="${key}"]`);
const show = async (view: string, key: string) => {
  await page.getByRole("combobox", { name: "View" }).selectOption({ label: view });
  await node(key).waitFor();
};
async function middleOf(place: Locator): Promise<readonly [number, number]> {
  const { x, y, width, height } = (await place.boundingBox())!;
  return [x + width / 2, y + height / 2];
}
/** The same when it has come to rest: a diagram is fitted into its pane once that has its size. */
async function restOf(place: Locator): Promise<readonly [number, number]> {
  for (let [before, tries] = [await middleOf(place), 0]; ; tries++) {
    await page.waitForTimeout(300);
    const now = await middleOf(place);
    if (String(now) === String(before) || tries > 50) return now;
    before = now;
  }
}
/** Drags with the mouse, in a few steps. */
async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 3 });
  await page.mouse.move(...to, { steps: 3 });
  await page.mouse.up();
}

test.each([
  ["Overview", "water", "(overview)"],
  ["R1 Growth", "pike", "(loop R1)"],
  ["Life", "calm", "life"],
])("in the view ‘%s’ things are dragged, and found there again", async (view, key, name) => {
  await show(view, key);
  const [x, y] = await restOf(node(key));
  await drag([x, y], [x + 50, y + 40]);
  await expect.poll(() => onDisk("pond.layout.json").includes(`"${name}"`), { timeout: 30_000 }).toBe(true);
  await expect
    .poll(async () => Math.round((await middleOf(node(key)))[0] - x), { timeout: 30_000 })
    .toBeGreaterThan(30);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => Math.abs((await middleOf(node(key)))[0] - x), { timeout: 30_000 })
    .toBeLessThan(8);
});

test("an arrow is drawn from the handle of what is chosen to what it acts on, and undone", async () => {
  await show("Life", "calm");
  await node("calm").click();
  const [handle, target] = [node("calm").locator(".handle"), node("hatching")];
  await handle.waitFor();
  await restOf(target);
  await drag(await middleOf(handle), await middleOf(target));
  const form = page.getByRole("form", { name: "An arrow from ‘calm’" });
  expect(await form.getByRole("combobox").first().inputValue()).toBe("hatching");
  await form.getByRole("button", { name: "Draw it" }).click();
  await expect.poll(() => onDisk("pond.hence"), { timeout: 30_000 }).toContain("pike * fertility * calm");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => onDisk("pond.hence"), { timeout: 30_000 }).toBe(pond);
});

test("Shift and drag draws an arrow from any name; let go beside everything, it is nothing", async () => {
  await page.keyboard.down("Shift");
  const from = await restOf(node("fertility"));
  await drag(from, [from[0] + 10, from[1] + 170]);
  await page.keyboard.up("Shift");
  expect(await page.locator(".link-line").count()).toBe(0);
  expect(await page.getByRole("form", { name: /^An arrow from/ }).count()).toBe(0);
});

test.each(["SVG", "PNG"])("the picture is saved as %s", async (kind) => {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("toolbar", { name: "Diagram" }).getByRole("button", { name: kind }).click(),
  ]);
  const bytes = readFileSync(await saved.path());
  expect(saved.suggestedFilename()).toBe(`Life.${kind.toLowerCase()}`);
  if (kind === "SVG") expect(bytes.toString("utf8")).toContain(">fertility<");
  else expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.length).toBeGreaterThan(2000);
  expect(complaints).toEqual([]);
});
