import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dataFormats } from "../src/read/data/formats.ts";
import { formats } from "../src/read/formats.ts";
import { writableFormats } from "../src/write/formats.ts";

const path = "docs/formats.md";
const begin = "<!-- printed from the formats in src/read and src/write -->\n";
const end = "<!-- end of what is printed -->\n";

const endings = (extensions: readonly string[]) => extensions.map((one) => `\`${one}\``).join(" ");

/** The tables of `docs/formats.md`. UPDATE=1 writes them. */
function printed(): string {
  const models = formats.map(({ name, extensions }) => {
    const written = name === "Hence" || writableFormats.some((one) => one.name === name);
    return `| ${name} | ${endings(extensions)} | yes | ${written ? "yes" : "no"} |\n`;
  });
  const data = dataFormats.map(({ name, extensions, about, workbook, series }) => {
    const cells = workbook || series.from === "text" ? (name === "Vensim data" ? "no" : "yes") : "no";
    return `| ${name} | ${endings(extensions)} | yes | ${cells} | ${about} |\n`;
  });
  return `
## Systems

| format | files | read | written |
|---|---|---|---|
${models.join("")}
## Data

| format | files | series | cells | what it holds |
|---|---|---|---|---|
${data.join("")}
`;
}

test("docs/formats.md lists the formats that there are", () => {
  const text = readFileSync(path, "utf8");
  const [before = "", rest = ""] = text.split(begin);
  const [found = "", after = ""] = rest.split(end);
  if (process.env.UPDATE) writeFileSync(path, before + begin + printed() + end + after);
  else expect(found).toBe(printed());
});
