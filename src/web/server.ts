import type { Project } from "../wire/files.ts";

/** The files of the project as they are now. Rejects, in words, where the server does not answer. */
export async function fetchProject(): Promise<Project> {
  const answer = await fetch("api/project").catch(() => undefined);
  if (!answer)
    throw new Error(
      "The server of this workbench does not answer. Start it again in the terminal: hence open.",
    );
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Project;
}
