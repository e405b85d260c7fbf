import type { Layout } from "../model/layout.ts";

/** The file of a layout: a line for each thing, so that changes of two people can be joined. */
export function writeLayoutFile({ views }: Layout): string {
  const shown = views.map(({ name, items }) => {
    const lines = items.map((item) => `      ${JSON.stringify(item)}`).join(",\n");
    const list = lines === "" ? "[]" : `[\n${lines}\n    ]`;
    return `    { "name": ${JSON.stringify(name)}, "items": ${list} }`;
  });
  return `{\n  "views": [\n${shown.join(",\n")}\n  ]\n}\n`;
}
