import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "./browser.chromium.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { village } from "./report.systems.ts";

// Workers are a part of the built program; `npm test` builds it first.
const program = join(process.cwd(), "bin", "hence.js");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser: Promise<Browser> = startChromium();
const folder = inNewFolder();

const notesLine = 'source notes "Notes on the village"';
const notes = `# Notes
- **1.1** Rain fills the well. (C1)
- **1.2** So it has always been.
- **2.1** Drawing more leaves it as it is. (C2)
`;

/** What the consoles of the pages said. */
const complaints: string[] = [];
let page: Page;

beforeAll(async () => {
  mkdirSync("town");
  writeFileSync("town/town.hence", village.replace(notesLine, `${notesLine}\n  notes "notes.md"`));
  writeFileSync("town/notes.md", notes);
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, "publish", "town", "--out", "out", "--embed", "--kept", "60"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  page = await newPage("out/index.html");
}, 120_000);

afterAll(async () => (await browser).close());

async function newPage(path: string, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const made = await (await browser).newPage({ colorScheme, reducedMotion: "reduce" });
  made.on("console", (message) => complaints.push(message.text()));
  made.on("pageerror", ({ message }) => complaints.push(message));
  await made.goto(path.startsWith("http:") ? path : `file://${join(folder, path)}`);
  await made.locator("#state").filter({ hasText: "worlds" }).waitFor({ timeout: 60_000 });
  return made;
}

const pathOf = (figure: string, line: string) =>
  page.locator(`${figure} path.${line}`).first().getAttribute("d");

test("a page opens from a file, makes its worlds again, and follows a lever", async () => {
  expect(await page.locator("#state").textContent()).toMatch(
    /^\d+ plausible worlds, made again on this device/,
  );
  const figure = "figure[data-course='0']";
  // What is not on the screen is drawn when it comes there.
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.locator(figure).scrollIntoViewIfNeeded();
  const before = await pathOf(figure, "median");
  const lever = page.locator("input[type=range]").first();
  await lever.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.locator("#state").textContent(), { timeout: 30_000 }).toMatch(/changes/);
  await expect.poll(() => pathOf(figure, "median"), { timeout: 30_000 }).not.toBe(before);
  expect(await page.locator(`${figure} .says`).textContent()).toMatch(/without your changes/);
  expect(page.url()).toMatch(/#set:[^=]+=/);
  await page.locator("#reset").click();
  await expect.poll(() => page.locator("#state").textContent()).toMatch(/nothing changed/);
  await expect.poll(() => pathOf(figure, "median")).toBe(before);
});

test("what it makes again are the pictures that were published, to the last pixel", async () => {
  const published = readFileSync("out/index.html", "utf8");
  const drawn = /data-course="0">.*?<div class="picture">(.*?)<\/div>/s.exec(published)?.[1];
  const shown = await page.locator("figure[data-course='0'] .picture").innerHTML();
  const paths = (svg: string | undefined) => [...(svg ?? "").matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);
  expect(paths(shown).length).toBeGreaterThan(5);
  expect(paths(shown)).toEqual(paths(drawn));
});

test("a sentence shows what came of its claims, and lights their way; a part of a picture says what it is", async () => {
  await page.locator("#s1-1").click({ position: { x: 5, y: 8 } });
  const card = page.locator(".reading");
  expect(await card.textContent()).toMatch(
    /C1.*holds.*rain in a year.*rain.*water in the well.*How C1 was tested/s,
  );
  expect(await page.locator("#picture-g0 .pipe.lit").count()).toBe(1);
  expect(await page.locator("details.sector .lit-count").first().textContent()).toMatch(/\d lit/);
  await page.keyboard.press("Escape");
  expect(await card.count()).toBe(0);
  expect(await page.locator("svg .lit").count()).toBe(0);

  // By the keyboard: a claim, then a part on its way.
  await page.locator("#s1-1 .chip").focus();
  await page.keyboard.press("Enter");
  await card.locator("ol.way a").last().focus();
  await page.keyboard.press("Enter");
  const part = page.locator("#part");
  expect(await part.textContent()).toMatch(/water in the well.*stock in 1.*in filling.*Acts on.*C1/s);
  expect(await page.evaluate("document.activeElement.id")).toBe("part");
  await page.locator("#picture-overview [data-part=g1]").first().click();
  await page.locator("#picture-g1 .node.stock:not(.ghost)").click();
  expect(await part.textContent()).toMatch(/people in the village.*stock in person.*in coming/s);
  await part.getByRole("button", { name: "Show all alike" }).click();
  expect(await page.locator("svg .lit, svg .chosen").count()).toBe(0);
});

