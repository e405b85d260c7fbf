import { type ServerType, serve } from "@hono/node-server";
import type { Hono } from "hono";
import { WrongUsage } from "../exit.ts";
import { problemCode } from "../files.ts";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Where it is looked for first, so that a page that was left open finds its server again. */
const usual = 43_623;
const triesNear = 10;

/**
 * Serves what is made for the port, to this machine only. Throws `WrongUsage` where the port that was asked for is
 * taken; without one, a free one is found.
 */
export async function listen(wanted: number | undefined, make: (port: number) => Hono): Promise<Listening> {
  const near = Array.from({ length: triesNear }, (_, i) => usual + i);
  for (const port of wanted === undefined ? [...near, 0] : [wanted]) {
    const listening = await serveOn(port, make);
    if (listening) return listening;
  }
  throw new WrongUsage(
    `The port ${wanted} is taken or may not be used.`,
    "Another workbench may be open there; without --port a free one is found.",
  );
}

/** Serves on a port; resolves to undefined where it is taken, or not ours to use. */
function serveOn(port: number, make: (port: number) => Hono): Promise<Listening | undefined> {
  return new Promise((resolve, reject) => {
    let app: Hono | undefined;
    const server = serve(
      {
        fetch: (request) => app?.fetch(request) ?? new Response("Not yet.", { status: 503 }),
        port,
        hostname: "127.0.0.1",
      },
      (found) => {
        app = make(found.port);
        resolve({ port: found.port, close: () => close(server) });
      },
    );
    server.once("error", (problem) => {
      if (["EADDRINUSE", "EACCES"].includes(problemCode(problem))) resolve(undefined);
      else reject(problem);
    });
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Pages keep a connection open on which they hear of changes.
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
