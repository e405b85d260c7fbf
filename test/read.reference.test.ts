import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { readHence } from "../src/read/hence.ts";
import { printDiagnostic } from "../src/read/position.ts";

/** The framed examples of each chapter of the reference, put together. */
function chapters(): readonly (readonly [string, string])[] {
  const page = readFileSync(new URL("../docs/language.md", import.meta.url), "utf8");
  return page
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const blocks = [...chapter.matchAll(/^```hence\n(.*?)^```$/gms)].map(([, block]) => block);
      return [chapter.split("\n")[0]!, blocks.join("\n")] as const;
    })
    .filter(([, text]) => text.length > 0);
}

test.each(chapters())("the chapter ‘%s’ of the reference is read without a fault", (_, text) => {
  const faults: Diagnostic[] = [];
  const reading = readHence("page.hence", () => ({ text }), (fault) => faults.push(fault));
  expect(faults.map((fault) => printDiagnostic(fault, reading.sources))).toEqual([]);
});
