import { type FileHandle, open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { exit, WrongUsage } from "./exit.ts";

/** What the system says about a file, in words. Throws what is no fault of a file. */
export function explainFileProblem(problem: unknown): string {
  const words = fileProblems.get(problemCode(problem));
  if (words === undefined) throw problem;
  return words;
}

/** The system's code of a problem, such as ENOENT; empty where it is none of the system. */
export function problemCode(problem: unknown): string {
  return problem instanceof Error && "code" in problem ? String(problem.code) : "";
}

const fileProblems: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "a part of the path is a file, not a folder"],
  ["EISDIR", "it is a folder"],
  ["EEXIST", "there is a file of this name"],
  ["EACCES", "it may not be opened (permissions)"],
  ["EPERM", "it may not be opened (permissions)"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk has no more room for this user"],
  ["EMFILE", "too many files are open"],
  // Node refuses a name with a nought in it before it asks the system.
  ["ERR_INVALID_ARG_VALUE", "its name has a sign that no file name can have"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EIO", "the disk does not answer"],
  ["ENXIO", "the device does not answer"],
  ["ERR_FS_FILE_TOO_LARGE", "it is larger than two gigabytes"],
]);

/** What a file is made of, one after another. */
type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Writes a whole file or nothing, as `putWhole` does. Stopped from the keyboard in between, it leaves what was there before.
 * Throws `WrongUsage` where it cannot be written.
 */
export async function writeWhole(path: string, pieces: Pieces): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt);
  try {
    await putWhole(path, pieces, stop.signal);
  } catch (problem) {
    if (stop.signal.aborted) process.exit(exit.interrupted);
    if (problem instanceof WrongUsage) throw problem;
    throw new WrongUsage(`‘${path}’ cannot be written: ${explainFileProblem(problem)}.`);
  } finally {
    process.off("SIGINT", interrupt);
  }
}

/**
 * Puts a whole file in its place or nothing: to a temporary name beside it first, then, once it is on the disk, under its
 * own. Rejects with the problem of the system where it cannot be written.
 */
export async function putWhole(path: string, pieces: Pieces, signal?: AbortSignal): Promise<void> {
  const target = await findTarget(path);
  const temporary = target.replaced
    ? join(dirname(target.path), `.${basename(target.path)}.${process.pid}${temporaryEnding}`)
    : target.path;
  let file: FileHandle | undefined;
  try {
    file = await open(temporary, "w", target.mode);
    for await (const piece of pieces) {
      await file.writeFile(piece);
      signal?.throwIfAborted();
    }
    if (target.replaced) await file.sync();
    await file.close();
    file = undefined;
    signal?.throwIfAborted();
    if (target.replaced) await rename(temporary, target.path);
  } catch (problem) {
    await file?.close();
    if (target.replaced) await unlink(temporary).catch(() => undefined);
    throw problem;
  }
}

/** What a process that was ended may leave behind has this at its end. */
export const temporaryEnding = ".part";

interface Target {
  /** Where the file really lies, links followed. */
  readonly path: string;
  readonly mode: number;
  /** An ordinary file is replaced; a device or a pipe can only be written to. */
  readonly replaced: boolean;
}

async function findTarget(path: string): Promise<Target> {
  try {
    const known = await stat(path);
    if (known.isDirectory()) throw new WrongUsage(`‘${path}’ cannot be written: it is a folder.`);
    return { path: await realpath(path), mode: known.mode, replaced: known.isFile() };
  } catch (problem) {
    if (problem instanceof WrongUsage) throw problem;
    if (problemCode(problem) === "ENOENT") return { path, mode: 0o666, replaced: true };
    throw new WrongUsage(`‘${path}’ cannot be written: ${explainFileProblem(problem)}.`);
  }
}
