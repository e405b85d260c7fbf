import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "./browser.chromium.ts";
import { until } from "./web.project.ts";

const tea = `system tea "A cup that cools"
time 0 to 60 by 1/4 minute
unit degree
use "cup.hence"
stock heat "how warm" : degree
  starts 90
  out    cooling
flow cooling : degree/minute = (heat - room) / patience
claim C1
  "A warmer room keeps the tea warm."
  room raises heat after 10 minutes
`;
const cup = `const room : degree = 20
  between 15 and 25
const patience : minute = 12
  between 8 and 20
`;

let folder: string;
let server: ChildProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

/** The text of a file on the disk. */
const onDisk = (file: string) => readFileSync(join(folder, file), "utf8");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hence-"));
  writeFileSync(join(folder, "tea.hence"), tea);
  writeFileSync(join(folder, "cup.hence"), cup);
  server = spawn(process.execPath, ["bin/hence.js", "open", join(folder, "tea.hence"), "--no-browser"]);
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout?.on("data", (words: Buffer) => {
      const found = /http:\S+/.exec(words.toString());
      if (found) resolve(found[0]);
    });
    server.on("exit", (code) => reject(new Error(`hence open ended with ${code}.`)));
  });
  browser = await startChromium();
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  page.on("pageerror", (problem) => faults.push(problem.message));
  page.on("console", (said) => {
    if (said.type() === "error") faults.push(said.text());
  });
  await page.goto(url);
  await page.getByRole("tab", { name: "Text", exact: true }).click({ timeout: 60_000 });
  await page.waitForSelector(".hence-flow", { timeout: 60_000 });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true });
});

test("what is typed is told of, saved, and taken back in one step", async () => {
  await page.getByText("how warm").first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("const more = roam", { delay: 5 });
  await page.keyboard.press("Escape");
  await page.waitForSelector(".cm-lintRange-error");
  await until(() => onDisk("tea.hence").endsWith("const more = roam"));
  for (let steps = 0; onDisk("tea.hence") !== tea && steps < 20; steps++) {
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(1000);
  }
  expect(onDisk("tea.hence")).toBe(tea);
  await page.waitForFunction("document.querySelectorAll('.cm-lintRange-error').length === 0");
  expect(faults).toEqual([]);
}, 90_000);

test("a name is changed in all files on the disk", async () => {
  await page.getByText("room raises").click({ position: { x: 30, y: 5 } });
  await page.keyboard.press("F2");
  await page.locator(".hence-rename input").fill("cellar");
  await page.keyboard.press("Enter");
  await until(() => onDisk("cup.hence").startsWith("const cellar"));
  await until(
    () => onDisk("tea.hence") === tea.replaceAll("room", "cellar").replace("warmer cellar", "warmer room"),
  );
  await page.waitForSelector(".hence-rename", { state: "detached" });
  await page.keyboard.press("Control+z");
  await until(() => onDisk("cup.hence") === cup && onDisk("tea.hence") === tea);
  expect(faults).toEqual([]);
}, 90_000);

test("a statement that the cursor is put into is chosen, and marked", async () => {
  // A card over the text would take the click.
  await page.mouse.move(900, 600);
  await page.waitForSelector(".hence-hover", { state: "detached" });
  await page.getByText("degree", { exact: true }).nth(1).click();
  await page.waitForSelector(".hence-chosen");
  const lines = await page.locator(".hence-chosen").allTextContents();
  expect(lines).toEqual(['stock heat "how warm" : degree', "  starts 90", "  out    cooling"]);
  expect(faults).toEqual([]);
}, 60_000);

test("what another editor writes shows up, and a file has a tab", async () => {
  writeFileSync(join(folder, "cup.hence"), `# from elsewhere\n${cup}`);
  await page.getByRole("tab", { name: "cup" }).click();
  await page.waitForSelector(".hence-comment", { timeout: 20_000 });
  expect(await page.textContent(".cm-content")).toContain("# from elsewhere");
  expect(await page.getByRole("tab", { name: "cup" }).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("tab", { name: "tea" }).getAttribute("aria-selected")).toBe("true");
  expect(faults).toEqual([]);
}, 60_000);
