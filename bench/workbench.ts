import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startChromium } from "../test/browser.chromium.ts";
import { tellTimes } from "./timing.ts";

/**
 * What a hand on a slider feels, in a real Chromium on the flagship: how long from the move of a lever until the curve of the
 * run, and until the band of a thousand plausible worlds, is drawn anew. Milliseconds; each move is made when the one
 * before it has been answered. `node dist/bench/workbench.js`.
 */
const moves = 30;
const folder = mkdtempSync(join(tmpdir(), "hence-"));
cpSync("systems/backlash", join(folder, "backlash"), { recursive: true });
const server = spawn(process.execPath, ["bin/hence.js", "open", join(folder, "backlash"), "--no-browser"]);
const browser = await startChromium();
try {
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (words: Buffer) => {
      const found = /http:\S+/.exec(words.toString());
      if (found) resolve(found[0]);
    });
    server.on("exit", (code) => reject(new Error(`hence open ended with ${code}.`)));
  });
  const page = await browser.newPage({ bypassCSP: true });
  // The page notes itself when its first curves are there: asking for them from here takes longer than some of what is measured.
  await page.addInitScript(`new MutationObserver((_, watch) => {
    if (!document.querySelector(".plot canvas")) return;
    performance.mark("first curves");
    watch.disconnect();
  }).observe(document, { childList: true, subtree: true })`);
  await page.goto(url);
  await page.waitForSelector(".plot canvas", { timeout: 120_000 });
  const since = async (mark: string) =>
    Number(await page.evaluate(`performance.getEntriesByName("${mark}")[0]?.startTime`)).toFixed(0);
  console.log(`first paint              ${await since("first-contentful-paint")} ms after opening`);
  console.log(`first curves             ${await since("first curves")} ms after opening`);
  await page.waitForFunction("/1,000 worlds/.test(document.querySelector('.engine').textContent)", null, {
    timeout: 600_000,
  });
  console.log(
    `1,000 plausible worlds   ${((await page.evaluate("performance.now()")) as number).toFixed(0)} ms after opening`,
  );
  tellTimes("lever to new curve      ", await measure(page, "one run"));
  tellTimes("lever to new band       ", await measure(page, "nine tenths of the worlds"));
  console.log(
    `load of the machine ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
  );
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true });
}

/** Moves a lever again and again; gives how long it takes until the number of a series in the first chart has changed. */
async function measure(page: Page, series: string): Promise<readonly number[]> {
  return (await page.evaluate(`(async () => {
    const slider = document.querySelector("#lever-lev_repression");
    const readout = document.querySelector(".readout");
    const number = () => {
      const row = [...readout.querySelectorAll("div")].find((one) => one.textContent.includes(${JSON.stringify(series)}));
      return row?.querySelector("dd").textContent;
    };
    const times = [];
    for (let i = 0; i < ${moves}; i++) {
      const before = number();
      const began = performance.now();
      slider.value = String(i % 2 === 0 ? 0.4 - i / 1000 : -0.7 + i / 1000);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      // It waits without work of its own, which would take a core from what is measured.
      if (number() === before)
        await new Promise((resolve) => {
          const watch = new MutationObserver(() => number() === before || finish());
          const late = setTimeout(finish, 10000);
          function finish() {
            watch.disconnect();
            clearTimeout(late);
            resolve();
          }
          watch.observe(readout, { childList: true, subtree: true, characterData: true });
        });
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return times;
  })()`)) as readonly number[];
}
