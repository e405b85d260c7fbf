import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { problemCode, putWhole, temporaryEnding } from "../files.ts";

/** A file that is to be written where nothing is. */
export interface NewFile {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}

/** Writes a new folder, whole or not at all, under the first name of its kind that is free: `name`, `name-2` … */
export async function writeNewFolder(
  root: string,
  wanted: string,
  filesFor: (name: string) => readonly NewFile[],
): Promise<{ readonly name: string; readonly files: readonly NewFile[] }> {
  for (const name of namesLike(wanted)) {
    if (await isThere(join(root, name))) continue;
    const files = filesFor(name);
    if (await putFolder(root, name, files)) return { name, files };
  }
  throw new Error(`Every name like ‘${wanted}’ is taken.`);
}

/** Writes new files, none of which is there under the first name of its kind; the first of them, the entry, comes last. */
export async function writeNewFiles(
  root: string,
  wanted: string,
  filesFor: (name: string) => readonly NewFile[],
): Promise<readonly NewFile[]> {
  for (const name of namesLike(wanted)) {
    const files = filesFor(name);
    const taken = await Promise.all(files.map(({ path }) => isThere(join(root, path))));
    if (taken.includes(true)) continue;
    for (const { path, bytes } of files.toReversed()) await putWhole(join(root, path), [bytes]);
    return files;
  }
  throw new Error(`Every name like ‘${wanted}’ is taken.`);
}

/** So many names are tried. */
const mostTries = 1000;

function namesLike(wanted: string): readonly string[] {
  return Array.from({ length: mostTries }, (_, i) => (i === 0 ? wanted : `${wanted}-${i + 1}`));
}

async function isThere(place: string): Promise<boolean> {
  try {
    await stat(place);
    return true;
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return false;
    throw problem;
  }
}

/** Puts a whole folder in its place; false where somebody else has taken that meanwhile. */
async function putFolder(root: string, name: string, files: readonly NewFile[]): Promise<boolean> {
  // Hidden, so that nobody takes a part for the whole: it gets its name when everything is on the disk.
  const temporary = join(root, `.${name}.${randomBytes(4).toString("hex")}${temporaryEnding}`);
  try {
    await mkdir(temporary);
    for (const { path, bytes } of files) {
      const place = join(temporary, path);
      await mkdir(dirname(place), { recursive: true });
      await putWhole(place, [bytes]);
    }
    await rename(temporary, join(root, name));
    return true;
  } catch (problem) {
    if (["EEXIST", "ENOTEMPTY", "ENOTDIR"].includes(problemCode(problem))) return false;
    throw problem;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
