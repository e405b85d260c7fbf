import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { problemCode } from "../files.ts";

/** Where the built workbench lies: beside the bundle of the command line; the sources by themselves use the last build. */
const folder = new URL(import.meta.url.endsWith(".ts") ? "../../../dist/web/" : "../web/", import.meta.url);

const types: ReadonlyMap<string, string> = new Map([
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".map", "application/json"],
]);

/** A file of the built workbench; undefined where there is none of that name. */
export async function readAsset(
  name: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | undefined> {
  const type = types.get(extname(name));
  if (type === undefined || !/^[\w.-]+$/.test(name)) return undefined;
  try {
    return { bytes: new Uint8Array(await readFile(new URL(name, folder))), type };
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return undefined;
    throw problem;
  }
}

/** The scripts that another one of the built workbench begins with: named here, a browser need not find them one by one. */
export async function importsOf(name: string): Promise<readonly string[]> {
  const asset = await readAsset(name);
  const text = new TextDecoder().decode(asset?.bytes);
  return [...text.matchAll(/\bfrom\s*"\.\/([\w.-]+\.js)"/g)].map(([, file]) => file!);
}
