import "./shell/language.ts";
import { effect } from "@preact/signals";
import { render } from "preact";
import type { Project } from "../wire/files.ts";
import { App } from "./app.tsx";
import { createPorts, type Ports } from "./engine/port.ts";
import { missingHere } from "./missing.ts";
import { browserPlatform, writeSaved } from "./platform.ts";
import { fetchProject, listenToFiles, postModel, postModelPath } from "./server.ts";
import { createThemes } from "./shell/theme.ts";
import { createBringing } from "./state/bringing.ts";
import { createDesk, type Desk } from "./state/desk.ts";
import { shareListening } from "./state/listening.ts";
import { createWorkbench, type Workbench } from "./state/workbench.ts";
import "./style/style.css";

const root = document.querySelector("main");
if (!root) throw new Error("The page has no place for the workbench.");
const missing = missingHere(globalThis);
if (missing !== undefined) root.textContent = missing;
else open(root);

function open(place: HTMLElement): void {
  const ports = createPorts();
  ports.warm();
  fetchProject(systemInLink()).then(
    (first) => {
      const desk = createDesk({
        first,
        fetchProject,
        makeWorkbench: (project) => makeWorkbench(project, ports),
        listen: shareListening(listenToFiles),
      });
      const go = followLinks(desk);
      const bringing = createBringing({
        post: postModel,
        postPath: postModelPath,
        show: (opened) => go(opened.system, opened),
      });
      const onGo = (system: string | undefined) =>
        void go(system).catch((problem: unknown) => bringing.refuse(wordsOf(problem)));
      place.textContent = "";
      render(<App desk={desk} bringing={bringing} themes={createThemes()} onGo={onGo} />, place);
    },
    (problem: unknown) => {
      place.textContent = wordsOf(problem);
    },
  );
}

function wordsOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

function makeWorkbench(project: Project, ports: Ports): Workbench {
  const key = project.home === undefined ? project.folder : `${project.folder} ${project.entry}`;
  const workbench = createWorkbench(project, browserPlatform(key, ports));
  effect(() => writeSaved(key, workbench.levers.saved.value));
  return workbench;
}

/** The system that the link of the page is of; undefined for the one that the server was started with. */
function systemInLink(): string | undefined {
  return new URLSearchParams(location.search).get("system") ?? undefined;
}

/** Keeps the link of the page and its system in step; the browser's way back leads back. */
function followLinks(desk: Desk): Desk["turn"] {
  addEventListener("popstate", () => void desk.turn(systemInLink()));
  return async (system, opened) => {
    await desk.turn(system, opened);
    history.pushState(undefined, "", system === undefined ? "./" : `./?system=${encodeURIComponent(system)}`);
  };
}
