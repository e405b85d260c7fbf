import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, rename, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { WrongUsage } from "./exit.ts";
import { problemCode } from "./files.ts";

/** Who writes in a folder. */
interface Holder {
  /** Of this lock among all. */
  readonly id: string;
  readonly process: number;
  /** When the process began, as the system counts it: another process can get the same number later. */
  readonly began?: string;
  readonly host: string;
  readonly since: string;
}

/** A folder is held by this process, until it lets go. */
export interface Lock {
  /** Throws `WrongUsage` where another process has taken the folder. */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

export const lockName = "lock";

/**
 * Takes a folder for this process alone, with a file that says who holds it. A lock whose process has ended is taken over.
 * Throws `WrongUsage` where another process is at work.
 */
export async function lockFolder(folder: string): Promise<Lock> {
  const path = join(folder, lockName);
  const began = beginOf(process.pid);
  const own: Holder = {
    id: randomUUID(),
    process: process.pid,
    ...(began !== undefined && { began }),
    host: hostname(),
    since: new Date().toISOString(),
  };
  for (let tries = 0; !(await writeNew(path, JSON.stringify(own))); tries++) {
    const holder = await readHolder(path);
    if (holder === "gone") continue;
    if (holder === "unreadable" && tries < 3) {
      // Perhaps it is just being written.
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    if (holder !== "unreadable" && isAtWork(holder)) throw heldBy(folder, holder);
    await takeAway(path, holder === "unreadable" ? undefined : holder.id);
  }
  const isOwn = async () => {
    const holder = await readHolder(path);
    return typeof holder === "object" && holder.id === own.id;
  };
  return {
    async confirm() {
      if (!(await isOwn()))
        throw new WrongUsage(
          `Another process has taken ‘${folder}’, whose lock was removed; this one stops.`,
        );
    },
    async release() {
      if (await isOwn()) await unlink(path);
    },
  };
}

/** Writes a file that must not be there yet; whether it could. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (problem) {
    if (problemCode(problem) === "EEXIST") return false;
    await unlink(path).catch(() => undefined);
    throw problem;
  }
}

async function readHolder(path: string): Promise<Holder | "gone" | "unreadable"> {
  try {
    const holder: Holder = JSON.parse(await readFile(path, "utf8"));
    return typeof holder.id === "string" ? holder : "unreadable";
  } catch (problem) {
    if (problem instanceof SyntaxError) return "unreadable";
    if (problemCode(problem) === "ENOENT") return "gone";
    throw problem;
  }
}

/** Whether the process of a lock goes on, as far as can be known from here. */
function isAtWork(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.process === process.pid && holder.began === beginOf(process.pid)) return true;
  try {
    process.kill(holder.process, 0);
  } catch (problem) {
    return problemCode(problem) === "EPERM";
  }
  const began = beginOf(holder.process);
  return began === undefined || holder.began === undefined || began === holder.began;
}

/** When a process began, in ticks of the system's clock; only some systems tell. */
function beginOf(id: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, "latin1");
    // The name of the program, in parentheses, may hold anything.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined; // No such folder: the system is another one.
  }
}

/** Removes a lock that nobody holds any more, unless someone else was faster. */
async function takeAway(path: string, id: string | undefined): Promise<void> {
  const aside = `${path}.${process.pid}.part`;
  try {
    await rename(path, aside);
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return;
    throw problem;
  }
  const taken = await readHolder(aside);
  if (typeof taken === "object" && taken.id !== id) await rename(aside, path);
  else await unlink(aside);
}

function heldBy(folder: string, { process: id, host, since }: Holder): WrongUsage {
  const elsewhere = host === hostname() ? "" : ` on ${host}`;
  return new WrongUsage(
    `Process ${id}${elsewhere} has been writing in ‘${folder}’ since ${since}.`,
    elsewhere
      ? `Whether it goes on cannot be seen from here; if it has ended, remove ${join(folder, lockName)}.`
      : "Wait until it is done, or name another folder.",
  );
}
