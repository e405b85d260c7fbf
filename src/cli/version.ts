import { readFile } from "node:fs/promises";
import type { Request } from "./command.ts";
import { exit } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** `hence version`. */
export async function printVersion(_: Request, terminal: Terminal): Promise<number> {
  terminal.out(await readVersion());
  return exit.good;
}

/** The version of Hence. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
