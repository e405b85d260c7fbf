import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { tellCheck } from "./check.ts";
import type { Request } from "./command.ts";
import { exit } from "./exit.ts";
import { hasErrors, openChecked } from "./opening.ts";
import { runSystem } from "./run.ts";
import type { Terminal } from "./terminal.ts";
import { testSystem } from "./test.ts";

/** `hence start`: checks, runs and tests the flagship, which lies beside the program. */
export async function start(_: Request, terminal: Terminal): Promise<number> {
  const whole = fileURLToPath(new URL("../../systems/backlash", import.meta.url));
  const near = relative(process.cwd(), whole);
  const path = near.startsWith("..") ? whole : near;
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
