import { expect, test } from "vitest";
import type { LayoutItem, View } from "../src/model/layout.ts";
import { givenDrawing } from "../src/view/diagram/given.ts";
import { movedView } from "../src/view/diagram/givenmove.ts";
import { moveNodes } from "../src/view/diagram/move.ts";
import { outlineOf } from "../src/view/diagram/outline.ts";
import { roomyView } from "../src/view/diagram/roomy.ts";
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
    { kind: "variable", name: "cows", at: [300, 100], size: [128, 64], ghost: false },
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

const two = `
system pair
time 0 to 2 by 1 year
stock left
  starts 1
stock right
  starts 1
`;

test("a view whose stocks were drawn smaller is stretched until they lie free, and what is moved then stays", () => {
  const pair = outlineOf(checkText(two).facts, undefined);
  const stock = (
    name: string,
    at: readonly [number, number],
    size?: readonly [number, number],
  ): LayoutItem => ({
    kind: "variable",
    name,
    at,
    ghost: false,
    ...(size && { size }),
  });
  const narrow: View = {
    name: "Stella",
    items: [stock("left", [100, 50]), stock("right", [186, 50]), { kind: "text", text: "Here", at: [10, 5] }],
  };
  const roomy = roomyView(pair, narrow);
  expect(roomy.items.map((item) => ("at" in item ? item.at : []))).toEqual([
    [200, 100],
    [372, 100],
    [20, 10],
  ]);
  expect(roomyView(pair, roomy)).toBe(roomy);
  const [left, right] = givenDrawing(pair, narrow).scene.nodes;
  expect(right!.box.x - (left!.box.x + left!.box.width)).toBe(44);
  // Laid over each other by hand, they are left so.
  const drawing = givenDrawing(pair, narrow);
  const kept = movedView(roomy, moveNodes(pair, drawing, new Set(["right"]), [-100, 0]));
  expect(roomyView(pair, kept)).toBe(kept);
  // What an author has drawn as large as here is as the author wants it.
  const wide: View = {
    name: "Vensim",
    items: [stock("left", [0, 0], [130, 70]), stock("right", [60, 0], [130, 70])],
  };
  expect(roomyView(pair, wide)).toBe(wide);
  const same: View = { name: "One place", items: [stock("left", [0, 0]), stock("right", [0, 0])] };
  expect(roomyView(pair, same)).toBe(same);
});
