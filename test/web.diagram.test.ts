import { expect, test } from "vitest";
import type { DiagramView } from "../src/view/diagram/viewname.ts";
import { drawView } from "../src/view/diagram/views.ts";
import { begin, pan, placeAt, reveal, wholeOf, windowOf, zoomAt } from "../src/web/diagram/camera.ts";
import { litBy } from "../src/web/diagram/lit.ts";
import { findNodes } from "../src/web/diagram/search.ts";
import { rangeOf, smallChart } from "../src/web/diagram/smallchart.ts";
import { neighbour, sibling, step } from "../src/web/diagram/walk.ts";
import { systemAt, systemOf } from "./view.diagram.systems.ts";

const box = { x: 100, y: 50, width: 2000, height: 1000 };
const size = { width: 800, height: 600 };

test("the whole of a scene lies in the middle of the window", () => {
  const shown = windowOf(wholeOf(box, size), size);
  expect(shown.x).toBeCloseTo(100);
  expect(shown.width).toBeCloseTo(2000);
  expect(shown.y + shown.height / 2).toBeCloseTo(550);
});

test("what is too large to be read is begun at a place, within its edges", () => {
  const far = { x: 0, y: 0, width: 8000, height: 6000 };
  expect(windowOf(begin(far, size, [-500, 9000]), size)).toMatchObject({ x: 0 });
  const shown = windowOf(begin(far, size, [4000, 3000]), size);
  expect(shown.x + shown.width / 2).toBeCloseTo(4000);
  const small = { x: 0, y: 0, width: 900, height: 700 };
  expect(begin(small, size, [0, 0])).toEqual(wholeOf(small, size));
});

test("zooming keeps what is under the pointer where it is", () => {
  const before = { x: 10, y: 20, scale: 0.5 };
  const after = zoomAt(before, 1.7, [300, 200]);
  expect(after.scale).toBeCloseTo(0.85);
  for (const [i, place] of placeAt(after, [300, 200]).entries())
    expect(place).toBeCloseTo(placeAt(before, [300, 200])[i]!);
  expect(zoomAt(before, 1000, [0, 0]).scale).toBeLessThan(5);
  expect(pan(before, 10, -5)).toEqual({ x: -10, y: 30, scale: 0.5 });
});

test("what is looked for comes into the window, and nothing moves where it is there already", () => {
  const camera = { x: 0, y: 0, scale: 1 };
  expect(reveal(camera, { x: 100, y: 100, width: 50, height: 20 }, size)).toEqual(camera);
  const shown = windowOf(reveal(camera, { x: 2000, y: -300, width: 50, height: 20 }, size), size);
  expect(shown.x).toBeLessThan(2000);
  expect(shown.x + shown.width).toBeGreaterThan(2050);
  expect(shown.y).toBeLessThan(-300);
});

const flagship = systemAt("systems/backlash/backlash.hence");
const sceneOf = (view: DiagramView) => drawView(flagship, view)!.scene;

test("a chosen loop lights up its way and nothing else, in a sector and in the overview", () => {
  const scene = sceneOf({ kind: "group", key: "state" });
  const lit = litBy({ kind: "loop", id: "R2" }, scene, flagship)!;
  const way = flagship.ways.find(({ id }) => id === "R2")!.paths[0]!;
  for (const key of lit.nodes) expect(way).toContain(scene.nodes.find((node) => node.key === key)!.name);
  for (const i of lit.arrows) expect(way).toContain(scene.arrows[i]!.cause);
  expect(lit.arrows.size).toBeGreaterThan(3);
  expect(lit.pipes.size).toBeGreaterThan(0);

  const overview = sceneOf({ kind: "overview" });
  const groups = litBy({ kind: "loop", id: "R2" }, overview, flagship)!;
  expect(groups.nodes).toContain("state");
  expect(groups.nodes).not.toContain("opinion");
});

test("a chosen variable lights up what it has to do with; what is not in the view lights up nothing", () => {
  const scene = sceneOf({ kind: "group", key: "opinion" });
  const lit = litBy({ kind: "variable", name: "hostility" }, scene, flagship)!;
  expect(lit.chosen).toEqual(new Set(["hostility"]));
  expect(lit.nodes).toContain("change_hostility");
  expect(litBy({ kind: "variable", name: "repression" }, scene, flagship)).toBeUndefined();
  expect(litBy(undefined, scene, flagship)).toBeUndefined();
});

const pond = systemOf(`system pond
time 0 to 10 by 1
stock fish starts 10 in births out deaths
flow births = fish * fertility
flow deaths = fish * crowding
aux crowding = fish / room
const fertility = 0.2
const room = 100
`);

test("the keys walk along causes and effects, and through those side by side", () => {
  const { scene } = drawView(pond, { kind: "group" })!;
  const toFlow = step({ key: "fish" }, "cause", scene)!;
  expect(["births", "deaths"]).toContain(toFlow.key);
  const other = sibling(toFlow, 1, scene)!;
  expect(new Set([toFlow.key, other.key])).toEqual(new Set(["births", "deaths"]));
  expect(sibling(other, 1, scene)).toEqual(toFlow);
  expect(step({ key: "births" }, "effect", scene)!.key).toBe("fish");
  expect(step({ key: "fertility" }, "cause", scene)).toBeUndefined();
  expect(sibling({ key: "fish" }, 1, scene)).toBeUndefined();
});

test("arrow keys go to the nearest name in their direction", () => {
  const { scene } = drawView(pond, { kind: "group" })!;
  const x = (key: string) => scene.nodes.find((node) => node.key === key)!.box.x;
  const right = neighbour("fish", "right", scene)!;
  expect(x(right)).toBeGreaterThan(x("fish"));
  expect(neighbour("nowhere", "left", scene)).toBe(scene.nodes[0]!.key);
});

test("variables are found by all words of their labels, those that begin with them first", () => {
  const found = findNodes(flagship, "repression rul");
  expect(found[0]).toEqual({
    name: "indicated_repression",
    label: "repression that the rulers decide on",
    group: "Repression and opposition in Tajikistan",
  });
  expect(findNodes(flagship, "repression")[0]!.name).toBe("repression");
  expect(findNodes(flagship, "no such thing")).toEqual([]);
});

test("small charts fit their box, and leave a gap where a number was lost", () => {
  const place = { x: 10, y: 20, width: 100, height: 30 };
  expect(smallChart([0, 5, 10], place)).toBe("M10.0 50.0L60.0 35.0L110.0 20.0");
  expect(smallChart([0, Number.NaN, 10], place)).toBe("M10.0 50.0M110.0 20.0");
  expect(smallChart([3, 3], place)).toBe("M10.0 35.0L110.0 35.0");
  expect(smallChart([Number.NaN, Number.NaN], place)).toBeUndefined();
  expect(smallChart([1], place)).toBeUndefined();
  expect(
    rangeOf([
      [1, 5],
      [Number.NaN, -2],
    ]),
  ).toEqual({ low: -2, high: 5 });
});
