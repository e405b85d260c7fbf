import { createServer as createHttpServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
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
 * Serves what is made for the port, on the loopback address only. Throws `WrongUsage` where the port that was asked for is
 * taken; without one, a free one is found.
 */
export async function listen(wanted: number | undefined, make: (port: number) => Hono): Promise<Listening> {
  const near = Array.from({ length: triesNear }, (_, i) => usual + i);
  for (const port of wanted === undefined ? [...near, 0] : [wanted]) {
    const server = createHttpServer();
    if (!(await isTaken(server, port))) return serve(server, make);
  }
  throw new WrongUsage(
    `The port ${wanted} is taken or may not be used.`,
    "Another workbench may be open there; without --port a free one is found.",
  );
}

/** Tries to listen; resolves to whether another program does. */
function isTaken(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (problem) => {
      if (["EADDRINUSE", "EACCES"].includes(problemCode(problem))) resolve(true);
      else reject(problem);
    });
    server.listen(port, "127.0.0.1", () => resolve(false));
  });
}

function serve(server: Server, make: (port: number) => Hono): Listening {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const { port } = address;
  server.on("request", getRequestListener(make(port).fetch));
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Pages keep a connection open on which they hear of changes.
        server.closeAllConnections();
      }),
  };
}
