import { render } from "preact";
import { App } from "./app.tsx";
import { fetchProject } from "./server.ts";

const root = document.querySelector("main");
if (!root) throw new Error("The page has no place for the workbench.");
fetchProject().then(
  (project) => render(<App project={project} />, root),
  (problem: unknown) => {
    root.textContent = problem instanceof Error ? problem.message : String(problem);
  },
);
