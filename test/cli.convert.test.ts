import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLayoutFile } from "../src/read/layout.ts";
import { writeLayoutFile } from "../src/write/diagram.ts";
import { withPlainNames } from "../src/write/names.ts";
import { writeHence } from "../src/write/text/model.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { readText } from "./read.texts.ts";

const project = process.cwd();
inNewFolder();

const epidemic = "systems/classics/epidemic.hence";

test("a system goes to XMILE and comes back with the same numbers", async () => {
  const there = await hence("convert", epidemic, "there.xmile");
  expect(there).toMatchObject({ code: 0, complaints: "" });
  expect(there.out).toContain("Wrote there.xmile: 3 stocks, 2 flows");
  expect((await hence("convert", "there.xmile", "back.hence")).code).toBe(0);
  const [before, after] = [
    await hence("run", epidemic, "--csv", "-"),
    await hence("run", "back.hence", "--csv", "-"),
  ];
  expect(after.out).toBe(before.out);
});

test("what is read is never overwritten, and what exists only when that is asked for", async () => {
  writeFileSync("own.hence", readFileSync(epidemic, "utf8"));
  const before = readFileSync("own.hence", "utf8");
  expect(await hence("convert", "own.hence", "own.hence", "--force")).toMatchObject({ code: 2 });
  expect(await hence("convert", "own.hence", "./own.hence")).toMatchObject({ code: 2 });
  writeFileSync("there-already.xmile", "mine");
  const refused = await hence("convert", "own.hence", "there-already.xmile");
  expect(refused.code).toBe(2);
  expect(refused.complaints).toContain("‘there-already.xmile’: there already, and nothing was written.");
  expect(readFileSync("there-already.xmile", "utf8")).toBe("mine");
  expect((await hence("convert", "own.hence", "there-already.xmile", "--force")).code).toBe(0);
  expect(readFileSync("there-already.xmile", "utf8")).toContain("<xmile");
  expect(readFileSync("own.hence", "utf8")).toBe(before);
});

test("a name that says no format is refused, and a system with faults is not written", async () => {
  const { code, complaints } = await hence("convert", epidemic, "out.doc");
  expect(code).toBe(2);
  expect(complaints).toContain("Its name must end with one of .hence, .xmile");
  writeFileSync("broken.hence", "system s\ntime 0 to 10 by 1/4 year\naux a = (1 +\n");
  expect((await hence("convert", "broken.hence", "broken.xmile")).code).toBe(1);
  expect(existsSync("broken.xmile")).toBe(false);
});

test("paths of data lead to the same files from another folder", async () => {
  mkdirSync("elsewhere");
  writeFileSync("prices.csv", "time,oil\n0,1\n10,2\n");
  writeFileSync(
    "priced.hence",
    'system s\ntime 0 to 10 by 1 year\ndata oil from "prices.csv"\naux a = oil\n',
  );
  expect((await hence("convert", "priced.hence", "elsewhere/priced.hence")).code).toBe(0);
  expect(readFileSync("elsewhere/priced.hence", "utf8")).toContain('from "../prices.csv"');
  expect((await hence("convert", "priced.hence", "priced.xmile")).code).toBe(0);
  expect(readFileSync("priced.xmile", "utf8")).toContain("<ypts>1,2</ypts>");
});

test("names with spaces are written without quotes, spelt as where they are declared", () => {
  const { model } = readText(
    "system s\ntime 0 to 1 by 1 year\ndim 'Big Region' = 'East Side', b\nconst 'Birth Rate'['Big Region'] = 2\naux 'a/b' = sum('birth rate'[*]) + 'Birth Rate'['east side']\n",
  );
  const { text } = writeHence(withPlainNames(model));
  expect(text).toContain("dim Big_Region = East_Side, b");
  expect(text).toContain("aux   'a/b' = sum(Birth_Rate[*]) + Birth_Rate[East_Side]");
});

