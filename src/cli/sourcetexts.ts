import { statSync } from "node:fs";
import type { Source } from "../model/argument.ts";
import { foldName, nearestName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import { pathBeside } from "../read/path.ts";
import { WrongUsage } from "./exit.ts";

/** The `--source NAME=FILE` options, by folded name. */
export function readGivenTexts(written: readonly string[], model: Model): ReadonlyMap<string, string> {
  return new Map(
    written.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new WrongUsage(`‘--source ${pair}’ names no file: it reads --source essay=FILE.`);
      const name = pair.slice(0, at);
      const names = model.sources.map((source) => source.name);
      if (!names.some((one) => foldName(one) === foldName(name))) {
        const near = nearestName(name, names);
        throw new WrongUsage(
          `‘${model.name}’ has no source ‘${name}’.${near ? ` Did you mean ‘${near}’?` : ""}`,
        );
      }
      return [foldName(name), pair.slice(at + 1)];
    }),
  );
}

/** The source's text where the system names it, if it is there. */
export function findSourceText(source: Source): string | undefined {
  const path = source.file && pathBeside(source.span.source, source.file.path);
  return path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined;
}
