import { expect, test } from "vitest";
import { inflate } from "../src/cli/inflate.ts";
import { DataLibrary } from "../src/read/data/library.ts";
import { readXmile } from "../src/read/xmile/xmile.ts";
import { writeHence } from "../src/write/text/model.ts";
import { makeXlsx } from "./workbooks.ts";

const model = (data: string, variables: string, models = "") => `<xmile version="1.0"
  xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <sim_specs time_units="years"><start>0</start><stop>10</stop><dt>1</dt></sim_specs>
  <dimensions><dim name="Place"><elem name="north"/><elem name="south"/></dim></dimensions>
  <data>${data}</data>
  <model><variables>${variables}</variables></model>${models}
</xmile>`;

const variables = `
  <stock name="Wild Rabbits"><eqn>1</eqn></stock>
  <aux name="rate"><eqn>0.5</eqn></aux>
  <aux name="effect"><eqn>TIME</eqn><gf><xscale min="0" max="2"/><ypts>1,2,3</ypts></gf></aux>
  <aux name="land"><dimensions><dim name="Place"/></dimensions><eqn>7</eqn></aux>
  <aux name="half"><eqn>rate/2</eqn></aux>
  <module name="farm"/>`;

const farm = `<model name="farm"><variables><aux name="cows"><eqn>2</eqn></aux></variables></model>`;

/** The text of a model that is read with files beside it, and the codes of what was told. */
function read(data: string, files: Readonly<Record<string, string | Uint8Array>>) {
  const told: string[] = [];
  const report = ({ code, severity }: { readonly code: string; readonly severity: string }) => {
    if (severity !== "note") told.push(code);
  };
  const load = (path: string) => {
    const file = files[path];
    if (file === undefined) return { missing: "it does not exist" };
    return { bytes: typeof file === "string" ? new TextEncoder().encode(file) : file };
  };
  const access = { load, allows: () => false, tag: () => undefined, inflate };
  const library = new DataLibrary(access, "in/model.stmx", report);
  const text = model(data, variables, farm);
  const reading = readXmile("in/model.stmx", () => ({ text }), report, library);
  const inside = reading.model.systems.map((system) => writeHence(system.model).text);
  return { text: [writeHence(reading.model).text, ...inside].join("\n"), told };
}

const brought = [
  /stock 'Wild Rabbits'\s+starts 1200\n/,
  /const rate = -0.25\n/,
  /\(0, 5\) \(1, 6\) \(2, 7\)/,
  /\[south\] = 3\n\s+else {4}= 7/i,
  /const cows = 40\n/,
];

test("a sheet has names in its first row, and numbers below them", () => {
  const csv = "Wild_Rabbits,rate,effect,land[south],farm.cows\n1200,-0.25,5,3,40\n,,6\n,,7\n";
  const { text, told } = read(`<import resource="r../rabbits.csv"/>`, { "in/rabbits.csv": csv });
  expect(told).toEqual([]);
  for (const part of brought) expect(text).toMatch(part);
  expect(text).toMatch(/aux half = rate \/ 2/);
});

test("or in its first column, with numbers behind them, on a sheet of a workbook", () => {
  const sheet = {
    ...{ A1: "wild rabbits", B1: 1200, A2: "rate", B2: -0.25, A3: "effect", B3: 5, C3: 6, D3: 7 },
    ...{ A4: "land[South]", B4: 3, A5: "farm.cows", B5: 40 },
  };
  const { text, told } = read(
    `<import type="Excel" orientation="horizontal" worksheet="In use" resource="data/all.xlsx"/>`,
    { "in/data/all.xlsx": makeXlsx({ sheets: { Notes: { A1: "rate", B1: 9 }, "In use": sheet } }) },
  );
  expect(told).toEqual([]);
  for (const part of brought) expect(text).toMatch(part);
});

test("a file that is not there or lies elsewhere, and a sheet that is not there, are told at their places", () => {
  expect(read(`<import resource="r../lost.csv"/>`, {}).told).toEqual(["missing-file"]);
  expect(read(`<import resource="r../../out.csv"/>`, { "out.csv": "rate\n1\n" }).told).toEqual([
    "outside-folder",
  ]);
  const book = makeXlsx({ sheets: { Data: { A1: "rate", A2: 1 } } });
  expect(
    read(`<import type="excel" worksheet="Other" resource="a.xlsx"/>`, { "in/a.xlsx": book }).told,
  ).toEqual(["missing-sheet"]);
});

test("what is off, on demand, or a link leaves the numbers of the file", () => {
  const files = { "in/a.csv": "rate\n9\n" };
  for (const how of [`enabled="false" resource="a.csv"`, `frequency="on_demand" resource="a.csv"`])
    expect(read(`<import ${how}/>`, files).text).toMatch(/const rate = 0.5\n/);
  expect(read(`<import resource="https://example.org/a.csv"/>`, files).text).toMatch(/const rate = 0.5\n/);
});
