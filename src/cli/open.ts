import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { foldName } from "../model/name.ts";
import { optionOf, type Request } from "./command.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem } from "./files.ts";
import { loadText, openSystem } from "./opening.ts";
import { findSourceText, readGivenTexts } from "./sourcetexts.ts";
import type { Terminal } from "./terminal.ts";
import { openBrowser } from "./workbench/browser.ts";
import { listen } from "./workbench/listen.ts";
import { projectOf } from "./workbench/project.ts";
import { createPublisher } from "./workbench/publishing.ts";
import { createServer } from "./workbench/server.ts";
import { watchProject } from "./workbench/watch.ts";

/** `hence open`: serves the workbench until it is interrupted. */
export async function openInBrowser(request: Request, terminal: Terminal): Promise<number> {
  const { entry, model } = openSystem(request.operands[0]!, "without data");
  const given = readGivenTexts(request.options.get("source") ?? [], model);
  const project = projectOf(entry);
  const tellProblem = (problem: unknown) =>
    terminal.complain(`hence: the folder cannot be watched: ${explainFileProblem(problem)}.`);
  const watch = await watchProject(project, tellProblem);
  const texts = model.sources.flatMap((source) => {
    const path = given.get(foldName(source.name)) ?? findSourceText(source);
    return path === undefined ? [] : [[foldName(source.name), path] as const];
  });
  const token = randomBytes(24).toString("base64url");
  const server = await listen(readPort(request), (port) =>
    createServer({
      project,
      folder: dirname(entry),
      title: model.name,
      sources: async () => Object.fromEntries(texts.flatMap(([name, path]) => readTextOf(name, path))),
      watch,
      publish: createPublisher(project),
      guard: { port, token, refused: (sentence) => terminal.complain(sentence) },
    }),
  );
  const url = `http://127.0.0.1:${server.port}/?token=${token}`;
  const isShown = !request.options.has("no-browser") && (await openBrowser(url));
  terminal.out(`‘${model.name}’ is open in the workbench${isShown ? "" : " at"}`);
  terminal.out(terminal.paint.accent(url));
  terminal.out(
    "Ctrl-C ends it. Whoever has this link can read and change the files; it works on this machine only.",
  );
  await interrupted();
  watch.close();
  await server.close();
  return exit.good;
}

function readTextOf(name: string, path: string): readonly (readonly [string, string])[] {
  const loaded = loadText(path);
  return "missing" in loaded ? [] : [[name, loaded.text]];
}

function readPort(request: Request): number | undefined {
  const written = optionOf(request, "port");
  if (written === undefined) return undefined;
  const port = Number(written);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new WrongUsage(`‘--port ${written}’ is no port: it is a whole number below 65536.`);
}

/** Resolves when the user or the system wants the process to end. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
