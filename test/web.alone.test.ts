import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { missingHere } from "../src/web/missing.ts";
import { startChromium } from "./browser.chromium.ts";
import { type Served, serve } from "./workbench.driver.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: Served;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([serve("systems/examples/valley.hence"), startChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the workbench in a browser from which something has been taken. */
async function open(taken: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(taken);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(server.url);
  return page;
}

/** What the table of the first chart says when all worlds have been run. */
async function numbersOn(page: Page): Promise<readonly string[]> {
  await page.getByText(/^1,000 worlds .* ms$/).waitFor();
  const chart = page.locator("figure.chart").first();
  await chart.getByRole("button", { name: "Table" }).click();
  return chart.locator("table td").allTextContents();
}

test.each([
  ["without workers", "delete globalThis.Worker"],
  [
    "where none can be started",
    "globalThis.Worker = class { constructor() { throw new Error('forbidden'); } }",
  ],
  [
    "where each ends at once",
    "globalThis.Worker = class { terminate() {} postMessage() { setTimeout(() => this.onerror({ preventDefault() {}, message: '' })); } }",
  ],
])("%s the page itself works everything out, and says so; the numbers are the same", async (_, taken) => {
  const [whole, alone] = [await open(""), await open(taken)];
  await alone.getByText("without workers: slower, same numbers").waitFor();
  const numbers = await numbersOn(whole);
  expect(await whole.getByText("without workers").count()).toBe(0);
  expect(numbers.length).toBeGreaterThan(10);
  expect(await numbersOn(alone)).toEqual(numbers);
  // Neither is to work on behind the tests that follow.
  await Promise.all([whole, alone].map((page) => page.goto("about:blank")));
});

test("a browser without WebAssembly is told what it lacks", async () => {
  const page = await open("delete globalThis.WebAssembly");
  await page.getByText("This browser has no WebAssembly, in which a system is run.").waitFor();
});

test("what is missing is said in words, all of it", () => {
  expect(missingHere(globalThis)).toContain("no ResizeObserver");
  expect(missingHere({ WebAssembly, EventSource: 1, ResizeObserver: 1 })).toBeUndefined();
});
