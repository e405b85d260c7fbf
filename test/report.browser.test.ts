import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "./browser.chromium.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { bare, village } from "./report.systems.ts";

const axe = readFileSync(join("node_modules", "axe-core", "axe.min.js"), "utf8");
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
});

/** What axe and the console say of a page; what it asks of a network; and whether it is wider than the window. */
async function complaintsOn(
  path: string,
  colorScheme: "light" | "dark",
  width: number,
): Promise<readonly string[]> {
  const said: string[] = [];
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (problem) => said.push(problem.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) said.push(request.url());
  });
  await page.goto(`file://${path}`);
  // Closed parts are looked at too.
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  await page.evaluate(axe);
  const found = (await page.evaluate("axe.run()")) as AxeResults;
  expect(found.passes.length).toBeGreaterThan(15);
  const wider = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  return [
    ...said,
    ...found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...(Number(wider) > 0 ? [`wider than ${width} by ${wider}`] : []),
  ];
}

test("axe finds nothing wrong with a report, light and dark, wide and narrow, and the console stays empty", async () => {
  const folder = inNewFolder();
  writeFileSync("village.hence", village);
  writeFileSync("bare.hence", bare);
  await hence("report", "village.hence", "--worlds", "400", "--out", "village.html");
  await hence("report", "bare.hence", "--out", "bare.html");
  expect(await complaintsOn(join(folder, "village.html"), "light", 1200)).toEqual([]);
  expect(await complaintsOn(join(folder, "village.html"), "dark", 360)).toEqual([]);
  expect(await complaintsOn(join(folder, "bare.html"), "light", 360)).toEqual([]);
  expect(await complaintsOn(join(folder, "bare.html"), "dark", 1200)).toEqual([]);
}, 240_000);

test("a page with a faint text and a script that may not run is complained of", async () => {
  const folder = inNewFolder();
  writeFileSync("bare.hence", bare);
  await hence("report", "bare.hence", "--out", "bare.html");
  const spoilt = readFileSync("bare.html", "utf8")
    .replace("<h1>", '<h1><img alt="">')
    .replace("</main>", '<table><tr><th scope="col"></th></tr></table><script>alert(1)</script></main>')
    .replace('lang="en"', "");
  writeFileSync("spoilt.html", spoilt);
  const complaints = (await complaintsOn(join(folder, "spoilt.html"), "light", 1200)).join("\n");
  expect(complaints).toMatch(/html-has-lang/);
  expect(complaints).toMatch(/Content Security Policy/);
}, 120_000);