const layout = {
  views: [
    {
      name: "one",
      items: [
        { kind: "variable", name: "a b", at: [10, 20.5], size: [40, 20], ghost: false },
        {
          kind: "pipe",
          flow: "f",
          to: "a b",
          points: [
            [0, 0],
            [5, 5],
          ],
        },
        { kind: "arrow", from: "a b", to: "f", through: [[1, 2]], sign: "+" },
        { kind: "text", text: 'a "note"', at: [1, 1] },
        { kind: "loop", text: "R1", at: [1, 1], clockwise: true },
        { kind: "frame", name: "sector", at: [0, 0], size: [100, 100] },
      ],
    },
    { name: "two", items: [] },
  ],
} as const;

test("a layout is read as it was written", () => {
  expect(readLayoutFile(writeLayoutFile(layout), "a.layout.json", () => expect.unreachable())).toEqual(
    layout,
  );
});

test.each([
  ["{", "no JSON"],
  ["[]", "a list ‘views’"],
  ['{ "views": [{ "name": "a" }] }', "View 1"],
  ['{ "views": [{ "name": "a", "items": [{ "kind": "frame", "name": "a", "at": [0, 0] }] }] }', "View 1"],
  ['{ "views": [{ "name": "a", "items": [{ "kind": "__proto__" }] }] }', "View 1"],
  ['{ "views": [{ "name": "a", "items": [{ "kind": "text", "text": "a", "at": [0, "1"] }] }] }', "View 1"],
])("what is no layout is told and not used: %s", (text, says) => {
  const told: { code: string; message: string }[] = [];
  expect(readLayoutFile(text, "a.layout.json", (one) => told.push(one))).toBeUndefined();
  expect(told).toMatchObject([{ code: "layout-form" }]);
  expect(told[0]!.message).toContain(says);
});

test("a run tells the events of an XMILE file and ends where one stops it, after there and back too", async () => {
  const text = readFileSync(join(project, "test/cases/xmile/events.txt"), "utf8").split("\n==>\n")[0]!;
  writeFileSync("events.xmile", text);
  const events = ({ complaints }: { readonly complaints: string }) =>
    complaints.split("\n").filter((line) => line.startsWith("event:"));
  const first = await hence("run", "events.xmile", "--csv", "-");
  expect(first.out.split("\n").at(-1)).toBe("7.5,16,2,-7.5,-15");
  expect(events(first)).toEqual([
    "event: at 5 ‘debt’ goes above 10: “Careful!”",
    "event: at 7.5 ‘debt’ goes above 15: “Broke”; the run ends",
    "event: at 5.5 ‘many[1]’ goes below -5: “First”",
    "event: at 6.5 ‘many[1]’ goes below -5: “First”",
    "event: at 7.5 ‘many[1]’ goes below -5: “First”",
    "event: at 3 ‘many[2]’ goes below -5: “First”",
    "event: at 4 ‘many[2]’ goes below -5: “First”",
    "event: at 5 ‘many[2]’ goes below -5: “First”",
    "event: at 6 ‘many[2]’ goes below -5: “First”",
    "event: at 7 ‘many[2]’ goes below -5: “First”",
  ]);
  expect((await hence("convert", "events.xmile", "again.xmile")).code).toBe(0);
  const second = await hence("run", "again.xmile", "--csv", "-");
  expect(second.out).toBe(first.out);
  expect(events(second)).toEqual(events(first));
});

test("an event that comes often is told five times, and how often it comes besides", async () => {
  writeFileSync(
    "waves.xmile",
    `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><name>waves</name></header>
  <sim_specs time_units="days"><start>0</start><stop>20</stop></sim_specs>
  <model><variables><aux name="wave"><eqn>TIME MOD 2</eqn>
    <event_poster><threshold value="0.5"><event/></threshold></event_poster>
  </aux></variables></model>
</xmile>`,
  );
  const { complaints } = await hence("run", "waves.xmile", "--csv", "-");
  const told = complaints.split("\n").filter((line) => line.startsWith("event:"));
  expect(told.length).toBe(6);
  expect(told.at(-1)).toBe("event: ‘wave’ goes above 0.5 5 more times");
});
