import { mkdirSync, writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { makeXlsx } from "./workbooks.ts";

inNewFolder();
writeFileSync(
  "grow.hence",
  `system grow
time 0 to 4 by 1/4 year, euler, save every 1
dim place = north, south
const birth : 1/year = 0.2
  between 0 and 0.5
const limit : 1 = 100
  between 40 and 300
const weight[place] : 1
  [north] = 1
  [south] = 2
lever push : 1/year = 0 between 0 and 1
stock stuff : 1
  starts 10
  in growth
flow growth : 1/year
  = (birth + push) * stuff * (1 - stuff / limit) * sum(weight[*])
`,
);
const table = "birth,Limit,weight[south],push\n0.1,50,2,0\n0.2,60,2.5,0.5\n0.3,70,3,1\n";

/** The rows of a sweep over a table: its numbers, without what becomes of them. */
async function worldsOf(file: string, ...more: string[]) {
  const { out, complaints, code } = await hence(
    ...["sweep", "grow.hence", "--table", file, "--outcome", "stuff", "--csv", "-", ...more],
  );
  const [head = "", ...rows] = out.split("\n");
  return {
    code,
    complaints,
    inputs: head.split(",").slice(2, -1),
    rows: rows.map((row) => row.split(",").slice(2, -1).map(Number)),
  };
}

const numbers = [
  [0.1, 50, 2, 0],
  [0.2, 60, 2.5, 0.5],
  [0.3, 70, 3, 1],
];

test.each([
  ["table.csv", table],
  ["table.tab", table.replaceAll(",", "\t")],
  ["table.txt", table.replaceAll(",", ";").replaceAll("\n", "\r\n")],
  [
    "table.xlsx",
    makeXlsx({
      sheets: {
        worlds: Object.fromEntries(
          table
            .trim()
            .split("\n")
            .flatMap((row, i) =>
              row.split(",").map((cell, j) => [`${"ABCD"[j]}${i + 1}`, i === 0 ? cell : Number(cell)]),
            ),
        ),
      },
    }),
  ],
])("the worlds of %s are run, constants, elements and levers", async (file, content) => {
  writeFileSync(file, content);
  const { inputs, rows, complaints, code } = await worldsOf(file);
  expect(complaints).toBe("");
  expect(code).toBe(0);
  expect(inputs).toEqual(["birth", "limit", "weight[south]", "push"]);
  expect(rows).toEqual(numbers);
});

test("so are those of a Parquet file of another program, whole numbers and fractions", async () => {
  writeFileSync("table.csv", table);
  const database = await (await DuckDBInstance.create()).connect();
  await database.run(
    "copy (select birth, cast(\"Limit\" as bigint) as \"Limit\" from 'table.csv') to 'table.parquet' (format parquet)",
  );
  const { rows, inputs } = await worldsOf("table.parquet");
  expect(inputs).toEqual(["birth", "limit"]);
  expect(rows).toEqual(numbers.map((row) => row.slice(0, 2)));
  await database.run("copy (select 0.1 as birth union all select null) to 'holes.parquet' (format parquet)");
  expect((await worldsOf("holes.parquet")).complaints).toContain(
    "has nothing in row 2 of the column ‘birth’",
  );
});

test("results of an earlier sweep are worlds again, from their folder and from their table", async () => {
  const before = await hence("sweep", "grow.hence", "--runs", "300", "--out", "earlier", "--json");
  const { hash } = JSON.parse(before.out);
  const again = await hence("sweep", "grow.hence", "--table", "earlier", "--json");
  expect(JSON.parse(again.out)).toMatchObject({ hash, runs: 300, sampler: "table" });
  await hence("sweep", "grow.hence", "--runs", "300", "--csv", "earlier.csv");
  const fromText = await hence("sweep", "grow.hence", "--table", "earlier.csv", "--json");
  expect(JSON.parse(fromText.out).hash).toBe(hash);
  expect(fromText.complaints).toContain("Not read of ‘earlier.csv’: world, fate, stuff @ 4");
  const kept = await hence("sweep", "grow.hence", "--table", "earlier", "--out", "later", "--json");
  expect(JSON.parse(kept.out).hash).toBe(hash);
});

test("fewer worlds may be asked for, and what has no column is told", async () => {
  writeFileSync("short.csv", "birth\n0.1\n0.2\n0.3\n");
  const { rows, complaints } = await worldsOf("short.csv", "--runs", "2");
  expect(rows).toEqual([[0.1], [0.2]]);
  expect(complaints).toBe(
    "note: 1 constant with a range has no numbers in ‘short.csv’ and stays as declared: limit.",
  );
});

test("the argument is tested, and studies are made, in worlds of a table", async () => {
  writeFileSync("table.csv", table);
  const tested = await hence("test", "grow.hence", "--table", "table.csv");
  expect(tested.out).toContain("3 worlds tried, in which 4 uncertain numbers are those of a");
  const studied = await hence("study", "pawn", "grow.hence", "--table", "earlier");
  expect(studied.out).toContain("300 worlds (table, seed 0)");
  const refused = await hence("study", "sobol", "grow.hence", "--table", "earlier");
  expect(refused.complaints).toContain("does not listen to --table");
});

test("a control file of Vensim chooses worlds: how many, how, from which distributions", async () => {
  const lines = ['"Birth"=RANDOM_UNIFORM(0.1,0.3)', "limit = RANDOM NORMAL(60,140,100,20)"];
  writeFileSync(
    "sens.vsc",
    `64,L,77,,0\n${lines.join("\n")}\n\nweight[south]=RANDOM TRIANGULAR(1,4,1,3,4)\n`,
  );
  const { rows, inputs, complaints } = await worldsOf("sens.vsc");
  expect(inputs).toEqual(["birth", "limit", "weight[south]"]);
  expect(rows).toHaveLength(64);
  // One in each of 64 slices.
  expect(new Set(rows.map(([birth]) => Math.floor((64 * (birth! - 0.1)) / 0.2))).size).toBe(64);
  const limits = rows.map(([, limit]) => limit!).sort((one, other) => one - other);
  expect(limits[0]).toBeGreaterThanOrEqual(60);
  expect(limits.at(-1)).toBeLessThanOrEqual(140);
  expect(limits[32]).toBeCloseTo(100, -1);
  expect(rows.every(([, , south]) => south! >= 1 && south! <= 4)).toBe(true);
  expect(complaints).toContain("Vensim draws other numbers from the same distributions");
  const fewer = await worldsOf("sens.vsc", "--runs", "5", "--sampler", "random");
  expect(fewer.rows).toHaveLength(5);
});

test.each([
  ["EXPONENTIAL(0,3,0,0.5)", 0.5 * Math.log(2)],
  ["WEIBULL(0,9,1,0,2)", 2 * Math.log(2)],
  ["GAMMA(0,30,1,1,2)", 1 + 2 * Math.log(2)],
  ["BETA(0,5,2,2,1,4)", 3],
])("worlds are drawn from RANDOM %s, half of them below its median", async (distribution, median) => {
  writeFileSync("sens.vsc", `255,L,3,,0\nbirth=RANDOM ${distribution}\n`);
  const { rows } = await worldsOf("sens.vsc");
  const sorted = rows.map(([birth]) => birth!).sort((one, other) => one - other);
  expect(Math.abs(sorted[127]! - median)).toBeLessThan(0.03);
});

test("series of a control file are combined, or gone through one after another", async () => {
  const lines = "birth=VECTOR(0.1,0.3,0.1)\nlimit=VECTOR(50,60,10)\n";
  writeFileSync("grid.vsc", `,M,,,0\n${lines}`);
  expect((await worldsOf("grid.vsc")).rows).toEqual(
    [0.1, 0.2, 0.3].flatMap((birth) => [50, 60].map((limit) => [expect.closeTo(birth, 12), limit])),
  );
  writeFileSync("grid.vsc", `,U,,,0\n${lines}`);
  expect((await worldsOf("grid.vsc")).rows).toEqual([
    ...[0.1, 0.2, 0.3].map((birth) => [expect.closeTo(birth, 12), 100]),
    [0.2, 50],
    [0.2, 60],
  ]);
});

test("a table that a control file names repeats what it leaves empty", async () => {
  mkdirSync("sens", { recursive: true });
  writeFileSync("sens/worlds.tab", "birth\tlimit\tNOISE SEED\n\t50\t1\n0.3\t\t2\n\t70\t\n");
  writeFileSync("sens/file.vsc", '9,F,,"worlds.tab",0\nlimit=RANDOM UNIFORM(0,1)\n');
  const { rows, complaints } = await worldsOf("sens/file.vsc");
  expect(rows).toEqual([
    [0.2, 50],
    [0.3, 50],
    [0.3, 70],
  ]);
  expect(complaints).toContain("Not read of ‘worlds.tab’: NOISE SEED");
});

test.each([
  ["empty.csv", "", "has no rows of numbers below the names"],
  ["word.csv", "birth,limit\n0.1,50\n0.2,many\n", "has ‘many’ in B3, which is row 3 of the column ‘limit’"],
  ["gap.csv", "birth,limit\n0.1,\n", "has nothing in B2, which is row 2 of the column ‘limit’"],
  ["nan.csv", "birth\nNaN\n", "has ‘NaN’ in A2"],
  ["huge.csv", "birth\n1e999\n", "has ‘1e999’ in A2"],
  ["twice.csv", "birth,Birth\n1,2\n", "names two columns ‘Birth’, in A1 and B1"],
  ["both.csv", "weight,weight[south]\n1,2\n", "gives ‘weight[south]’ numbers twice"],
  ["nameless.csv", "birth,\n1,2\n", "has no name in B1"],
  ["stranger.csv", "brith\n1\n", "Nothing in ‘grow’ is called ‘brith’. Did you mean ‘birth’?"],
  ["element.csv", "weight[west]\n1\n", "has no element ‘west’"],
  ["stock.csv", "stuff\n1\n", "which ‘grow’ works out itself"],
  ["fates.csv", "world,fate\n1,kept\n", "has no column that is named after a constant"],
  ["quote.csv", 'birth\n"1\n', "has a fault in row 2"],
  ["bytes.csv", Uint8Array.of(0x80, 0x81, 0xff, 0x00, 0x80), "is no text"],
  ["none.parquet", "PAR1", "cannot be read as Parquet"],
  ["head.vsc", "birth=RANDOM UNIFORM(0,1)\n", "begins with no line such as"],
  ["count.vsc", "many,M,1,,0\nbirth=RANDOM UNIFORM(0,1)\n", "has ‘many’ in line 1"],
  ["line.vsc", "9,M,1,,0\nbirth RANDOM UNIFORM\n", "has ‘birth RANDOM UNIFORM’ in line 2"],
  ["cell.vsc", "9,M,1,,0\nbirth=RANDOM UNIFORM(0,x)\n", "has ‘x’ in line 2"],
  ["few.vsc", "9,M,1,,0\nbirth=RANDOM NORMAL(0,1)\n", "line 2: RANDOM NORMAL has 4 numbers, and here are 2"],
  ["order.vsc", "9,M,1,,0\nbirth=RANDOM UNIFORM(2,1)\n", "begins at 2 and ends at 1"],
  [
    "size.vsc",
    "9,M,1,,0\nbirth=RANDOM NORMAL(0,1,0,-1)\n",
    "there is no distribution RANDOM NORMAL(0,1,0,-1)",
  ],
  ["far.vsc", "9,M,1,,0\nbirth=RANDOM WEIBULL(900,999,2,0,1)\n", "lies in its range"],
  ["poisson.vsc", "9,M,1,,0\nbirth=RANDOM POISSON(0,9,3,0,1)\n", "worlds are not drawn from RANDOM POISSON"],
  [
    "mixed.vsc",
    "9,M,1,,0\nbirth=VECTOR(0,1,1)\nlimit=RANDOM UNIFORM(0,1)\n",
    "mixes VECTOR with RANDOM UNIFORM",
  ],
  ["step.vsc", "9,M,1,,0\nbirth=VECTOR(0,1,0)\n", "does not read VECTOR(least,most,step)"],
  ["tiny.vsc", "9,M,1,,0\nbirth=VECTOR(0,1,1e-9)\n", "take longer"],
  ["grid.vsc", "9,G,1,,0\nbirth=RANDOM UNIFORM(0,1)\n", "asks for the method G"],
  ["single.vsc", "9,U,1,,0\nbirth=RANDOM UNIFORM(0,1)\n", "asks for the method U"],
  ["zero.vsc", "9,M,0,,0\nbirth=RANDOM UNIFORM(0,1)\n", "with the seed 0"],
  ["file.vsc", "9,F,1,,0\n", "names no file"],
  ["gone.vsc", "9,F,1,gone.tab,0\n", "‘gone.tab’ cannot be read: there is no such file"],
  ["gone.csv", undefined, "‘gone.csv’ cannot be read: there is no such file"],
])("%s is refused, with what is wrong and where", async (file, content, words) => {
  if (content !== undefined) writeFileSync(file, content);
  const { code, complaints } = await worldsOf(file);
  expect(complaints).toContain(words);
  expect(code).toBe(2);
});

test("what is set stands above the table, and above what is drawn, and is not told as if it varied", async () => {
  writeFileSync("table.csv", table);
  const set = await worldsOf("table.csv", "--set", "limit=80");
  expect(set.inputs).toEqual(["birth", "weight[south]", "push"]);
  expect(set.rows).toEqual(numbers.map(([birth, , ...others]) => [birth, ...others]));
  const columnsOf = async (...more: string[]) => {
    const { out } = await hence("sweep", "grow.hence", "--runs", "3", "--csv", "-", ...more);
    return out.split("\n").map((row) => row.split(",").slice(0, 4));
  };
  const whole = await columnsOf("--outcome", "stuff");
  const part = await columnsOf("--outcome", "stuff", "--set", "limit=80");
  // The other numbers of a world are the same.
  expect(part.map((row) => row[2])).toEqual(whole.map((row) => row[2]));
  expect(part[0]).toEqual(["world", "fate", "birth", "stuff @ 4"]);
  const nothing = await hence("sweep", "grow.hence", "--set", "limit=80", "--set", "birth=0.1");
  expect(nothing.complaints).toContain("Nothing is left to vary");
});

test("what contradicts a table is refused", async () => {
  writeFileSync("table.csv", table);
  const more = await worldsOf("table.csv", "--runs", "5");
  expect(more.complaints).toContain("‘table.csv’ has 3 worlds, and --runs asks for 5.");
  const chosen = await worldsOf("table.csv", "--sampler", "latin");
  expect(chosen.complaints).toContain("nothing is left to --sampler");
  mkdirSync("nothing", { recursive: true });
  expect((await worldsOf("nothing")).complaints).toContain("There are no results in ‘nothing’");
});
