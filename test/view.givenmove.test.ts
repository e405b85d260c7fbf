import { expect, test } from "vitest";
import type { LayoutItem, View } from "../src/model/layout.ts";
import { givenDrawing } from "../src/view/diagram/given.ts";
import { movedView } from "../src/view/diagram/givenmove.ts";
import { moveNodes } from "../src/view/diagram/move.ts";
import { outlineOf } from "../src/view/diagram/outline.ts";
import { checkText } from "./check.reading.ts";

const text = `
system farm
time 0 to 2 by 1 year
stock cows : cow
  starts 3 cow
  in     births
flow births : cow/year
  = growth * cows
const growth : 1/year = 0.1
`;
const system = outlineOf(checkText(text).facts, undefined);

const view: View = {
  name: "The farm",
  items: [
    { kind: "text", text: "How it began", at: [10, 10] },
    { kind: "variable", name: "cows", at: [300, 100], size: [80, 40], ghost: false },
    { kind: "variable", name: "growth", at: [200, 200], ghost: false },
    { kind: "variable", name: "growth", at: [500, 200], ghost: true },
    {
      kind: "pipe",
      flow: "births",
      to: "cows",
      points: [
        [100, 100],
        [200, 100],
        [300, 100],
      ],
    },
    { kind: "arrow", from: "growth", to: "births", through: [[180, 150]] },
    { kind: "arrow", from: "cows", to: "births", through: [[250, 150]] },
  ],
};
const itemAt = (items: readonly LayoutItem[], i: number) => items[i];

test("what is moved in a view of an author is kept there, and nothing else is touched", () => {
  const drawing = givenDrawing(system, view);
  const same = movedView(view, drawing).items;
  expect(same.filter((_, i) => i !== 4)).toEqual([
    ...view.items.filter((_, i) => i !== 4),
    // Its author did not say where the name of the flow stands.
    { kind: "variable", name: "births", at: [200, 124], ghost: false },
  ]);
  const { items, name } = movedView(view, moveNodes(system, drawing, new Set(["growth"]), [30, 40]));
  expect(name).toBe("The farm");
  expect(itemAt(items, 2)).toEqual({ kind: "variable", name: "growth", at: [230, 240], ghost: false });
  expect(itemAt(items, 5)).toEqual({ kind: "arrow", from: "growth", to: "births" });
  for (const i of [0, 1, 3, 6]) expect(itemAt(items, i)).toEqual(itemAt(view.items, i));
});

test("drawn again, it lies where it was put", () => {
  const keys = new Set(["cows", "births"]);
  const moved = moveNodes(system, givenDrawing(system, view), keys, [50, 20]);
  const again = givenDrawing(system, movedView(view, moved));
  const placesOf = ({ scene }: typeof moved) =>
    scene.nodes.map(({ key, box }) => [key, Math.round(box.x), Math.round(box.y)]);
  expect(placesOf(again)).toEqual(placesOf(moved));
  expect(again.scene.pipes[0]?.valve).toEqual(moved.scene.pipes[0]?.valve);
});
