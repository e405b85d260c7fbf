import { join } from "node:path";
import type { Save, Saved } from "../../wire/files.ts";
import { explainFileProblem, putWhole } from "../files.ts";
import { isOurs, type ProjectFolder, readState, versionOf } from "./project.ts";

/**
 * Writes a text in the place of the version that it was made from, whole or not at all. Where the file is another by now,
 * nothing is written, and what is there is given back.
 */
export async function saveText(project: ProjectFolder, path: string, { text, over }: Save): Promise<Saved> {
  if (!isOurs(path))
    return { kind: "refused", problem: `‘${path}’ is a model of another tool, which is never written over.` };
  const now = await readState(project, path);
  const version = versionOf(text);
  if (now?.version === version) return { kind: "saved", version };
  if ((now?.version ?? null) !== over) return { kind: "conflict", file: now };
  if (now && !now.isWritable)
    return { kind: "refused", problem: `‘${path}’ may not be written to (permissions).` };
  try {
    await putWhole(join(project.root, path), [text]);
    return { kind: "saved", version };
  } catch (problem) {
    return { kind: "refused", problem: `‘${path}’ was not saved: ${explainFileProblem(problem)}.` };
  }
}
