import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  patience,
  type Served,
  type Sitting,
  serve,
  showPanel,
  sitDown,
  violationsOn,
} from "./workbench.driver.ts";

// The tests of this file are one sitting of an author: each goes on where the one before it has left off.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let sitting: Sitting;
let page: Page;
const eventually = <Value>(see: () => Value | Promise<Value>) => expect.poll(see, patience);
let restarted: Served | undefined;

beforeAll(async () => {
  sitting = await sitDown("systems/backlash");
  page = sitting.page;
});

afterAll(async () => {
  await restarted?.stop();
  await sitting?.end();
});

/** A line of the text in the editor. */
const lineWith = (words: string) => page.locator(".cm-line", { hasText: words }).first();
const openFile = (name: RegExp) => page.getByRole("tab", { name }).click();
const banner = () => page.locator(".banner");

test("words of a sentence are chosen, and a claim is added there by a form; its verdict stands in the argument", async () => {
  const words = page
    .locator(".sentence", { has: page.getByLabel(/^Choose sentence 4\.1,/) })
    .locator(".words");
  const box = (await words.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 130, box.y + 12, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("button", { name: "Add a claim at 4.1" }).click();
  const form = page.getByRole("form", { name: "A claim at 4.1" });
  await form.locator("input[name=cause]").fill("no_such_thing");
  await form.locator("input[name=effect]").fill("radicalised");
  await form.locator("input[name=strength]").fill("our own word");
  await form.getByRole("button", { name: "Add" }).click();
  await form.getByRole("alert").filter({ hasText: "no_such_thing" }).waitFor();
  expect(await violationsOn(page, "Source")).toEqual([]);
  await form.locator("input[name=cause]").fill("poverty_rate");
  await form.getByRole("button", { name: "Add" }).click();
  await eventually(() => sitting.onDisk("claims.hence")).toMatch(
    /^claim C46 at essay 4\.1, "our own word"\n {2}poverty_rate raises radicalised after 5 years$/m,
  );
  await showPanel(page, "Argument");
  await page.getByRole("button", { name: "Test again" }).click();
  const row = page.locator(".argument-table tr", { hasText: "our own word" });
  await row
    .getByText(/holds|fails|no effect/)
    .first()
    .waitFor();
  expect(await row.getByRole("rowheader").textContent()).toBe("C46");
  await showPanel(page, "Behaviour");
});

test("an equation is broken: told, and results stay, marked as old; mended, and they are of now", async () => {
  const charts = page.locator("figure.chart");
  const last = await charts.first().locator(".readout").textContent();
  await showPanel(page, "Text");
  await openFile(/^society/);
  await lineWith("= gf_birth_rate * total_population").click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" * nonsuch");
  await page.getByText(/1 error: results are those of the last whole model/).waitFor();
  await page.locator(".cm-lintRange-error", { hasText: "nonsuch" }).waitFor();
  const old = page.locator("figure.chart.is-stale");
  await eventually(() => old.count()).toBe(await charts.count());
  expect(await old.first().getByText("From 1 edit ago.").count()).toBe(1);
  expect(await charts.first().locator(".readout").textContent()).toBe(last);
  expect(await violationsOn(page, "Behaviour")).toEqual([]);
  expect(await violationsOn(page, "System")).toEqual([]);
  await lineWith("nonsuch").click();
  await page.keyboard.press("End");
  for (let i = 0; i < " * nonsuch".length; i++) await page.keyboard.press("Backspace");
  await eventually(() => old.count()).toBe(0);
  await eventually(() => page.getByText(/1 error/).count()).toBe(0);
  expect(await charts.first().locator(".readout").textContent()).toBe(last);
  await eventually(() => sitting.onDisk("society.hence")).toMatch(/= gf_birth_rate \* total_population$/m);
});

test("a variable is renamed in all files, in one step that can be undone", async () => {
  await openFile(/^policy/);
  const files = ["policy.hence", "state.hence", "scenarios.hence"];
  const before = files.map(sitting.onDisk);
  await lineWith("lever lev_channels").click({ position: { x: 60, y: 8 } });
  await page.keyboard.press("F2");
  await page.getByLabel("New name for lev_channels").fill("lev_openness");
  await page.keyboard.press("Enter");
  const after = before.map((text) => text.replaceAll("lev_channels", "lev_openness"));
  await eventually(() => files.map(sitting.onDisk)).toEqual(after);
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => files.map(sitting.onDisk)).toEqual(before);
});

