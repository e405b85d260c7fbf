import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import { findLoops } from "../src/check/loops.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { checkText } from "./check.reading.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";

const head = "system case\ntime 0 to 10 by 1/4 year\n";

/** Cause, effect and kind of every link, with the number of ways that it leads through hidden variables. */
function linksOf(text: string): readonly string[] {
  return checkText(head + text)
    .facts.links()
    .map(
      ({ cause, effect, kind, through }) =>
        `${cause.name} ${kind} ${effect.name}${through ? ` by ${through.length}` : ""}`,
    );
}

const feedback = `
stock anger starts 1 in rising
flow rising = 0.1 * felt
aux felt = smooth(anger, patience)
const patience = 3
`;

describe("links", () => {
  test("what acts through a call acts directly", () => {
    expect(linksOf(feedback)).toEqual([
      "rising inflow anger",
      "felt equation rising",
      "anger equation felt by 1",
      "patience equation felt by 1",
    ]);
  });

  test("through several stages there are several ways, and a start alone is a link of starts", () => {
    expect(linksOf("const t = 3\nconst s = 1\naux x = time\naux y = delay3(x, t, s)")).toEqual([
      "s initial y by 3",
      "t equation y by 3",
      "x equation y by 1",
    ]);
  });

  test("loops go through what people see only", () => {
    const { facts } = checkText(head + feedback);
    expect(findLoops(facts.links()).loops.map((loop) => loop.map(({ name }) => name))).toEqual([
      ["anger", "felt", "rising"],
    ]);
  });

  test("functions within functions are steps of one link", () => {
    expect(
      linksOf("function f(a) = smooth(delay1(a * 2, 1), 2) + 0 end\naux x = time\naux y = f(x)"),
    ).toEqual(["x equation y by 1"]);
  });
});

test("a claim, a link and a loop through a delay hold, and name no hidden variable", () => {
  const { facts } = checkText(`${head}${feedback}
claim C anger raises rising after 3 years
link K anger -> felt -> rising raises
  because C
loop R reinforcing anger -> felt -> rising
`);
  const verdicts = testArgument(facts, createSimulator(facts, () => {})!);
  expect(JSON.stringify(verdicts)).not.toContain(">");
  expect(verdicts.claims.map(({ verdict }) => verdict)).toEqual(["holds"]);
  expect(verdicts.links.map(({ verdict }) => verdict)).toEqual(["holds"]);
  expect(verdicts.loops.map(({ verdict }) => verdict)).toEqual(["holds"]);
});

describe("the command line", () => {
  inNewFolder();
  const file = "case.hence";
  writeFileSync(file, head + feedback);

  test("does not show hidden variables unless they are asked for", async () => {
    const run = await hence("run", file, "--csv", "-");
    expect(run.out.split("\n")[0]).toBe("time,anger,rising,felt");
    const asked = await hence("run", file, "--csv", "-", "--save", "felt>smooth 1>level");
    expect(asked.out.split("\n")[0]).toBe("time,felt>smooth 1>level");
    expect((await hence("check", file)).out).toContain("1 stock, 1 flow, 1 auxiliary");
  });

  test("explains what a call is made of", async () => {
    const { out } = await hence("explain", file, "felt");
    expect(out).toContain("smooth(anger, patience)");
    expect(out).toContain("stock felt>smooth 1>level");
    expect(out).toMatch(/causes +anger, patience/);
  });
});
