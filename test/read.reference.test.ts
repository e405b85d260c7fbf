import { expect, test } from "vitest";
import { chapters, readText } from "./read.texts.ts";

test.each(chapters())("the chapter ‘%s’ of the reference is read without a fault", (_, text) => {
  expect(readText(text).printed).toEqual([]);
});
