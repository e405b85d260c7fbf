import { statSync } from "node:fs";
import { type Anchors, readAnchors } from "../argument/anchors.ts";
import { checkPlaces } from "../argument/places.ts";
import { foldName } from "../model/name.ts";
import { pathBeside } from "../read/path.ts";
import { WrongUsage } from "./exit.ts";
import { loadText, type Opened } from "./opening.ts";

/** Looks up the places of the claims in the anchors that lie beside the system. */
export function checkAnchoredPlaces({ model, report }: Opened): void {
  const known = new Map<string, Anchors>();
  for (const { name, anchors } of model.sources) {
    if (!anchors) continue;
    const path = pathBeside(anchors.span.source, anchors.path);
    const found = readAnchorsFile(path);
    if (found) known.set(foldName(name), found);
    else
      report({
        code: "no-anchors",
        severity: "note",
        message: `There is no file ‘${path}’ yet, so the places in ‘${name}’ were not looked up.`,
        span: anchors.span,
        notes: [{ message: "‘hence anchor’ makes it from the text of the source." }],
      });
  }
  checkPlaces(model, known, report);
}

/** The anchors in a file; undefined where there is no such file. */
export function readAnchorsFile(path: string): Anchors | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const loaded = loadText(path);
  if ("missing" in loaded) throw new WrongUsage(`‘${path}’ cannot be read: ${loaded.missing}.`);
  const anchors = readAnchors(loaded.text);
  if (!anchors)
    throw new WrongUsage(
      `‘${path}’ is no file of anchors.`,
      "Delete it or give another name; hence anchor makes a new one.",
    );
  return anchors;
}
