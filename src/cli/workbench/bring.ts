import { type Brought, type GivenModel, noRemarks } from "../../wire/models.ts";
import { WrongUsage } from "../exit.ts";
import { explainFileProblem } from "../files.ts";
import { writeNewFolder } from "./newfiles.ts";
import type { ProjectFolder } from "./project.ts";
import { readGiven } from "./readgiven.ts";

/** Reads a model that was brought, and writes it as text of Hence into a new folder of the project, whole or not at all. */
export async function bringModel(
  { root }: ProjectFolder,
  given: GivenModel,
  bytes: readonly Uint8Array[],
): Promise<Brought> {
  const read = readGiven(given, bytes);
  if (read.kind !== "read") return read;
  const { entry, contents, remarks, unused } = read;
  try {
    const { name, files } = await writeNewFolder(root, nameOf(entry), read.files);
    const wrote = files.map(({ path }) => `${name}/${path}`);
    const system = `${name}/${name}.hence`;
    return { kind: "opened", from: entry, system, wrote, contents, remarks, unused };
  } catch (problem) {
    return refusedWriting(problem);
  }
}

/** Why nothing could be written. */
export function refusedWriting(cause: unknown): Brought {
  const words = cause instanceof WrongUsage ? cause.message : `${explainFileProblem(cause)}.`;
  const problem = `Nothing could be written: ${words}`;
  const hint =
    "New files are written into the folder that the workbench was opened on: open it in one of your own.";
  return { kind: "refused", problem, hint, remarks: noRemarks };
}

/** What a model's folder is called: by the name of its file, without what a terminal or another system stumbles over. */
function nameOf(path: string): string {
  const name = path
    .replace(/\.[^.]*$/, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}_.-]+/gu, "-")
    .slice(0, 60)
    .replace(/^[-.]+|[-.]+$/g, "");
  if (name === "") return "model";
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `model-${name}` : name;
}
