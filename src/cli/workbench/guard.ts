import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who may ask: whoever has the token, from a page that this server gave. */
export interface Guard {
  readonly port: number;
  readonly token: string;
  /** Hears of every request that was refused, in words. */
  readonly refused: (sentence: string) => void;
}

/**
 * Lets nobody in but the pages of this server in a browser that has been given its token: another site in the same browser
 * has neither our origin nor, by a name of its own for this machine, our host.
 */
export function guardRequests({ port, token, refused }: Guard): MiddlewareHandler {
  const cookie = `hence-${port}`;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const refuse = (context: Context, because: string) => {
    refused(`Refused: ${context.req.method} ${context.req.path} ${because}.`);
    return context.text(
      `This workbench gives nothing ${because}. Open it by the link that the terminal shows.`,
      403,
    );
  };
  return async (context, next) => {
    const { req } = context;
    if (!hosts.has(req.header("host") ?? "")) return refuse(context, "under another name of this machine");
    const origin = req.header("origin");
    if (origin !== undefined && !hosts.has(origin.replace(/^http:\/\//, "")))
      return refuse(context, "to a page of another origin");
    const site = req.header("sec-fetch-site");
    const isVisit = req.method === "GET" && req.path === "/";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !isVisit)
      return refuse(context, "to a page of another site");
    const shown = req.query("token");
    if (isVisit && shown !== undefined && isSame(shown, token)) {
      setCookie(context, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/" });
      return context.redirect("/");
    }
    if (!isSame(getCookie(context, cookie) ?? "", token)) return refuse(context, "without its token");
    await next();
    return undefined;
  };
}

/** Takes as long whatever the difference. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
