import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { functions } from "../src/functions/functions.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";

inNewFolder();

const epidemic = "systems/classics/epidemic.hence";
const provinces = "systems/examples/provinces.hence";

test("a run for people is labelled as one run, and rounded", async () => {
  const { code, out } = await hence("run", epidemic);
  expect(code).toBe(0);
  expect(out).toContain("One run: a projection in this model, under its assumptions.");
  expect(out).toContain("From 0 to 200 by 1/16 day, Runge-Kutta.");
  expect(out).not.toMatch(/\d{3},\d*[1-9]\d\d\b/);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("many variables are rows, with their first and last value and their shape", async () => {
  const { out } = await hence("run", provinces);
  expect(out).toContain("inhabitants[khatlon,child]");
  expect(out).toMatch(/2010 +2040/);
  expect(out).toMatch(/[▁▂▃▄▅▆▇█]{10}/);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("the table has a column of time and one for everything that varies, with every digit", async () => {
  const { code, out, complaints } = await hence("run", epidemic, "--csv", "-");
  expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
  const [header, ...rows] = out.split("\n").map((line) => line.split(","));
  expect(header!.toSorted()).toEqual(
    [
      "time",
      "susceptible",
      "infectious",
      "recovered",
      "infection",
      "recovery",
      "reproduction_number",
      "spared_share",
    ].toSorted(),
  );
  expect(rows).toHaveLength(201);
  for (const cell of rows.flat()) expect(String(Number(cell))).toBe(cell);
  expect((await hence("run", epidemic, "--csv", "out.csv")).out).toBe("");
  expect(readFileSync("out.csv", "utf8")).toBe(`${out}\n`);
});

test("elements are columns named as in the model, quoted where they hold a comma", async () => {
  const { out } = await hence(
    "run",
    provinces,
    "--csv",
    "-",
    "--save",
    "everybody,of_region[Dushanbe],inhabitants[gbao,adult]",
  );
  expect(out.split("\n")[0]).toBe('time,everybody,of_region[dushanbe],"inhabitants[gbao,adult]"');
  const whole = await hence("run", provinces, "--csv", "-", "--save", "of_region");
  expect(whole.out.split("\n")[0]).toBe(
    "time,of_region[khatlon],of_region[sughd],of_region[dushanbe],of_region[gbao]",
  );
  const wrong = await hence("run", provinces, "--csv", "-", "--save", "of_region[kulob]");
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.complaints).toContain("khatlon, sughd, dushanbe, gbao");
});

test("as data a run has the purpose, the times and the series", async () => {
  const { out } = await hence(
    "run",
    epidemic,
    "--json",
    "--save",
    "infectious",
    "--scenario",
    "fewer_contacts",
  );
  const data = JSON.parse(out);
  expect(data).toMatchObject({
    model: "epidemic",
    purpose: "A lesson on thresholds and on loops that change places.",
    note: "One run: a projection in this model, under its assumptions.",
    with: ["scenario fewer_contacts"],
    time: { start: 0, stop: 200, step: 1 / 16, saveEvery: 1, unit: "day", method: "rk4" },
    units: { infectious: "person" },
  });
  expect(data.times).toHaveLength(201);
  expect(data.series.infectious).toHaveLength(201);
  expect(Math.max(...data.series.infectious)).toBeLessThan(2);
});

test("data files give other values to series and graphs", async () => {
  const model = "system small\ntime 0 to 3 by 1 year\ndata rain = (0, 1) (3, 1)\naux twice = 2 * rain\n";
  writeFileSync("rain.hence", model);
  writeFileSync("rain.csv", "time,Rain,snow\n0,1\n");
  const broken = await hence("run", "rain.hence", "rain.csv", "--csv", "-");
  expect(broken).toMatchObject({ code: 1, out: "" });
  expect(broken.complaints).toContain("rain.csv:2:1");
  writeFileSync("rain.csv", "time,Rain,snow\n0,1,0\n1,4,0\n3,2,0\n");
  const { code, out, complaints } = await hence(
    "run",
    "rain.hence",
    "rain.csv",
    "--csv",
    "-",
    "--save",
    "twice",
  );
  expect(code).toBe(0);
  expect(complaints).toContain("no data series or graph ‘snow’");
  expect(out).toBe("time,twice\n0,2\n1,8\n2,6\n3,4");
});

test("a series that the model keeps in a file is read from beside it", async () => {
  mkdirSync("beside");
  writeFileSync("beside/rain.csv", "time;heavy rain\n0;1\n3;4\n");
  const model = (column: string) =>
    `system small\ntime 0 to 3 by 1 year\ndata rain from "rain.csv" column "${column}"\naux twice = 2 * rain\n`;
  writeFileSync("beside/small.hence", model("heavy rain"));
  const { code, out } = await hence("run", "beside/small.hence", "--csv", "-", "--save", "twice");
  expect({ code, out }).toEqual({ code: 0, out: "time,twice\n0,2\n1,4\n2,6\n3,8" });
  writeFileSync("beside/small.hence", model("heavy rian"));
  const wrong = await hence("check", "beside/small.hence");
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain("It has a column ‘heavy rain’");
});

test("check tells faults for people and for programs, and sums up", async () => {
  const good = await hence("check", epidemic);
  expect(good.code).toBe(0);
  expect(good.out.replace(/\s+/g, " ")).toMatch(
    /^epidemic: No faults\. 3 stocks, 2 flows, 2 auxiliaries, 5 constants; \d+ links, 3 feedback loops/,
  );
  expect(await hence("check", epidemic, "--json")).toMatchObject({ code: 0, out: "[]" });
  writeFileSync("bad.hence", "system bad\ntime 0 to 1 by 1 year\nconst rate = 1\naux a = rat * 2\n");
  const bad = await hence("check", "bad.hence", "--json");
  expect(bad.code).toBe(1);
  const first = JSON.parse(bad.out).find(({ severity }: { severity: string }) => severity === "error");
  expect(first).toMatchObject({
    file: "bad.hence",
    line: 4,
    column: 9,
    endLine: 4,
    endColumn: 12,
  });
  expect(first.fix).toMatchObject({ insert: "rate", line: 4, column: 9 });
});

test("test judges claims and checks, and ends with 1 where one fails", async () => {
  const good = await hence("test", epidemic);
  expect(good).toMatchObject({ code: 0, complaints: "" });
  expect(good.out).toContain("holds     T1");
  writeFileSync(
    "wrong.hence",
    readFileSync(epidemic, "utf8").replace("contacts raises recovered", "contacts lowers recovered"),
  );
  const wrong = await hence("test", "wrong.hence");
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain("FAILS     T1");
  expect(wrong.out).toContain("Does not come out as it says: T1");
  const data = JSON.parse((await hence("test", "wrong.hence", "--json")).out);
  expect(data.claims[0]).toMatchObject({
    id: "T1",
    verdict: "fails",
    direction: "raises",
    opposite: "holds",
  });
  expect(data.coverage.claims).toMatchObject({ total: 2, tested: 2 });
  const only = await hence("test", "wrong.hence", "--only", "t2,R1");
  expect(only.code).toBe(0);
  expect(only.out).toContain("infection");
  expect(only.out).not.toContain("T1");
  expect((await hence("test", "wrong.hence", "--only", "T9")).code).toBe(2);
});

test("explain tells all about a variable, and draws its course", async () => {
  const { code, out } = await hence("explain", epidemic, "Infection");
  expect(code).toBe(0);
  expect(out).toContain("= contacts * infectivity * infectious * susceptible / population");
  expect(out).toContain("person/day");
  expect(out).toMatch(/causes +contacts, infectivity, infectious, susceptible, population|causes +/);
  expect(out).toContain("R1 Contagion");
  expect(out).toMatch(/[⠁-⣿]/);
  const plain = JSON.parse((await hence("explain", epidemic, "infection", "--json")).out);
  expect(plain.causes.toSorted()).toEqual([
    "contacts",
    "infectious",
    "infectivity",
    "population",
    "susceptible",
  ]);
  expect(plain.effects.toSorted()).toEqual(["infectious", "susceptible"]);
  expect((await hence("explain", provinces, "inhabitants[gbao,adult]")).code).toBe(0);
  const wrong = await hence("explain", epidemic, "infektion");
  expect(wrong.code).toBe(2);
  expect(wrong.complaints).toContain("Did you mean ‘infection’?");
});

test("random numbers are those of a seed and a world", async () => {
  const text = `system dice
time 0 to 5 by 1 year
aux thrown = random_uniform(0, 1)
check K
  thrown @ 5 < 2
  show thrown @ 5
`;
  writeFileSync("dice.hence", text);
  const drawn = async (...options: readonly string[]) => {
    const { code, out } = await hence("run", "dice.hence", "--csv", "-", ...options);
    expect(code).toBe(0);
    return out;
  };
  const plain = await drawn();
  expect(await drawn("--seed", "0", "--world", "0")).toBe(plain);
  const seeded = await drawn("--seed", "7");
  expect(seeded).not.toBe(plain);
  expect(await drawn("--seed", "7")).toBe(seeded);
  expect(await drawn("--seed", "7", "--world", "1")).not.toBe(seeded);
  expect(await drawn("--seed", "4294967295")).not.toBe(plain);
  expect((await hence("run", "dice.hence", "--seed", "7")).out).toContain("seed 7");
  const tested = async (...options: readonly string[]) =>
    (await hence("test", "dice.hence", "--full", ...options)).out;
  expect(await tested("--seed", "7")).toBe(await tested("--seed", "7"));
  expect(await tested("--seed", "7")).not.toBe(await tested());
  for (const wrong of ["-1", "1.5", "x", "4294967296"])
    expect(await hence("run", "dice.hence", `--seed=${wrong}`)).toMatchObject({
      code: 2,
      complaints: expect.stringContaining("whole number from 0 to 4294967295"),
    });
});

test("claims and checks are tested where the steps of a run change", async () => {
  writeFileSync(
    "v.hence",
    `system v
time 0 to 10 by 1 month
  varying step = if time < 4 month then 1 else 0.5
  varying stop = if x > 100 then time else 10
stock x starts 10 in f
flow f = push * x
aux push = if time < 2 month then 0.1 else 0.2
check A
  x @ 4.5 within 1e-9 % of 19.1664
  x @ 4.25 within 1e-9 % of (17.424 + 19.1664) / 2
claim C
  push raises x after 5 months from 2
claim D
  push raises x after 7 months from 2, moved by 500 %
`,
  );
  const { out } = await hence("test", "v.hence", "--json");
  const { claims, checks } = JSON.parse(out);
  expect(checks[0].verdict).toBe("holds");
  expect(claims.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["holds", "untestable"]);
  expect(out).toContain("the run takes other steps or ends earlier");
});

test("a run says by which method it was made", async () => {
  for (const [method, words] of [
    ["rk2", "Heun"],
    ["rk4 auto", "steps of automatic length"],
  ]) {
    writeFileSync(
      "m.hence",
      `system m\ntime 0 to 5 by 1 year, ${method}\nstock x starts 1 in y\nflow y = x\n`,
    );
    expect((await hence("run", "m.hence")).out.replace(/\s+/g, " ")).toContain(words);
  }
});

test("fmt lays files out in place, all files of a system, and asks first if told to", async () => {
  mkdirSync("two");
  writeFileSync("two/two.hence", 'system two # the whole\ntime 0 to 1 by 1 year\nuse "part.hence"\n');
  writeFileSync("two/part.hence", "const   a:1=2 between 1 and 3\naux b = a\n");
  const asked = await hence("fmt", "--check", "two");
  expect(asked.code).toBe(1);
  expect(asked.out).toContain("two/part.hence");
  expect(readFileSync("two/part.hence", "utf8")).toContain("a:1=2");
  expect((await hence("fmt", "two")).code).toBe(0);
  expect(readFileSync("two/part.hence", "utf8")).toContain("const a : 1 = 2");
  expect(readFileSync("two/two.hence", "utf8")).toContain("# the whole");
  expect(await hence("fmt", "--check", "two")).toMatchObject({ code: 0 });
  writeFileSync("two/part.hence", "const a = = 2\n");
  expect((await hence("fmt", "two")).code).toBe(1);
  expect(readFileSync("two/part.hence", "utf8")).toBe("const a = = 2\n");
});

test("functions are listed from their rows, and found by the names of other tools", async () => {
  const { out } = await hence("functions");
  for (const { name, kind } of functions) if (kind !== "peek") expect(out).toContain(`${name}(`);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  for (const { name } of functions) expect((await hence("functions", name)).code).toBe(0);
  expect((await hence("functions", "random normal")).out).toContain("random_normal(");
  const said = await hence("functions", "IF THEN ELSE");
  expect(said).toMatchObject({ code: 2, complaints: expect.stringContaining("if … then … else") });
  const refused = await hence("functions", "GET ODBC DATA");
  expect(refused).toMatchObject({ code: 2, complaints: expect.stringContaining("not supported") });
  const wrong = await hence("functions", "rondom_normal");
  expect(wrong).toMatchObject({ code: 2, complaints: expect.stringContaining("‘random_normal’") });
});
