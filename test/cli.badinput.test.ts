import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hence, inNewFolder, type Printed } from "./cli.terminal.ts";

inNewFolder();

const head = "system small\ntime 0 to 4 by 1 year\n";

/** Checks a text as a file would be checked, and wants no trace of our own insides in what is printed. */
async function check(text: string | Uint8Array, path = "small.hence"): Promise<Printed> {
  writeFileSync(path, text);
  const printed = await hence("check", path);
  expect(printed.out + printed.complaints).not.toMatch(/\n\s+at .*\.(js|ts):\d+|undefined|\[object/);
  expect(printed.complaints).toBe("");
  return printed;
}

test("a truncated file gets diagnostics, wherever it ends", async () => {
  const whole = readFileSync("systems/classics/epidemic.hence", "utf8");
  for (let end = 0; end < whole.length; end += 61) {
    const { code } = await check(whole.slice(0, end));
    expect([0, 1]).toContain(code);
  }
});

test("a file with a byte-order mark and with other ends of lines is read as any other", async () => {
  const lines = `${head}aux a = rom\n`;
  const plain = await check(lines);
  expect(plain.code).toBe(1);
  expect(plain.out).toContain("small.hence:3:9");
  expect((await check(`\ufeff${lines}`)).out).toContain("small.hence:3:9");
  expect((await check(lines.replaceAll("\n", "\r\n"))).out).toContain("small.hence:3:9");
});

test("a file in Latin-1 is read with a warning, one in UTF-16 as it is, and a picture not at all", async () => {
  const text = `${head}aux größe = 1\n`;
  const latin = await check(Buffer.from(text, "latin1"));
  expect(latin.code).toBe(0);
  expect(latin.out).toContain("not in UTF-8");
  const wide = await check(Buffer.from(`\ufeff${text}`, "utf16le"));
  expect(wide.code).toBe(0);
  writeFileSync("small.hence", Buffer.from(text, "latin1"));
  expect((await hence("explain", "small.hence", "größe")).code).toBe(0);
  expect((await check(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))).out).toContain("is no text");
});

test("twenty megabytes in one line end in bounded time, and print little", async () => {
  const begin = performance.now();
  const { code, out } = await check(`${head}aux a = ${"1 + ".repeat(5_000_000)}1\n`);
  expect([0, 1]).toContain(code);
  expect(out.length).toBeLessThan(100_000);
  expect(performance.now() - begin).toBeLessThan(30_000);
});

test("a hundred thousand parentheses are too deep, and nothing overflows", async () => {
  const deep = await check(`${head}aux a = ${"(".repeat(100_000)}1${")".repeat(100_000)}\n`);
  expect(deep.code).toBe(1);
  expect((await check(`${head}aux a = ${"(".repeat(100_000)}`)).code).toBe(1);
  expect((await check(`${head}aux a = ${"-".repeat(100_000)}1\n`)).code).toBe(1);
  expect((await check(`${head}aux a = ${"if 1 then ".repeat(100_000)}1\n`)).code).toBe(1);
});

test("names in any script are names", async () => {
  const text = `${head}const темп = 2\nstock 人口 starts 1 in рост\nflow рост = темп / 1 year\naux 'قيمة كبيرة' = 人口 * 2\n`;
  writeFileSync("small.hence", text);
  const { code, out } = await hence("run", "small.hence", "--csv", "-");
  expect(code).toBe(0);
  expect(out.split("\n")[0]).toBe("time,人口,рост,قيمة كبيرة");
});

test("a missing part and parts that use each other are told where they are named", async () => {
  const missing = await check(`${head}use "gone.hence"\n`);
  expect(missing).toMatchObject({ code: 1 });
  expect(missing.out.replace(/\s+/g, " ")).toContain(
    "small.hence:3:5: error: The file ‘gone.hence’ cannot be read: there is no such file.",
  );
  writeFileSync("other.hence", 'use "small.hence"\n');
  const circle = await check(`${head}use "other.hence"\n`);
  expect(circle.code).toBe(1);
  expect(circle.out).toContain("These files use each other");
});

