import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startChromium } from "../test/browser.chromium.ts";
import { writeLargeModel } from "./large.ts";
import { tellTimes } from "./timing.ts";

/**
 * What somebody feels who opens the workbench and writes: when something is painted, when the first diagram is drawn, and
 * for how long the page is busy with a key until the text stands there anew; on the flagship, and on a model of the size
 * of C-LEARN. Milliseconds. `node dist/bench/typing.js`.
 */
const keys = 90;
const line = "# some words that nobody reads ";
const folder = mkdtempSync(join(tmpdir(), "hence-"));
cpSync("systems/backlash", join(folder, "backlash"), { recursive: true });
writeFileSync(join(folder, "large.mdl"), writeLargeModel());
execFileSync(process.execPath, [
  "bin/hence.js",
  "convert",
  join(folder, "large.mdl"),
  join(folder, "large.hence"),
]);
const browser = await startChromium();
try {
  await measure("flagship", join(folder, "backlash"));
  await measure("1,000 equations, 3,400 series", join(folder, "large.hence"));
  console.log(
    `load of the machine ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function measure(name: string, path: string): Promise<void> {
  const server = spawn(process.execPath, ["bin/hence.js", "open", path, "--no-browser", "--port", "0"]);
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (words: Buffer) => {
      const found = /http:\S+/.exec(words.toString());
      if (found) resolve(found[0]);
    });
    server.on("exit", (code) => reject(new Error(`hence open ended with ${code}.`)));
  });
  try {
    const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1600, height: 1000 } });
    await page.goto(url);
    await page.waitForSelector(".hence-diagram [data-key]", { timeout: 120_000 });
    console.log(`${name}: first paint ${await paintedAt(page)} ms, first diagram ${await nowIn(page)} ms`);
    await page.waitForSelector(".plot canvas", { timeout: 120_000 });
    const stop = page.getByRole("button", { name: "Stop", exact: true });
    if (await stop.isVisible()) await stop.click();
    await page.getByRole("tab", { name: "Text", exact: true }).click();
    await page.waitForSelector(".cm-content");
    await page.waitForTimeout(3000);
    tellTimes(`${name}: a key`, await typeIn(page));
  } finally {
    server.kill();
  }
}

async function paintedAt(page: Page): Promise<string> {
  const painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime";
  return Number(await page.evaluate(painted)).toFixed(0);
}

async function nowIn(page: Page): Promise<string> {
  return Number(await page.evaluate("performance.now()")).toFixed(0);
}

/** Types at the speed of a quick hand, while the text is read again behind it. */
async function typeIn(page: Page): Promise<readonly number[]> {
  return (await page.evaluate(`(async () => {
    const content = document.querySelector(".cm-content");
    content.focus();
    const words = ${JSON.stringify(line)};
    const times = [];
    for (let i = 0; i < ${keys}; i++) {
      const began = performance.now();
      document.execCommand("insertText", false, words[i % words.length]);
      await Promise.resolve();
      content.getBoundingClientRect();
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 70));
    }
    return times;
  })()`)) as readonly number[];
}
