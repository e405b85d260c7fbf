import type { Project } from "../wire/files.ts";

/** The whole workbench. */
export function App({ project }: { readonly project: Project }) {
  return (
    <>
      <h1>{project.folder}</h1>
      <ul>
        {project.files.map(({ path }) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </>
  );
}