test("two versions of one name in two files are both shown", async () => {
  writeFileSync("other.hence", "const share = 2\n");
  const { code, out } = await check(`${head}const Share = 1\naux a = share\nuse "other.hence"\n`);
  expect(code).toBe(1);
  expect(out).toContain("small.hence:3:7");
  expect(out).toContain("other.hence:1:7");
});

test("a range upside down and a step that does not fit are faults", async () => {
  const range = await check(`${head}const a = 1 between 3 and 0.5\naux b = a\n`);
  expect(range.code).toBe(1);
  expect(range.out).toContain("‘a’");
  const step = await check(
    "system small\ntime 0 to 4 by 1/3 year, euler, save every 1/2\naux a = time / 1 year\n",
  );
  expect(step.code).toBe(1);
  expect(step.out).toContain("does not fit");
});

test("a division by nought names the variable and the first time", async () => {
  writeFileSync(
    "small.hence",
    `${head}aux safe = 1\naux ratio = safe / (time / 1 year - 2)\naux later = ratio * 2\n`,
  );
  const { code, out, complaints } = await hence("run", "small.hence", "--csv", "-");
  expect(code).toBe(1);
  expect(complaints).toMatch(/‘ratio’ .* at 2\b/);
  expect(out.split("\n")).toHaveLength(6);
  writeFileSync("small.hence", `${head}stock s starts 1 in change\nflow change = ln(0 - s) / 1 year\n`);
  expect((await hence("run", "small.hence")).complaints).toContain("‘change’ is no number (NaN) at 0");
});

test("a source's text that is missing, or whose sentences changed, is told", async () => {
  const text = 'source essay "An essay"\n  file "essay.txt"\n  anchors "essay.json"\n';
  const claim =
    "stock a starts 1 in b\nflow b = c / 1 year\nconst c = 1\nclaim C1 at essay 1.2\n  c raises a after 2 years\n";
  writeFileSync("small.hence", head + text + claim);
  const without = await hence("anchor", "small.hence");
  expect(without).toMatchObject({ code: 2, out: "" });
  expect(without.complaints).toContain("essay.txt");
  writeFileSync("essay.txt", "It began. It went on for years.\nIt ended.\n");
  expect((await hence("check", "small.hence")).out).toContain("‘hence anchor’ makes it");
  expect((await hence("anchor", "small.hence")).out).toContain("wrote 3 anchors to essay.json");
  expect((await hence("check", "small.hence")).out).toContain("No faults");
  writeFileSync("astray.hence", head + text + claim.replace("essay 1.2", "essay 1.7"));
  const astray = await hence("check", "astray.hence");
  expect(astray.code).toBe(1);
  expect(astray.out.replace(/\s+/g, " ")).toContain("‘C1’ points at 1.7, which ‘essay’ does not have");
  expect(await hence("anchor", "small.hence")).toMatchObject({ code: 0, complaints: "" });
  writeFileSync("essay.txt", "It began. It went on for decades.\nIt ended.\n");
  const changed = await hence("anchor", "small.hence");
  expect(changed.code).toBe(1);
  expect(changed.out).toContain("essay 1.2");
  expect(changed.out).toContain("C1 rests on it");
  expect((await hence("anchor", "small.hence", "--source", "essay=none.txt")).code).toBe(2);
  expect((await hence("anchor", "small.hence", "--source", "paper=essay.txt")).code).toBe(2);
  expect((await hence("anchor", "small.hence", "--renew")).code).toBe(0);
  expect((await hence("anchor", "small.hence")).code).toBe(0);
});

