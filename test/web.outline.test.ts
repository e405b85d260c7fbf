import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { branchesOf, indexOutline } from "../src/web/outline/branches.ts";
import { stepFor } from "../src/web/outline/steps.ts";
import { startChromium } from "./browser.chromium.ts";
import { signedSystem } from "./view.diagram.systems.ts";
import { sessionAlone } from "./web.project.ts";
import { type Served, serve, violationsOn } from "./workbench.driver.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const text = `system pond "A pond"
time 0 to 10 by 1/4 year
unit fish
sector life "Life"
stock pike "pike in the pond" : fish
  starts 10
  in hatching
  out dying
flow hatching "young pike" : fish/year = pike * fertility * min(1, room / (pike + 1))
flow dying "pike dying" : fish/year = if pike > 5 and not calm > 0 then pike * (0.02/year + 0.01/year) else 0
const fertility "young for each pike" : 1/year = 0.2
aux calm = (room - pike) / room
sector water "Water"
const room "room for pike" : fish = 1000
`;
const index = indexOutline(signedSystem(text));
const wordsOf = (open: readonly string[]) =>
  branchesOf(index, new Set(open)).map(({ level, words }) => `${"  ".repeat(level - 1)}${words}`);

test("sectors open to their variables, these to their causes and effects, and so on", () => {
  expect(wordsOf([])).toEqual(["Life: 1 stock, 2 flows, 1 auxiliary, 1 constant", "Water: 1 constant"]);
  expect(wordsOf(["life", "life/pike", "life/pike/<hatching"]).slice(0, 8)).toEqual([
    "Life: 1 stock, 2 flows, 1 auxiliary, 1 constant",
    "  Stock pike in the pond, in fish",
    "    filled by young pike",
    "      raised by pike in the pond",
    "      raised by young for each pike",
    "      depends, without effect in this run, on room for pike",
    "      fills pike in the pond",
    "    emptied by pike dying",
  ]);
  const lines = branchesOf(index, new Set(["life"]));
  expect(lines.map(({ place, size }) => [place, size])).toEqual([
    [1, 2],
    [1, 5],
    [2, 5],
    [3, 5],
    [4, 5],
    [5, 5],
    [2, 2],
  ]);
});

test("keys walk the outline as trees are walked everywhere", () => {
  const lines = branchesOf(index, new Set(["life", "life/pike"]));
  expect(stepFor("ArrowDown", "life", lines)).toEqual({ kind: "go", id: "life/pike" });
  expect(stepFor("ArrowRight", "life", lines)).toEqual({ kind: "go", id: "life/pike" });
  expect(stepFor("ArrowRight", "life/hatching", lines)).toEqual({ kind: "open", id: "life/hatching" });
  expect(stepFor("ArrowLeft", "life/pike", lines)).toEqual({ kind: "close", id: "life/pike" });
  expect(stepFor("ArrowLeft", "life/pike/<hatching", lines)).toEqual({ kind: "go", id: "life/pike" });
  expect(stepFor("ArrowUp", "life", lines)).toBeUndefined();
  expect(stepFor("End", "life", lines)).toEqual({ kind: "go", id: "water" });
  expect(stepFor("w", "life", lines)).toEqual({ kind: "go", id: "water" });
  expect(stepFor("Enter", "life/pike", lines)).toEqual({ kind: "choose", id: "life/pike" });
  expect(stepFor("Tab", "life/pike", lines)).toBeUndefined();
});

test("equations are said in words", () => {
  const session = sessionAlone();
  session.answer("open", { entry: "pond.hence", texts: new Map([["pond.hence", text]]) });
  const said = session.answer("say", { names: ["pike", "hatching", "dying", "calm", "room", "nobody"] });
  expect(Object.fromEntries(said)).toEqual({
    pike: "10",
    hatching:
      "pike in the pond times young for each pike times the smallest of (1; room for pike divided by (pike in the pond plus 1))",
    dying:
      "if pike in the pond is more than 5 and (not calm) is more than 0, then pike in the pond times (0.02 per year plus 0.01 per year), else 0",
    calm: "(room for pike minus pike in the pond) divided by room for pike",
    room: "1,000",
  });
});

let server: Served;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([serve("systems/backlash"), startChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test("the outline of the flagship is walked by keys, and what is chosen there is chosen everywhere", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(60_000);
  await page.goto(server.url);
  await page.getByRole("tab", { name: "Outline" }).click();
  const line = (name: RegExp) => page.getByRole("treeitem", { name });
  await line(/^Repression and opposition/).focus();
  await page.keyboard.press("ArrowRight");
  await line(/^Stock repression/).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.press("ArrowRight");
  await line(/^filled by change of repression/).waitFor();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => line(/^Stock repression/).getAttribute("aria-selected"), { timeout: 30_000 })
    .toBe("true");
  await page.getByText(/^ starts at repression in 2010/).waitFor();
  expect(await violationsOn(page, "System")).toEqual([]);
  await page.getByRole("tab", { name: "Diagram" }).click();
  await page.locator(".diagram-selected").getByText("repression", { exact: true }).first().waitFor();
  await page.getByRole("tab", { name: "Outline" }).click();
  await line(/^filled by change of repression/).waitFor();
});
