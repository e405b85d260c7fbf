import { expect, test } from "vitest";
import { formatHence } from "../src/write/hence.ts";
import { chapters, readText, systemFiles, withoutSpans } from "./read.texts.ts";

const texts = [...chapters(), ...systemFiles()];

test.each(texts)("‘%s’ means the same when it is laid out, and is then left as it is", (_, text) => {
  const once = formatHence(text, "case.hence");
  expect(once.diagnostics).toEqual([]);
  expect(withoutSpans(readText(once.text).model)).toBe(withoutSpans(readText(text).model));
  expect(formatHence(once.text, "case.hence").text).toBe(once.text);
});