test("an output that cannot be written is told, and leaves nothing behind", async () => {
  writeFileSync("small.hence", `${head}aux a = time / 1 year\n`);
  mkdirSync("folder");
  const before = readdirSync(".");
  for (const path of ["folder", "no/such/folder/out.csv", "small.hence/out.csv", "/proc/none/out.csv"]) {
    const { code, complaints } = await hence("run", "small.hence", "--csv", path);
    expect({ path, code }).toEqual({ path, code: 2 });
    expect(complaints).toContain(`‘${path}’ cannot be written`);
  }
  expect(readdirSync(".")).toEqual(before);
});

test("what is not a system at all gets an answer", async () => {
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(1000),
    Buffer.from("%PDF-1.4 \x00\x01"),
    Buffer.from("{}"),
  ])
    expect((await check(bytes)).code).toBe(1);
});

test("settings that mean nothing are told, with the nearest name", async () => {
  writeFileSync(
    "small.hence",
    `${head}const rate : 1 = 0.1 between 0 and 1\nswitch sw = 1\nstock s starts 1 in f\nflow f = s * rate * sw / 1 year\n`,
  );
  const run = (...settings: string[]) =>
    hence("run", "small.hence", "--csv", "-", ...settings.flatMap((setting) => ["--set", setting]));
  expect((await run("rat=2")).complaints).toContain("Did you mean ‘rate’?");
  expect((await run("rate")).complaints).toContain("--set name=value");
  expect((await run("rate=much")).complaints).toContain("‘much’, the value for ‘rate’, is no number.");
  expect((await run("f=1")).complaints).toContain("‘f’ is worked out during the run");
  for (const setting of ["rat=2", "rate", "rate=much", "f=1", "rate[x]=1"])
    expect((await run(setting)).code).toBe(2);
  expect(await run("rate=2")).toMatchObject({
    code: 0,
    complaints: "note: 2 lies outside the range of ‘rate’, 0 to 1.",
  });
  expect((await run("sw=3")).complaints).toContain("‘sw’ is a switch");
  const last = (printed: Printed) => printed.out.split("\n").at(-1)!.split(",");
  expect(last(await run("rate=1/2", "s=16"))[1]).toBe("81");
  expect(last(await run("RATE=1"))[1]).toBe("16");
  expect((await hence("run", "small.hence", "--scenario", "wet")).code).toBe(2);
  expect((await hence("run", "small.hence", "--save", "s,t")).code).toBe(2);
});

test("a new system is never written over an old one", async () => {
  expect((await hence("new", "mine.hence")).code).toBe(0);
  const before = statSync("mine.hence").mtimeMs;
  expect((await hence("new", "mine.hence")).code).toBe(2);
  expect(statSync("mine.hence").mtimeMs).toBe(before);
  expect((await hence("new", "my folder/2 clinics")).out).toContain(
    'hence check "my folder/2 clinics/2 clinics.hence"',
  );
  expect((await hence("new", "mine.hence/inside.hence")).code).toBe(2);
  for (const path of ["mine.hence", "my folder/2 clinics"])
    for (const command of ["check", "run", "test"])
      expect(await hence(command, path)).toMatchObject({ code: 0, complaints: "" });
});

test("a model that only its own program reads is refused with the way to a text of it", async () => {
  writeFileSync("old.STM", Buffer.from([0, 1, 2]));
  writeFileSync("packed.vpmx", "PK");
  const old = await hence("run", "old.STM");
  expect(old.code).toBe(2);
  expect(old.complaints).toContain(".stmx");
  expect((await hence("run", "packed.vpmx")).complaints).toContain(".mdl");
});

test("a model whose file says nothing of its format is known by its text", async () => {
  const times = "INITIAL TIME = 0 ~~|\nFINAL TIME = 1 ~~|\nTIME STEP = 1 ~~|\nSAVEPER = 1 ~~|\n";
  writeFileSync("model.txt", `{UTF-8}\nbirths rate = 3 ~ person/year ~ |\n${times}`);
  const printed = await hence("run", "model.txt", "--csv", "-");
  expect(printed.out).toBe("time,births rate\n0,3\n1,3");
});
