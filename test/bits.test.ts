import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hashOf, runsToCompare } from "./bits.systems.ts";

const path = "test/cases/bits/hashes.txt";

test("runs give the same bits on every version of Node", () => {
  const found = [...runsToCompare()].map(({ name, results }) => `${hashOf(results)} ${name}\n`).join("");
  if (process.env.UPDATE) writeFileSync(path, found);
  expect(found).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
});
