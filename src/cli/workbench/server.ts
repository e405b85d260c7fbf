import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { stream, streamSSE } from "hono/streaming";
import type { FileEvent, Project, Save } from "../../wire/files.ts";
import { mostPublished, type Publish, type PublishNews } from "../../wire/publishing.ts";
import { explainFileProblem } from "../files.ts";
import { importsOf, readAsset } from "./assets.ts";
import { type Guard, guardRequests } from "./guard.ts";
import { serveModels } from "./models.ts";
import { icon, policy, workbenchPage } from "./page.ts";
import { placeOf } from "./place.ts";
import { isSystem, listTexts, type ProjectFolder, readState } from "./project.ts";
import type { Publisher } from "./publishing.ts";
import { saveText } from "./save.ts";
import type { Watch } from "./watch.ts";

export interface Workbench {
  readonly project: ProjectFolder;
  /** The folder as a person would name it. */
  readonly folder: string;
  /** Of the page: the name of the system, as far as it is known. */
  readonly title: string;
  /** The texts of sources that are at hand, by folded name. */
  readonly sources: () => Promise<Readonly<Record<string, string>>>;
  readonly watch: Watch;
  readonly publish: Publisher;
  readonly guard: Guard;
}

/** A text may have this many bytes; see `project.ts`. */
const mostBytes = 16 * 1024 * 1024;
/** Of a request that is no text. */
const mostWords = 16 * 1024;
/** So often a connection is told that it lives, in milliseconds. */
const often = 5000;

/** Answers the requests of the workbench; a function from request to response, with or without a socket. */
export function createServer(workbench: Workbench): Hono {
  const { project, watch } = workbench;
  const app = new Hono();
  app.use(guardRequests(workbench.guard));
  app.use(async (context, next) => {
    await next();
    context.header("content-security-policy", policy);
    context.header("x-content-type-options", "nosniff");
    context.header("referrer-policy", "no-referrer");
    context.header("cache-control", "no-store");
  });

  app.get("/", async (context) => {
    const system = context.req.query("system");
    return context.html(workbenchPage(system ?? workbench.title, await importsOf("main.js"), system));
  });
  app.get("/icon.svg", (context) => context.body(icon, 200, { "content-type": "image/svg+xml" }));

  app.get("/api/project", async (context) => {
    const system = context.req.query("system") ?? project.entry;
    const place = system === project.entry ? system : await placeOf(project.root, system);
    const now = place === undefined ? undefined : await projectNow(workbench, system);
    return now ? context.json(now) : context.text(`The project has no system ‘${system}’.`, 404);
  });

  app.get("/api/files/:path{.+}", async (context) => {
    const path = context.req.param("path");
    const state = (await placeOf(project.root, path)) && (await readState(project, path));
    return state ? context.json(state) : context.text(`The project has no text ‘${path}’.`, 404);
  });

  app.get("/api/bytes/:path{.+}", async (context) => {
    const path = context.req.param("path");
    const place = await placeOf(project.root, path);
    if (place === undefined) return context.text("it is outside of the folder of the system", 404);
    try {
      const bytes = new Uint8Array(await readFile(place));
      return context.body(bytes, 200, { "content-type": "application/octet-stream" });
    } catch (problem) {
      return context.text(explainFileProblem(problem), 404);
    }
  });

  app.put("/api/files/:path{.+}", bodyLimit({ maxSize: 2 * mostBytes }), async (context) => {
    const path = context.req.param("path");
    if (!(await placeOf(project.root, path)))
      return context.json(
        { kind: "refused", problem: `‘${path}’ is outside of the folder of the project.` },
        403,
      );
    const save = readSave(await context.req.json().catch(() => undefined));
    if (!save) return context.json({ kind: "refused", problem: "This is no text to be saved." }, 400);
    // A text that was not written is an answer, not a failure: browsers tell of failures in the console by themselves.
    return context.json(await saveText(project, path, save));
  });

  app.post("/api/publish", bodyLimit({ maxSize: mostWords }), async (context) => {
    const asked = readPublish(await context.req.json().catch(() => undefined));
    if (!asked) return context.text("This does not say what to publish.", 400);
    return stream(context, async (out) => {
      const leave = new AbortController();
      out.onAbort(() => leave.abort());
      const tell = (news: PublishNews) => out.writeln(JSON.stringify(news));
      await tell(
        await workbench.publish(
          asked.folder,
          asked.worlds,
          (news) => void tell(news),
          leave.signal,
          asked.system,
        ),
      );
    });
  });

  serveModels(app, project);

  app.get("/api/events", (context) =>
    streamSSE(context, async (stream) => {
      const tell = (event: FileEvent) => stream.writeSSE({ data: JSON.stringify(event) });
      const stop = watch.listen((event) => void tell(event));
      stream.onAbort(stop);
      while (!stream.aborted) {
        await tell({ kind: "alive" });
        await stream.sleep(often);
      }
      stop();
    }),
  );

  app.get("/:name", async (context) => {
    const asset = await readAsset(context.req.param("name"));
    if (!asset) return context.notFound();
    return context.body(asset.bytes, 200, { "content-type": asset.type });
  });
  return app;
}

/** The project as a system of it sees it: the files of its folder; undefined where there is no such system. */
async function projectNow(
  { project, folder, sources }: Workbench,
  system: string,
): Promise<Project | undefined> {
  const below = system.slice(0, system.lastIndexOf("/") + 1);
  const paths = (await listTexts(project)).map(({ path }) => path).filter((path) => path.startsWith(below));
  if (system === project.entry) {
    const files = await statesOf(project, paths);
    return { entry: system, folder, files, sources: await sources() };
  }
  if (!paths.includes(system) || !isSystem(system)) return undefined;
  const files = await statesOf(project, paths);
  const whole = below === "" ? folder : join(folder, below.slice(0, -1));
  return { entry: system, folder: whole, files, sources: {}, home: project.entry };
}

async function statesOf(project: ProjectFolder, paths: readonly string[]) {
  const states = await Promise.all(paths.map((path) => readState(project, path)));
  return states.filter((state) => state !== undefined);
}

function readSave(value: unknown): Save | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { text, over } = value as { readonly text?: unknown; readonly over?: unknown };
  return typeof text === "string" && (typeof over === "string" || over === null) ? { text, over } : undefined;
}

function readPublish(value: unknown): Publish | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { folder, worlds, system } = value as Partial<Record<keyof Publish, unknown>>;
  if (typeof folder !== "string" || typeof worlds !== "number") return undefined;
  if (!(Number.isInteger(worlds) && worlds >= 1 && worlds <= mostPublished)) return undefined;
  if (system !== undefined && typeof system !== "string") return undefined;
  return { folder, worlds, ...(system !== undefined && { system }) };
}
