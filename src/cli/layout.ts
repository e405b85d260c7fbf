import { existsSync } from "node:fs";
import type { Layout } from "../model/layout.ts";
import { readLayoutFile } from "../read/layout.ts";
import { loadText, type Opened } from "./opening.ts";

/** The layout that was read with a model, or that stands beside a text of Hence. */
export function layoutOf({ entry, readLayout, report }: Opened): Layout | undefined {
  if (readLayout) return readLayout();
  const path = entry.replace(/\.hence$/i, ".layout.json");
  if (path === entry || !existsSync(path)) return undefined;
  const loaded = loadText(path);
  return "text" in loaded ? readLayoutFile(loaded.text, path, report) : undefined;
}
