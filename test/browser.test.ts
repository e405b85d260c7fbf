import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { courseOf, rowsOf } from "../src/run/course.ts";
import { makeNaNsAlike } from "../src/run/fault.ts";
import { MachineMemory } from "../src/run/memory.ts";
import { noInputs, type Results, type Run } from "../src/run/program.ts";
import { runsToCompare } from "./bits.systems.ts";
import { findChromium, startChromium } from "./browser.chromium.ts";

test("programs give the same bits in Chromium as here", async () => {
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    const there: Record<string, string> = {};
    const here: Record<string, string> = {};
    for (const { name, results } of runsToCompare()) {
      const text: string = await page.evaluate(scriptFor(results));
      const rows = new Float64Array(Uint8Array.from(Buffer.from(text, "base64")).buffer);
      makeNaNsAlike(rows);
      there[name] = hashOf(rows);
      here[name] = hashOf(results.rows);
    }
    expect(Object.keys(there).length).toBeGreaterThan(10);
    expect(there).toEqual(here);
  } finally {
    await browser.close();
  }
});

test("a browser that cannot be found is a failure that says how to get one", () => {
  const mac = { env: {}, platform: "darwin", arch: "arm64" } as const;
  const linux = { env: {}, platform: "linux", arch: "x64" } as const;
  const nowhere = () => false;
  expect(() => findChromium(mac, nowhere)).toThrow(/Install Chromium or Chrome, or let HENCE_CHROMIUM name/);
  expect(findChromium(linux, nowhere)).toBeUndefined();
  expect(findChromium(mac, (path) => path.startsWith("/Applications/Chromium"))).toMatch(/Chromium$/);
  const named = { ...mac, env: { HENCE_CHROMIUM: "/my/chromium" } };
  expect(findChromium(named, (path) => path === "/my/chromium")).toBe("/my/chromium");
  expect(() => findChromium(named, (path) => path !== "/my/chromium")).toThrow("‘/my/chromium’");
});

/** A script that makes a run over again, in a page that knows nothing but WebAssembly, and gives its rows. */
function scriptFor({ program, time }: Results): string {
  const run: Run = { program, time, inputs: noInputs, holds: new Map(), rows: "saved" };
  const course = courseOf(run);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(program.bytes));
  const { memory } = instance.exports as { memory: WebAssembly.Memory };
  const prepared = new MachineMemory(program, memory);
  const address = prepared.prepare(run, course, 8 * program.width * (rowsOf(course) + 1));
  prepared.writeRowsTo(address);
  const image = Buffer.from(memory.buffer);
  const length = 8 * program.width * rowsOf(course);
  return `(() => {
    const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const module = new WebAssembly.Module(bytesOf("${Buffer.from(program.bytes).toString("base64")}"));
    const { memory, start, run } = new WebAssembly.Instance(module).exports;
    memory.grow(${image.length / 65_536} - memory.buffer.byteLength / 65536);
    new Uint8Array(memory.buffer).set(bytesOf("${image.toString("base64")}"));
    start();
    run(${course.from}, ${course.until}, ${course.every}, 1);
    const rows = new Uint8Array(memory.buffer, ${address}, ${length});
    return btoa(Array.from(rows, (byte) => String.fromCharCode(byte)).join(""));
  })()`;
}

function hashOf(rows: Float64Array): string {
  return createHash("sha256").update(new Uint8Array(rows.slice().buffer)).digest("hex");
}
