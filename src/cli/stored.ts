import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { journalPath, type Manifest, manifestPath, readManifest } from "../store/manifest.ts";
import { type Journal, type Part, partsIn, readJournal } from "../store/parts.ts";
import { WrongUsage } from "./exit.ts";
import { explainFileProblem, problemCode } from "./files.ts";

/** Results that lie in a folder: what they are of, and the parts of them that are whole, in order. */
export interface Stored {
  readonly path: string;
  readonly manifest: Manifest;
  readonly parts: readonly Part[];
  readonly worlds: number;
}

/** Looks into a folder of results, which another process may be adding to. Throws `WrongUsage` where it is none. */
export async function openStored(path: string): Promise<Stored> {
  try {
    const manifest = await manifestIn(path);
    if (!manifest)
      throw new WrongUsage(
        `There are no results in ‘${path}’: it has no ${manifestPath}.`,
        "To make some: hence sweep MODEL --out DIR",
      );
    const { parts: written } = await journalIn(path);
    const numbers = Array.from({ length: partsIn(manifest.study) }, (_, part) => part);
    const parts = numbers.flatMap((number) => written.get(number) ?? []);
    return { path, manifest, parts, worlds: parts.reduce((sum, { worlds }) => sum + worlds, 0) };
  } catch (problem) {
    if (problem instanceof WrongUsage) throw problem;
    throw new WrongUsage(`‘${path}’ cannot be read: ${explainFileProblem(problem)}.`);
  }
}

/** The manifest of a folder of results; undefined where there is none. */
export async function manifestIn(path: string): Promise<Manifest | undefined> {
  const text = await readText(join(path, manifestPath));
  if (text === undefined) return undefined;
  const manifest = readManifest(text);
  if (manifest) return manifest;
  throw new WrongUsage(
    `‘${join(path, manifestPath)}’ cannot be read as that of results: it is something else, of another version of Hence, or was changed.`,
    "Name another folder.",
  );
}

/** What the journal of a folder says, and how many bytes it has. */
export async function journalIn(path: string): Promise<Journal & { readonly bytes: number }> {
  const text = (await readText(join(path, journalPath))) ?? "";
  return { ...readJournal(text), bytes: Buffer.byteLength(text) };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return undefined;
    throw problem;
  }
}
