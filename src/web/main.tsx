import "./shell/language.ts";
import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app.tsx";
import { createPorts } from "./engine/port.ts";
import { missingHere } from "./missing.ts";
import { browserPlatform, writeSaved } from "./platform.ts";
import { fetchProject, listenToFiles } from "./server.ts";
import { createThemes } from "./shell/theme.ts";
import { createConnection } from "./state/connection.ts";
import { createWorkbench } from "./state/workbench.ts";
import "./style/style.css";

const root = document.querySelector("main");
if (!root) throw new Error("The page has no place for the workbench.");
const missing = missingHere(globalThis);
if (missing !== undefined) root.textContent = missing;
else open(root);

function open(place: HTMLElement): void {
  const ports = createPorts();
  ports.warm();
  fetchProject().then(
    (project) => {
      const workbench = createWorkbench(project, browserPlatform(project.folder, ports));
      const connection = createConnection({
        listen: listenToFiles,
        fetchProject,
        document: workbench.document,
      });
      effect(() => writeSaved(project.folder, workbench.levers.saved.value));
      place.textContent = "";
      render(<App workbench={workbench} connection={connection} themes={createThemes()} />, place);
    },
    (problem: unknown) => {
      place.textContent = problem instanceof Error ? problem.message : String(problem);
    },
  );
}
