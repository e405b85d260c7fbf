import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSystem } from "./check.ts";
import type { Request } from "./command.ts";
import { runSystem } from "./run.ts";
import type { Terminal } from "./terminal.ts";
import { testSystem } from "./test.ts";

/** `hence start`: checks, runs and tests the flagship, which lies beside the program. */
export async function start(_: Request, terminal: Terminal): Promise<number> {
  const whole = fileURLToPath(new URL("../../systems/backlash", import.meta.url));
  const near = relative(process.cwd(), whole);
  const path = near.startsWith("..") ? whole : near;
  const request: Request = { operands: [path], options: new Map() };
  let worst = 0;
  for (const [name, action] of [
    ["check", checkSystem],
    ["run", runSystem],
    ["test", testSystem],
  ] as const) {
    terminal.out(`${terminal.paint.faint(`$ hence ${name} ${path}`)}\n`);
    worst = Math.max(worst, await action(request, terminal));
    terminal.out("");
  }
  return worst;
}