/** A remark, so that nothing is run again for it. */
const remark = "# When policies begin";
const policy = () => sitting.onDisk("policy.hence");

/** Changes the same line here and on the disk, before either has seen the other; resolves when it is told. */
async function changeOnBothSides(): Promise<{ readonly mine: string; readonly theirs: string }> {
  const text = policy();
  let isWritten = () => {};
  const written = new Promise<void>((resolve) => {
    isWritten = resolve;
  });
  const hold = (route: Route) => written.then(() => route.continue());
  await page.route("**/api/files/**", hold);
  const held = page.waitForRequest("**/api/files/policy.hence");
  // The text may still scroll to what was undone before, so that a click lands on another line.
  await eventually(async () => {
    await lineWith(remark).click();
    await page.keyboard.press("End");
    await page.waitForTimeout(500);
    return page.locator(".cm-activeLine").textContent();
  }).toContain(remark);
  await page.keyboard.insertText(", as I see it");
  await held;
  const theirs = text.replace(remark, `${remark}, as they see it`);
  writeFileSync(join(sitting.folder, "policy.hence"), theirs);
  isWritten();
  await banner().filter({ hasText: "‘policy.hence’ has been changed here and on the disk" }).waitFor();
  await page.unroute("**/api/files/**", hold);
  expect(policy()).toBe(theirs);
  return { mine: text.replace(remark, `${remark}, as I see it`), theirs };
}

test("where both sides change the same line, both are shown, and mine is kept", async () => {
  const { mine, theirs } = await changeOnBothSides();
  await banner().getByText("What differs").click();
  expect(await banner().locator("pre").allTextContents()).toEqual([
    `${remark}, as I see it\n`,
    `${remark}, as they see it\n`,
  ]);
  expect(await violationsOn(page, "System")).toEqual([]);
  await banner().getByRole("button", { name: "Keep mine" }).click();
  await eventually(policy).toBe(mine);
  await eventually(() => banner().count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(policy).toBe(theirs);
});

test("or the other is taken, and mine is one step back", async () => {
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(policy).toMatch(new RegExp(`^${remark}$`, "m"));
  const { mine, theirs } = await changeOnBothSides();
  await banner().getByRole("button", { name: "Take the other" }).click();
  await eventually(() => banner().count()).toBe(0);
  expect(policy()).toBe(theirs);
  await lineWith("as they see it").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(policy).toBe(mine);
});

test("a file that is deleted under our hands is told, and can be written again", async () => {
  const text = policy();
  rmSync(join(sitting.folder, "policy.hence"));
  await banner().filter({ hasText: "‘policy.hence’ has been deleted on the disk" }).waitFor();
  expect(readdirSync(sitting.folder)).not.toContain("policy.hence");
  await banner().getByRole("button", { name: "Keep mine" }).click();
  await eventually(() => readdirSync(sitting.folder)).toContain("policy.hence");
  expect(policy()).toBe(text);
  await eventually(() => banner().count()).toBe(0);
  expect(sitting.complaints).toEqual([]);
});

test("the server stops, which is told; edits are kept, and saved when it has been started again", async () => {
  await sitting.server.stop();
  await banner().filter({ hasText: "The server of this workbench has stopped" }).waitFor();
  await lineWith(remark).click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(", and then");
  await page.getByText("1 text not saved yet").waitFor();
  expect(await violationsOn(page, "System")).toEqual([]);
  expect(policy()).not.toContain("and then");
  // Whoever opens the new link gives the browser the new token; the page that was left open goes on by itself.
  restarted = await serve(sitting.folder, sitting.server.port);
  expect(restarted.url).not.toBe(sitting.server.url);
  const other = await page.context().newPage();
  await other.goto(restarted.url);
  await eventually(() => banner().count()).toBe(0);
  await eventually(policy).toContain("and then");
  await eventually(() => page.getByText("not saved yet").count()).toBe(0);
  // Browsers tell of connections that are gone by themselves; of nothing else has been complained.
  const isOfTheServer =
    /net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE)|status of 403/;
  expect(sitting.complaints.filter((said) => !isOfTheServer.test(said))).toEqual([]);
});
