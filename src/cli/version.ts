import { readFile } from "node:fs/promises";
import type { Request } from "./command.ts";
import { exit } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** `hence version`. */
export async function printVersion(_: Request, terminal: Terminal): Promise<number> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { version }: { version: string } = JSON.parse(text);
  terminal.out(version);
  return exit.good;
}
