import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { startChromium } from "./browser.chromium.ts";

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
        if (server.exitCode !== null || server.signalCode !== null) return resolve();
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

/** One sitting at the workbench: a copy of a model, a server on it, and a page of a browser. */
export interface Sitting {
  readonly folder: string;
  readonly server: Served;
  readonly browser: Browser;
  readonly page: Page;
  /** What the consoles of its pages complained of. */
  readonly complaints: string[];
  onDisk(file: string): string;
  end(): Promise<void>;
}

/** Opens a copy of a model in the workbench. */
export async function sitDown(model: string): Promise<Sitting> {
  const place = mkdtempSync(join(tmpdir(), "hence-"));
  const folder = join(place, basename(model));
  cpSync(model, folder, { recursive: true });
  const [server, browser] = await Promise.all([serve(folder), startChromium()]);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (said) => {
    if (said.type() === "error" || said.type() === "warning") complaints.push(said.text());
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(server.url);
  await ready(page);
  return {
    folder,
    server,
    browser,
    page,
    complaints,
    onDisk: (file) => readFileSync(join(folder, file), "utf8"),
    async end() {
      await browser.close();
      await server.stop();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** Waits for the first run and some plausible worlds; the search for more would only slow the machine down. */
export async function ready(page: Page): Promise<void> {
  await page.getByText(/^run .* ms$/).waitFor();
  await page.getByText(/^[\d,]+ worlds .* ms$/).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Look for more worlds" }).waitFor();
}

/** Waits until something is so; machines may be slow. */
export const patience = { timeout: 90_000, interval: 50 };

/** What is drawn with a click on a tab of the panels. */
export const showPanel = (page: Page, name: string) => page.getByRole("tab", { name, exact: true }).click();

const widths = [360, 768, 1440] as const;
/** Colours are another matter in the dark; all else that axe looks at is the same. */
const looks = [
  { colorScheme: "light", only: "" },
  { colorScheme: "dark", only: "runOnly: ['color-contrast', 'link-in-text-block']," },
] as const;

/**
 * What axe finds, and whether the page is wider than its window, in three widths, light and dark. Where there is room for
 * one pane only, it is the one that is named.
 */
export async function violationsOn(page: Page, pane: string): Promise<readonly string[]> {
  const found: string[] = [];
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const choose = page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane });
    // Behind a dialog nothing can be chosen.
    const isBehind = (await page.locator("dialog[open]").count()) > 0;
    if (!isBehind && (await choose.isVisible())) await choose.press("Enter");
    for (const { colorScheme, only } of looks) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
      found.push(...(await violationsNow(page, only)).map((one) => `${width} ${colorScheme}: ${one}`));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
  return found;
}

/** What comes after the first few of these is like them. */
const alike = [
  ".datatable tr:nth-child(n+4)",
  ".argument-table tbody tr:nth-child(n+9)",
  ".sentences > ol > li:nth-child(n+6)",
  ".levers fieldset .lever:nth-of-type(n+4)",
  ".diagram .nodes > g:nth-child(n+12)",
  ".diagram .arrows > g:nth-child(n+12)",
  ".cm-line:nth-child(n+20)",
];

/** What axe finds on the page as it stands. */
export async function violationsNow(page: Page, only = ""): Promise<readonly string[]> {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(axe);
  const { violations, passes } = (await page.evaluate(
    `axe.run({ exclude: ${JSON.stringify(alike)} }, { ${only} resultTypes: ['violations'], preload: false })`,
  )) as AxeResults;
  expect(passes.length).toBeGreaterThan(only === "" ? 15 : 0);
  const wider = Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth"));
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
    ),
    ...(wider > 0 ? [`wider than the window by ${wider}`] : []),
  ];
}
