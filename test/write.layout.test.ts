import { expect, test } from "vitest";
import type { Layout, LayoutItem } from "../src/model/layout.ts";
import { readVensim } from "../src/read/vensim/vensim.ts";
import { readXmile } from "../src/read/xmile/xmile.ts";
import { writeVensim } from "../src/write/vensim/model.ts";
import { writeXmile } from "../src/write/xmile/model.ts";
import { readText } from "./read.texts.ts";

const { model } = readText(`system tea
time 0 to 10 by 1/4 minute
stock heat starts 90 out cooling
flow cooling = (heat - room) / 12
const room = 20
`);

const layout: Layout = {
  views: [
    {
      name: "cup",
      items: [
        { kind: "variable", name: "heat", at: [100, 200], size: [80, 40], ghost: false },
        { kind: "variable", name: "room", at: [300, 260], size: [90, 22], ghost: false },
        {
          kind: "pipe",
          flow: "cooling",
          from: "heat",
          points: [
            [140, 200],
            [260, 200],
          ],
        },
        { kind: "arrow", from: "room", to: "cooling" },
      ],
    },
  ],
};

const silent = () => undefined;

test.each([
  ["Vensim", (one: Layout) => readVensim("a.mdl", () => ({ text: writeVensim(model, one, silent) }), silent)],
  ["XMILE", (one: Layout) => readXmile("a.xmile", () => ({ text: writeXmile(model, one, silent) }), silent)],
])("where things lie comes back from %s", (_, thereAndBack) => {
  const items = thereAndBack(layout).readLayout?.().views[0]?.items ?? [];
  const find = (is: (item: LayoutItem) => boolean) => items.find(is);
  expect(find((item) => item.kind === "variable" && item.name === "heat")).toMatchObject({ at: [100, 200] });
  expect(find((item) => item.kind === "variable" && item.name === "room")).toMatchObject({ at: [300, 260] });
  expect(find((item) => item.kind === "pipe")).toMatchObject({ flow: "cooling", from: "heat" });
  expect(find((item) => item.kind === "arrow")).toMatchObject({ from: "room", to: "cooling" });
});

test("without a layout all variables stand somewhere", () => {
  const { readLayout } = readVensim("a.mdl", () => ({ text: writeVensim(model, undefined, silent) }), silent);
  const placed = readLayout?.().views[0]?.items.flatMap((item) =>
    item.kind === "variable" ? [item.name] : [],
  );
  expect(placed?.toSorted()).toEqual(["cooling", "heat", "room"]);
});
