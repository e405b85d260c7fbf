import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import { main } from "../src/cli/main.ts";
import { plainPaint } from "../src/view/paint.ts";

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

/** Runs a command in this process, as on a terminal without colours that is 80 columns wide. */
export async function hence(...argv: string[]): Promise<Printed> {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = await main(argv, {
    width: 80,
    paint: plainPaint,
    complaintPaint: plainPaint,
    out: (text) => out.push(text),
    complain: (text) => complaints.push(text),
    progress: () => {},
  });
  return { code, out: out.join("\n"), complaints: complaints.join("\n") };
}

/** Goes into an empty folder with the systems of the project in it, for the tests of one file. */
export function inNewFolder(): string {
  const project = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "hence-"));
  symlinkSync(resolve("systems"), join(folder, "systems"));
  process.chdir(folder);
  afterAll(() => {
    process.chdir(project);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
