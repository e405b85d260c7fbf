import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, CDPSession, Page } from "playwright-core";
import { startChromium } from "../test/browser.chromium.ts";
import { median } from "./timing.ts";

/**
 * What a reader of the flagship's page waits for, in a real Chromium, from a file and from a host on this machine: until it is
 * there, until its levers move, until its own curve and its own worlds are drawn, and from a moved lever to curve and band.
 * Beside each the time of the processor that the page and its workers took, which neighbours on the machine do not lengthen.
 * `node dist/bench/page.js [FOLDER]`, a folder that `hence publish` has written; without it the flagship is published first.
 */
const openings = 7;
const moves = 15;
const watcher = `(() => {
  const seen = window.seen = {};
  const look = () => {
    if (!("levers" in seen) && document.querySelector("form#controls:not([inert])")) seen.levers = performance.now();
    if (!("band" in seen) && /made again/.test(document.getElementById("state")?.textContent ?? "")) seen.band = performance.now();
  };
  new MutationObserver((all) => {
    if (all.some(({ target }) => target.className === "picture") && seen.levers) seen.curve ??= performance.now();
    look();
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
})()`;

const [given] = process.argv.slice(2);
const scratch = given === undefined ? mkdtempSync(join(tmpdir(), "hence-")) : undefined;
const folder = given ?? join(scratch!, "page");
if (scratch !== undefined) {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["bin/hence.js", "publish", "systems/backlash", "--out", folder],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
}
const html = readFileSync(join(folder, "index.html"));
const host = createServer((_, answer) => {
  answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  answer.end(html);
});
await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
const { port } = host.address() as AddressInfo;
const browser = await startChromium();
try {
  console.log(`The page: ${kilobytes(html)} kB, ${kilobytes(gzipSync(html, { level: 9 }))} kB gzip`);
  await measureFrom(browser, "a file", `file://${join(folder, "index.html")}`);
  await measureFrom(browser, "a host", `http://127.0.0.1:${port}/`);
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(`Load of the machine ${load.join(" ")}`);
} finally {
  await browser.close();
  host.close();
  if (scratch !== undefined) rmSync(scratch, { recursive: true });
}

function kilobytes({ length }: Uint8Array): string {
  return (length / 1000).toFixed(0);
}

/** When each thing has come, in milliseconds after the page was asked for; kept by a watcher that is there before the page. */
interface Seen {
  readonly levers: number;
  readonly curve: number;
  readonly band: number;
}

async function measureFrom(from: Browser, what: string, url: string): Promise<void> {
  const opened: (Seen & { readonly paint: number; readonly work: number })[] = [];
  const pulled: Record<"curve" | "band" | "work", number>[] = [];
  for (let i = 0; i < openings; i++) {
    const context = await from.newContext({ bypassCSP: true, viewport: { width: 1280, height: 1600 } });
    const page = await context.newPage();
    await page.addInitScript(watcher);
    const work = await workOf(page);
    const before = await work();
    await page.goto(url);
    while (!(await page.evaluate("'band' in window.seen && 'curve' in window.seen")))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const seen = (await page.evaluate("window.seen")) as Seen;
    const paint = (await page.evaluate(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN",
    )) as number;
    opened.push({ ...seen, paint, work: (await work()) - before });
    if (i === openings - 1) for (let k = 0; k < moves; k++) pulled.push(await pull(page, k, work));
    await context.close();
  }
  console.log(`From ${what}, medians of ${openings} openings and ${moves} moves, in milliseconds:`);
  tell(
    "first paint",
    opened.map(({ paint }) => paint),
  );
  tell(
    "levers move",
    opened.map(({ levers }) => levers),
  );
  tell(
    "its own curve",
    opened.map(({ curve }) => curve),
  );
  tell(
    "its own worlds",
    opened.map(({ band }) => band),
  );
  tell(
    "  processor, in all",
    opened.map(({ work }) => work),
  );
  tell(
    "lever to curve",
    pulled.map(({ curve }) => curve),
  );
  tell(
    "lever to band",
    pulled.map(({ band }) => band),
  );
  tell(
    "  processor, a move",
    pulled.map(({ work }) => work),
  );
}

/** Moves a lever, and waits for the curve of the run and for the band. */
async function pull(
  page: Page,
  k: number,
  work: () => Promise<number>,
): Promise<Record<"curve" | "band" | "work", number>> {
  const before = await work();
  const { curve, band } = (await page.evaluate(`new Promise((resolve) => {
    const slider = document.querySelector("#lever-2");
    const state = document.getElementById("state");
    const told = {};
    const began = performance.now();
    const watch = new MutationObserver((all) => {
      for (const { target } of all) {
        if (target.className === "picture") told.curve ??= performance.now() - began;
        if (target === state) told.band ??= performance.now() - began;
      }
      if (told.band === undefined || told.curve === undefined) return;
      watch.disconnect();
      setTimeout(() => resolve(told), 300);
    });
    watch.observe(document.querySelector(".stage"), { childList: true, subtree: true });
    slider.value = String(${k} % 2 === 0 ? 0.1 + ${k} / 100 : -0.5 + ${k} / 100);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  })`)) as { readonly curve: number; readonly band: number };
  return { curve, band, work: (await work()) - before };
}

/** Reads how long the processors have worked for the page and its workers; NaN where the browser is a single process. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().browser()!.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const renderers = processInfo.filter(({ type }) => type === "renderer");
    return renderers.length === 0 ? Number.NaN : 1000 * Math.max(...renderers.map(({ cpuTime }) => cpuTime));
  };
}

function tell(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((one, other) => one - other);
  console.log(
    `  ${what.padEnd(22)} ${median(times).toFixed(0).padStart(5)}   (${sorted[0]!.toFixed(0)} to ${sorted.at(-1)!.toFixed(0)})`,
  );
}
