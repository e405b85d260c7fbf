import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { decodeText } from "../../read/decode.ts";
import { formats } from "../../read/formats.ts";
import type { FileState } from "../../wire/files.ts";
import { problemCode } from "../files.ts";

/** The folder that a workbench is open on, and the file of it that the system begins with. */
export interface ProjectFolder {
  /** Absolute. */
  readonly root: string;
  /** A path of the project. */
  readonly entry: string;
}

/** The project of a system by the path of its entry file. */
export function projectOf(entry: string): ProjectFolder {
  const whole = resolve(entry);
  return { root: dirname(whole), entry: basename(whole) };
}

/** A file as the disk has it, before its bytes are read: what tells that it may have changed. */
export interface FileMark {
  readonly path: string;
  readonly mark: string;
}

const endings: ReadonlySet<string> = new Set([
  ...formats.flatMap(({ extensions }) => extensions),
  ".md",
  ".txt",
]);
/** A project is a folder that somebody writes by hand; of one that is more than that, as much is shown. */
const mostFiles = 500;
const mostDeep = 3;
const mostBytes = 16 * 1024 * 1024;

/** The texts of a project, in the order of their paths. */
export async function listTexts({ root, entry }: ProjectFolder): Promise<readonly FileMark[]> {
  const found: FileMark[] = [];
  const visit = async (folder: string, deep: number): Promise<void> => {
    for (const item of await entriesOf(join(root, folder))) {
      const path = folder === "" ? item.name : `${folder}/${item.name}`;
      if (found.length >= mostFiles) return;
      if (item.name.startsWith(".") || item.name === "node_modules") continue;
      if (item.isDirectory() && deep < mostDeep) await visit(path, deep + 1);
      if (!endings.has(extname(item.name).toLowerCase()) && path !== entry) continue;
      const mark = await markOf(join(root, path));
      if (mark !== undefined) found.push({ path, mark });
    }
  };
  await visit("", 0);
  return found;
}

async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (problem) {
    if (isAbsence(problem)) return [];
    throw problem;
  }
}

/** Size, time and identity of a file that is small enough to be a text; undefined where there is none. */
async function markOf(place: string): Promise<string | undefined> {
  try {
    const found = await stat(place);
    const isText = found.isFile() && found.size <= mostBytes;
    return isText ? [found.size, found.mtimeMs, found.ino, found.mode].join(" ") : undefined;
  } catch (problem) {
    if (isAbsence(problem)) return undefined;
    throw problem;
  }
}

/** Files come and go while we look, and some may not be read. */
function isAbsence(problem: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "EISDIR"].includes(problemCode(problem));
}

/** A text of the project; undefined where there is none that can be read. */
export async function readState({ root }: ProjectFolder, path: string): Promise<FileState | undefined> {
  const place = join(root, path);
  try {
    const bytes = await readFile(place);
    const decoded = decodeText(bytes, path);
    return "missing" in decoded
      ? undefined
      : { path, text: decoded.text, version: versionOf(bytes), isWritable: await mayWrite(path, place) };
  } catch (problem) {
    if (isAbsence(problem)) return undefined;
    throw problem;
  }
}

/** What tells one state of a file from every other. */
export function versionOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Whether a text can be the entry of a system, by its name. */
export function isSystem(path: string): boolean {
  return (
    extname(path) !== ".json" &&
    formats.some(({ extensions }) => extensions.includes(extname(path).toLowerCase()))
  );
}

/** Models of other tools are opened, and never written over. */
export function isOurs(path: string): boolean {
  return path.endsWith(".hence") || path.endsWith(".layout.json");
}

async function mayWrite(path: string, place: string): Promise<boolean> {
  if (!isOurs(path)) return false;
  try {
    await access(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
