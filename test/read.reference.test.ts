import { expect, test } from "vitest";
import { chapters, filesOfReference, readFiles } from "./read.texts.ts";

const files = filesOfReference();

test.each(chapters())("the chapter ‘%s’ of the reference is read without a fault", (_, text) => {
  const load = (path: string) => {
    const found = path === "chapter.hence" ? text : files.get(path);
    return found === undefined ? { missing: "there is no such file" } : { text: found };
  };
  expect(readFiles("chapter.hence", load).printed).toEqual([]);
});
