import { realpath } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { problemCode } from "../files.ts";

/**
 * Where a path of the project lies on the disk: below its folder, links followed. Undefined for what lies outside of it, is
 * hidden, or can be no path.
 */
export async function placeOf(root: string, path: string): Promise<string | undefined> {
  if (!isPlainPath(path)) return undefined;
  const place = join(root, ...path.split("/"));
  const real = (await realOrUndefined(place)) ?? (await placeOfNew(place));
  return real !== undefined && isInside(await realpath(root), real) ? place : undefined;
}

/** Whether a path leads down from its folder, past nothing that is hidden. */
export function isPlainPath(path: string): boolean {
  return !/[\\\0]/.test(path) && !path.split("/").some(isForbidden);
}

/** Empty parts, the folder itself, the one above, and what begins with a dot; `C:` is a drive on some systems. */
function isForbidden(part: string): boolean {
  return part === "" || part.startsWith(".") || part.includes(":");
}

/** Of a file that is not there yet its folder tells. */
async function placeOfNew(place: string): Promise<string | undefined> {
  return realOrUndefined(dirname(place));
}

async function realOrUndefined(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (problem) {
    if (["ENOENT", "ENOTDIR", "EACCES", "ELOOP", "ENAMETOOLONG"].includes(problemCode(problem)))
      return undefined;
    throw problem;
  }
}

function isInside(root: string, real: string): boolean {
  const way = relative(root, real);
  return way !== ".." && !way.startsWith(`..${sep}`) && join(root, way) === real;
}
