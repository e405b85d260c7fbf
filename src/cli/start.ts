import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { tellCheck } from "./check.ts";
import type { Request } from "./command.ts";
import { exit } from "./exit.ts";
import { openInBrowser } from "./open.ts";
import { hasErrors, openChecked } from "./opening.ts";
import { runSystem } from "./run.ts";
import type { Terminal } from "./terminal.ts";
import { testSystem } from "./test.ts";

/** `hence start`: opens the workbench on the flagship, which lies beside the program; with `--once` prints its report. */
export async function start({ options }: Request, terminal: Terminal): Promise<number> {
  const whole = fileURLToPath(new URL("../../systems/backlash", import.meta.url));
  const near = relative(process.cwd(), whole);
  const path = near.startsWith("..") ? whole : near;
  if (!options.has("once")) return openInBrowser({ operands: [path], options }, terminal);
  return reportOn(path, terminal);
}

/** Checks, runs and tests a system, and prints what came of it. */
async function reportOn(path: string, terminal: Terminal): Promise<number> {
  const request: Request = { operands: [path], options: new Map() };
  const announce = (command: string) =>
    terminal.out(`${terminal.paint.accent(`$ hence ${command} ${path}`)}\n`);

  announce("check");
  const opened = openChecked(path);
  tellCheck(
    opened,
    opened.diagnostics.filter(({ severity }) => severity !== "note"),
    terminal,
  );
  terminal.out("");
  if (hasErrors(opened.diagnostics)) return exit.faults;

  announce("run");
  const ran = await runSystem(request, terminal);
  terminal.out("");

  announce("test");
  const tested = await testSystem(request, terminal);
  terminal.out("\nREADME.md says how to read this, and how to write a system of your own.");
  return Math.max(ran, tested);
}
