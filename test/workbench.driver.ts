import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A workbench that is served by the built program. */
export interface Served {
  /** With its token. */
  readonly url: string;
  readonly port: string;
  /** Resolves when it has ended. */
  stop(): Promise<void>;
}

/** `hence open`, on a free port unless one is named. */
export async function serve(folder: string, port = "0"): Promise<Served> {
  const words = ["bin/hence.js", "open", folder, "--no-browser", "--port", port];
  const server = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  const url = await linkOf(server);
  return {
    url,
    port: new URL(url).port,
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", () => resolve());
        server.kill();
      }),
  };
}

function linkOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (words: Buffer) => {
      said += words.toString();
      const [link] = /http:\S+(?=\s)/.exec(said) ?? [];
      if (link !== undefined) resolve(link);
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", hear);
    server.once("exit", (code) => reject(new Error(`hence open ended with ${code}: ${said}`)));
  });
}

/**
 * What axe finds, and whether the page is wider than its window, in two widths, light and dark. Where there is room for
 * one pane only, it is the one that is named.
 */
export async function violationsOn(page: Page, pane: string): Promise<readonly string[]> {
  const found: string[] = [];
  const before = page.viewportSize();
  for (const width of [360, 1280])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const choose = page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane });
      if (await choose.isVisible()) await choose.click();
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
      found.push(...(await violationsNow(page)).map((one) => `${width} ${colorScheme}: ${one}`));
    }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
  return found;
}

/** What axe finds on the page as it stands. */
export async function violationsNow(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(axe);
  const { violations, passes } = (await page.evaluate(
    "axe.run({ exclude: ['.datatable tr:nth-child(n+4)'] }, { resultTypes: ['violations'], preload: false })",
  )) as AxeResults;
  expect(passes.length).toBeGreaterThan(15);
  const wider = Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth"));
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
    ),
    ...(wider > 0 ? [`wider than the window by ${wider}`] : []),
  ];
}
