import { expect, test } from "vitest";
import { commands } from "../src/cli/commands.ts";
import { hence } from "./cli.terminal.ts";

test("without a word, and as help, it lists the commands", async () => {
  const plain = await hence();
  expect(plain.code).toBe(0);
  for (const { name, summary, hidden } of commands) {
    const isListed = plain.out.includes(`hence ${name}`) && plain.out.includes(summary.slice(0, 20));
    expect(isListed).toBe(!hidden);
  }
  expect(await hence("help")).toEqual(plain);
  expect(await hence("--help")).toEqual(plain);
});

test.each(commands.map(({ name }) => name))("hence %s --help is printed from the table", async (name) => {
  const command = commands.find((one) => one.name === name)!;
  const { code, out } = await hence(name, "--help");
  expect(code).toBe(0);
  expect(out).toContain(`hence ${name} ${command.operands}`.trim());
  for (const option of command.options) expect(out).toContain(`--${option.name}`);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(await hence("help", name)).toMatchObject({ code: 0, out });
});

test.each([
  [["chek", "a.hence"], "Hence has no command ‘chek’. Did you mean ‘hence check’?"],
  [["simulate"], "Hence has no command ‘simulate’."],
  [["help", "rnu"], "Did you mean ‘hence run’?"],
  [["run"], "Something is missing: hence run MODEL [DATA...]"],
  [["check", "a", "b"], "‘b’ is one too many: hence check MODEL"],
  [["run", "a", "--cvs", "b"], "‘hence run’ has no option --cvs. Did you mean --csv?"],
  [["run", "a", "--csv"], "The option --csv needs a value: --csv FILE"],
  [["run", "a", "--csv", "--json"], "The option --csv needs a value: --csv FILE"],
  [["run", "a", "--json=yes"], "The option --json takes no value."],
  [["run", "a", "--scenario", "x", "--scenario", "y"], "The option --scenario is given twice."],
  [["run", "a", "--csv", "-", "--json"], "would both go to the standard output"],
  [["check", "no/such.hence"], "‘no/such.hence’ cannot be read: there is no such file."],
  [["check", "src"], "The folder ‘src’ has no file ‘src.hence’."],
])("%j is wrong usage, and says how it is right", async (argv, message) => {
  const { code, out, complaints } = await hence(...argv);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(complaints).toContain(message);
  expect(complaints).not.toMatch(/\n\s+at /);
});

test("hence version prints the version", async () => {
  expect((await hence("version")).out).toMatch(/^\d+\.\d+\.\d+$/);
  expect((await hence("--version")).out).toMatch(/^\d+\.\d+\.\d+$/);
});