test("an assumption is moved, and what fits the past is said", async () => {
  await page.locator("#assumed > summary").click();
  const [water, life] = [0, 1].map((i) => page.locator("#assumed details").nth(i));
  await life!.locator("summary").click();
  await life!.locator("input").first().focus();
  await page.keyboard.press("End");
  await expect
    .poll(() => page.locator("#state").textContent(), { timeout: 30_000 })
    .toMatch(/reach into the past: all \d+ worlds still fit/);
  expect(await page.locator("#headline").textContent()).toMatch(
    /^how far water draws people 0\.2\. water in the well, 9 years on \(2035\): no change\./,
  );
  await page.locator("#reset").click();
  await water!.locator("summary").click();
  await water!.locator("input").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect
    .poll(() => page.locator("#headline").textContent(), { timeout: 30_000 })
    .toMatch(
      /^rain in a year .*, 9 years on \(2035\): .* % to .* % in each world \(p5 to p95\), (more|less) in \d+ % of \d+ plausible worlds\. Before that: 1 year on/,
    );
  await page.keyboard.press("End");
  await expect
    .poll(() => page.locator("#state").textContent(), { timeout: 30_000 })
    .toMatch(/(none|\d+) of the \d+ worlds still fit/);
  await page.locator("#reset").click();
  await expect.poll(() => page.locator("#state").textContent()).toMatch(/nothing changed/);
  expect(await page.locator("#headline").textContent()).toMatch(/^Move something/);
});

test("a link with settings opens with them", async () => {
  await page.locator("input[type=range]").first().focus();
  await page.keyboard.press("End");
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#set:/);
  const linked = await newPage(`out/index.html${new URL(page.url()).hash}`);
  await expect.poll(() => linked.locator("#state").textContent(), { timeout: 30_000 }).toMatch(/changes/);
  expect(await linked.locator(".lever.changed").count()).toBe(1);
});

test("in a frame there is one chart with its range, its worlds, and the way to the whole", async () => {
  const framed = await newPage("out/embed.html#chart=0");
  expect(await framed.locator("figure:visible").count()).toBe(1);
  expect(await framed.locator("form#controls").isVisible()).toBe(false);
  expect(await framed.locator("footer").textContent()).toMatch(/p5 to p95 of \d{2,} plausible worlds/);
  expect(await framed.locator("footer a").getAttribute("href")).toBe("index.html");
});

test.each([
  ["light", [1440, 360]],
  ["dark", [768, 360]],
] as const)(
  "axe finds nothing on it in %s, however wide, with everything chosen and moved",
  async (scheme, widths) => {
    const own = await newPage("out/index.html#set:saving=0.4", scheme);
    await own.locator("#state").filter({ hasText: "changes" }).waitFor();
    await own.locator("#s1-1 .chip").click();
    await own.locator(".reading ol.way a").last().click();
    await own.locator("#assumed > summary").click();
    await own.locator("#assumed details summary").first().click();
    // What is not on the screen is looked at, too.
    await own.evaluate(
      "document.querySelectorAll('#picture details').forEach((one) => { one.open = true; }); document.querySelectorAll('section').forEach((one) => { one.style.contentVisibility = 'visible'; })",
    );
    await own.evaluate(axe);
    for (const width of widths) {
      await own.setViewportSize({ width, height: 800 });
      expect(await own.evaluate("document.documentElement.scrollWidth")).toBe(width);
      const found = await own.evaluate(
        "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))",
      );
      expect(found).toEqual([]);
    }
  },
);

test("on paper there is what can be read, and without JavaScript it says what is missing", async () => {
  await page.emulateMedia({ media: "print" });
  const isSeen = (selector: string) => page.locator(selector).first().isVisible();
  expect([await isSeen("#controls"), await isSeen("#part")]).toEqual([false, false]);
  expect([await isSeen("svg.chart"), await isSeen("#picture-overview"), await isSeen("#essay")]).toEqual([
    true,
    true,
    true,
  ]);
  await page.emulateMedia({ media: "screen" });

  const still = await (await browser).newPage({ javaScriptEnabled: false });
  await still.goto(`file://${join(folder, "out/index.html")}`);
  expect(await still.locator("noscript").first().isVisible()).toBe(true);
  expect(await still.locator("#controls").isVisible()).toBe(false);
  expect(await still.locator("svg.chart").first().isVisible()).toBe(true);
  await still.locator("details.sector summary").first().click();
  expect(await still.locator("#picture-g0").isVisible()).toBe(true);
});

test("from a host it is the same page", async () => {
  const host = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(readFileSync(join(folder, "out/index.html")));
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = host.address() as AddressInfo;
    const hosted = await newPage(`http://127.0.0.1:${port}/`);
    expect(await hosted.locator("#state").textContent()).toMatch(/^\d+ plausible worlds, made again/);
  } finally {
    host.close();
  }
});

test("no page has complained, and none asks for anything but itself", async () => {
  expect(complaints).toEqual([]);
  const text = readFileSync("out/index.html", "utf8");
  expect(text).toMatch(/script-src &#39;sha256-[^ ]+&#39; &#39;wasm-unsafe-eval&#39;; worker-src blob:/);
  expect(text).not.toMatch(/ (?:src|srcset|xlink:href)="/);
  expect(gzipSync(text).length).toBeLessThan(150_000);
});

test("what is there already is not replaced, nor is a file taken for a folder", async () => {
  mkdirSync("mine");
  writeFileSync("mine/index.html", "<h1>mine</h1>");
  const refused = await hence("publish", "town", "--out", "mine");
  expect(refused.code).toBe(2);
  expect(refused.complaints).toContain("is there already");
  expect(readFileSync("mine/index.html", "utf8")).toBe("<h1>mine</h1>");
  writeFileSync("flat", "");
  expect((await hence("publish", "town", "--out", "flat")).code).toBe(2);
  expect((await hence("publish", "town")).complaints).toContain("--out DIR");
});
