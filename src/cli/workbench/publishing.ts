import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Published, PublishNews } from "../../wire/publishing.ts";
import { exit } from "../exit.ts";
import { placeOf } from "./place.ts";
import { isSystem, type ProjectFolder } from "./project.ts";

/** Publishes a system into a folder of its project; tells how far it is, and resolves to how it ended. */
export type Publisher = (
  folder: string,
  worlds: number,
  tell: (news: PublishNews) => void,
  signal: AbortSignal,
  /** The path of its entry, where it is not that of the project. */
  system?: string,
) => Promise<Published>;

/** The command line of this program: beside the bundle, or as the last build left it. */
const program = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../../bin/hence.js" : "../../bin/hence.js", import.meta.url),
);

/** `hence publish` in a process of its own: the workbench goes on meanwhile, and a publication can be ended. */
export function createPublisher({ root, entry }: ProjectFolder): Publisher {
  let isBusy = false;
  return async (folder, worlds, tell, signal, system = entry) => {
    const place = await placeOf(root, folder);
    if (place === undefined) return refused(`‘${folder}’ is no folder inside of the folder of the project.`);
    if (system !== entry && !((await placeOf(root, system)) && isSystem(system)))
      return refused(`The project has no system ‘${system}’.`);
    if (isBusy) return refused("It is being published already; one at a time.");
    isBusy = true;
    try {
      const words = ["publish", join(root, system), "--out", place, "--kept", String(worlds)];
      return await end(words, tell, signal);
    } finally {
      isBusy = false;
    }
  };
}

function end(
  words: readonly string[],
  tell: (news: PublishNews) => void,
  signal: AbortSignal,
): Promise<Published> {
  return new Promise((resolve) => {
    const child = fork(program, words, {
      silent: true,
      env: { ...process.env, HENCE_PROGRESS: "message", NO_COLOR: "1" },
    });
    let said = "";
    let complaints = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaints += text;
    });
    child.on("message", (says) => tell({ kind: "working", says: String(says) }));
    const stop = () => child.kill("SIGINT");
    signal.addEventListener("abort", stop);
    child.once("error", (problem) => resolve(refused(`It could not be started: ${problem.message}.`)));
    child.once("close", (code) => {
      signal.removeEventListener("abort", stop);
      if (code === exit.good) resolve({ kind: "published", says: said.trim() });
      else
        resolve(
          refused(complaints.replace(/^hence: /, "").trim() || "It ended before anything was written."),
        );
    });
    if (signal.aborted) stop();
  });
}

function refused(problem: string): Published {
  return { kind: "refused", problem };
}
