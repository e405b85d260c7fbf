import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { System } from "../src/compile/compile.ts";
import { writeC } from "./ccode.ts";
import { writeWorlds } from "./cworlds.ts";

/** The same equations in C, compiled, waiting to be told how often to run. */
export interface Peer {
  /** Nanoseconds a run, and the sum of all numbers kept. */
  run(count: number): Promise<{ readonly nanoseconds: number; readonly sum: number }>;
  close(): void;
}

/** Compiles a system with `gcc -O2`; undefined where there is no gcc. */
export function compilePeer(system: System): Peer | undefined {
  return compile(writeC(system), "c", ["-O2"]);
}

/** The same for worlds side by side, so many to a vector. */
export function compileWorlds(
  system: System,
  kept: readonly number[],
  sampled: readonly number[],
  width: number,
  options: readonly string[],
): Peer | undefined {
  return compile(writeWorlds(system, kept, sampled, width), "cpp", [
    ...options,
    "-std=c++17",
    `-DWIDTH=${width}`,
  ]);
}

function compile(text: string, ending: "c" | "cpp", options: readonly string[]): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), "hence-bench-"));
  const program = join(folder, "peer");
  const source = `${program}.${ending}`;
  writeFileSync(source, text);
  try {
    execFileSync(ending === "c" ? "gcc" : "g++", [...options, "-o", program, source, "-lm"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch (error) {
    rmSync(folder, { recursive: true });
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(count) {
      child.stdin.write(`${count}\n`);
      const { value } = await answers.next();
      const [sum, nanoseconds] = String(value).split(" ").map(Number);
      return { nanoseconds: nanoseconds! / count, sum: sum! };
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}
