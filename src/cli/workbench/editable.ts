import { join } from "node:path";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { ClosedFormat, type OpenedTexts, openTexts } from "../../read/open.ts";
import { type Brought, noRemarks } from "../../wire/models.ts";
import { contentsOf, henceFilesOf } from "../conversion.ts";
import { createAccess } from "../data.ts";
import { hasErrors, loadText } from "../opening.ts";
import { refusedWriting } from "./bring.ts";
import { writeNewFiles } from "./newfiles.ts";
import { isPlainPath, placeOf } from "./place.ts";
import { isOurs, type ProjectFolder } from "./project.ts";
import { incomplete } from "./readgiven.ts";
import { remarksOf } from "./remarks.ts";

/** Writes a model of another tool that lies in the project as text of Hence, into new files beside it. */
export async function makeEditable({ root }: ProjectFolder, path: string): Promise<Brought> {
  const refuse = (problem: string): Brought => ({ kind: "refused", problem, remarks: noRemarks });
  if (!(await placeOf(root, path))) return refuse(`‘${path}’ is outside of the folder of the project.`);
  if (isOurs(path)) return refuse(`‘${path}’ is text of Hence already.`);
  const inner = createAccess(join(root, path), { brought: [], changes: [], allowed: [], tags: new Map() });
  const access = {
    ...inner,
    load: (file: string) => inner.load(join(root, file)),
    allows: (file: string) => inner.allows(join(root, file)),
  };
  const load = (file: string) =>
    isPlainPath(file)
      ? loadText(join(root, file))
      : { missing: "it is outside of the folder of the project" };
  const diagnostics: Diagnostic[] = [];
  let opened: OpenedTexts;
  try {
    opened = openTexts(path, { load, access }, (diagnostic) => diagnostics.push(diagnostic));
  } catch (problem) {
    if (problem instanceof ClosedFormat) return refuse(`${problem.message} ${problem.hint}`);
    throw problem;
  }
  const { reading, library } = opened;
  const remarks = () => remarksOf(diagnostics, new Map([...reading.sources, ...library.texts]));
  // Files of data that are not there do not keep a text from being edited.
  if (hasErrors(diagnostics.filter(({ code }) => !incomplete.has(code))))
    return { kind: "refused", problem: `‘${path}’ could not be read as a whole.`, remarks: remarks() };
  const conversion = {
    written: reading.model,
    isOurs: false,
    layout: reading.readLayout?.(),
    move: (file: string) => (file.startsWith("?") ? access.tag(file.slice(1)) : undefined) ?? file,
  };
  try {
    const files = await writeNewFiles(root, path.replace(/\.[^./]*$/, ""), (name) =>
      henceFilesOf(`${name}.hence`, conversion).map((file) => ({ path: file.path, bytes: file.text })),
    );
    return {
      kind: "opened",
      from: path,
      system: files[0]!.path,
      wrote: files.map((file) => file.path),
      contents: `${contentsOf(reading.model)}.`,
      remarks: remarks(),
      unused: [],
    };
  } catch (problem) {
    return refusedWriting(problem);
  }
}
