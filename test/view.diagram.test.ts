import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Layout } from "../src/model/layout.ts";
import { readLayoutFile } from "../src/read/layout.ts";
import { layoutViewOf, moveNodes } from "../src/view/diagram/move.ts";
import type { Scene } from "../src/view/diagram/scene.ts";
import { svgText } from "../src/view/diagram/svg.ts";
import type { DiagramSystem } from "../src/view/diagram/system.ts";
import { type DiagramView, layoutNameOf, pagesOf } from "../src/view/diagram/viewname.ts";
import { drawView, viewsOf } from "../src/view/diagram/views.ts";
import { writeLayoutFile } from "../src/write/diagram.ts";
import { faultsOf } from "./view.diagram.faults.ts";
import { signedSystem, signedSystemAt, systemAt, systemOf } from "./view.diagram.systems.ts";

const club = `system club "A club"
time 2020 to 2030 by 1/8 year
unit person = people
stock members : person starts first in joining out leaving
flow joining : person/year = members * talk
flow leaving : person/year = members / stay
aux crowding : 1 = members / room
aux mood : 1 = smooth(1 - crowding, 2 year)
const talk "friends that a member brings in a year" : 1/year = 0.4
const stay "how long a member stays" : year = 4
const room : person = 500
const first : person = 100
loop R1 "Word of mouth" reinforcing
  members -> joining
claim C1, "always"
  talk raises members after 3 years
`;

function sceneOf(system: DiagramSystem, view: DiagramView): Scene {
  const drawing = drawView(system, view);
  if (!drawing) throw new Error("There is nothing to draw.");
  return drawing.scene;
}

const files = ["classics", "examples"].flatMap((folder) =>
  readdirSync(`systems/${folder}`)
    .filter((name) => name.endsWith(".hence"))
    .map((name) => `systems/${folder}/${name}`),
);

test.each(files)("in the views of %s nothing lies over anything else", (file) => {
  const system = systemAt(file);
  for (const { view, title } of viewsOf(system)) {
    const scene = sceneOf(system, view);
    const { overlaps, crossings, covered } = faultsOf(scene);
    expect({ title, overlaps }).toEqual({ title, overlaps: [] });
    expect(crossings).toBeLessThanOrEqual(scene.arrows.length / 6);
    expect(covered).toBeLessThanOrEqual(scene.arrows.length / 6);
  }
});

const flagship = systemAt("systems/backlash/backlash.hence");

test("nothing lies over anything else in the flagship, and few of its arrows cross", () => {
  for (const { view, title } of viewsOf(flagship)) {
    const scene = sceneOf(flagship, view);
    const { overlaps, crossings, covered } = faultsOf(scene);
    expect({ title, overlaps }).toEqual({ title, overlaps: [] });
    if (view.kind === "overview") continue;
    expect(crossings, title).toBeLessThanOrEqual(scene.arrows.length / 10);
    expect(covered, title).toBeLessThanOrEqual(scene.arrows.length / 10);
  }
});

test("a node that lies over another is counted", () => {
  const scene = sceneOf(systemOf(club), { kind: "group" });
  const [first, second] = scene.nodes;
  const planted = { ...scene, nodes: [first!, { ...second!, box: first!.box }] };
  expect(faultsOf(planted).overlaps).toEqual([[first!.key, second!.key]]);
});

test("stocks of a chain stand in one row, and their pipes are straight", () => {
  const scene = sceneOf(
    systemOf(`system chain
time 0 to 10 by 1
stock young starts 1 in born out growing
stock old starts 1 in growing out dying
flow born = 1
flow growing = young / 2
flow dying = old / 2
`),
    { kind: "group" },
  );
  const growing = scene.pipes.find(({ flows }) => flows.includes("growing"))!;
  expect(growing.from).toBe("young");
  expect(growing.to).toBe("old");
  expect(new Set(growing.points.map(([, y]) => y)).size).toBe(1);
  const [young, old] = ["young", "old"].map((key) => scene.nodes.find((node) => node.key === key)!.box);
  expect(young!.x + young!.width).toBeLessThan(old!.x);
  expect(young!.y < old!.y + old!.height && old!.y < young!.y + young!.height).toBe(true);
  const born = scene.pipes.find(({ flows }) => flows.includes("born"))!;
  expect(born.from).toBeUndefined();
});

test("arrows have the signs of the run, marks of delays, and are dashed where they act in a start only", () => {
  const { arrows } = sceneOf(signedSystem(club), { kind: "group" });
  const arrow = (cause: string, effect: string) =>
    arrows.find((one) => one.cause === cause && one.effect === effect)!;
  expect(arrow("talk", "joining").sign).toBe("+");
  expect(arrow("stay", "leaving").sign).toBe("-");
  expect(arrow("crowding", "mood").delay).toBeDefined();
  expect(arrow("members", "crowding").delay).toBeUndefined();
  expect(arrow("first", "members").initial).toBe(true);
  expect(arrow("talk", "joining").initial).toBe(false);
});

test("what comes from another sector is a ghost beside each of its effects", () => {
  const system = systemOf(`system two
time 0 to 10 by 1
sector a
aux weather = time
sector b
aux mood = weather + 1
aux trade = weather * 2
`);
  const { nodes, arrows } = sceneOf(system, { kind: "group", key: "b" });
  const ghosts = nodes.filter(({ ghost }) => ghost);
  expect(ghosts.map(({ name }) => name)).toEqual(["weather", "weather"]);
  expect(arrows.map(({ from }) => from)).toEqual(ghosts.map(({ key }) => key));
});

test("a node is described in words", () => {
  const { nodes } = sceneOf(systemOf(club), { kind: "group" });
  expect(nodes.find(({ key }) => key === "members")!.spoken).toBe(
    "Stock members, person, in: joining, out: leaving",
  );
  expect(nodes.find(({ key }) => key === "joining")!.spoken).toBe(
    "Flow joining, person/year, to: members, depends on: members; friends that a member brings in a year",
  );
});

test("the same system gives the same picture", () => {
  const draw = () => svgText(sceneOf(systemOf(club), { kind: "group" }));
  expect(draw()).toBe(draw());
});

test("a new variable moves nothing that has a place", () => {
  const view = { kind: "group" } as const;
  const before = drawView(systemOf(club), view)!;
  const layout: Layout = { views: [layoutViewOf(before, "(rest)")] };
  const after = drawView(systemOf(`${club}aux noise : 1 = crowding * 2\n`), view, { layout })!;
  for (const { key, box } of before.scene.nodes) {
    const now = after.scene.nodes.find((node) => node.key === key)!.box;
    expect(Math.abs(now.x - box.x) + Math.abs(now.y - box.y), key).toBeLessThanOrEqual(2);
  }
  expect(after.scene.nodes.map(({ key }) => key)).toContain("noise");
  expect(faultsOf(after.scene).overlaps).toEqual([]);
});

test("what was moved is where it was moved to when the file of the layout is read again", () => {
  const system = systemOf(club);
  const view = { kind: "group" } as const;
  const drawing = moveNodes(system, drawView(system, view)!, new Set(["members"]), [40, -90]);
  const file = writeLayoutFile({ views: [layoutViewOf(drawing, "(rest)")] });
  const layout = readLayoutFile(file, "club.layout.json", (fault) => {
    throw new Error(fault.message);
  })!;
  const again = drawView(system, view, { layout })!;
  for (const { key, box } of drawing.scene.nodes) {
    const now = again.scene.nodes.find((node) => node.key === key)!.box;
    expect(Math.abs(now.x - box.x) + Math.abs(now.y - box.y), key).toBeLessThanOrEqual(2);
  }
  const pipe = again.scene.pipes.find(({ flows }) => flows.includes("joining"))!;
  const stock = again.scene.nodes.find(({ key }) => key === "members")!.box;
  const [x, y] = pipe.points.at(-1)!;
  const isAtEdge =
    x >= stock.x - 1 && x <= stock.x + stock.width + 1 && y >= stock.y - 1 && y <= stock.y + stock.height + 1;
  expect(isAtEdge).toBe(true);
});

const signedFlagship = signedSystemAt("systems/backlash/backlash.hence");

const kept: readonly { readonly view: DiagramView; readonly key: string }[] = [
  { view: { kind: "overview" }, key: "opinion" },
  { view: { kind: "way", of: "loop", id: "R1" }, key: "repression" },
  { view: { kind: "way", of: "claim", id: "C1" }, key: "change_skill" },
  { view: { kind: "around", name: "repression" }, key: "repression" },
];

test.each(kept)(
  "what was moved in $view.kind stays there, and is found again in the file of the layout",
  ({ view, key }) => {
    const before = drawView(signedFlagship, view, { shape: "tall" })!;
    const moved = moveNodes(signedFlagship, before, new Set([key]), [60, -45]);
    const file = writeLayoutFile({ views: [layoutViewOf(moved, layoutNameOf(view)!)] });
    const layout = readLayoutFile(file, "backlash.layout.json", (fault) => {
      throw new Error(fault.message);
    })!;
    const again = drawView(signedFlagship, view, { layout, shape: "tall" })!;
    expect(again.scene.nodes.map((node) => node.key)).toEqual(before.scene.nodes.map((node) => node.key));
    for (const node of before.scene.nodes) {
      const now = again.scene.nodes.find((one) => one.key === node.key)!;
      const [dx, dy] = node.key === key ? [60, -45] : [0, 0];
      expect(Math.abs(now.box.x - node.box.x - dx), node.key).toBeLessThanOrEqual(2);
      expect(Math.abs(now.box.y - node.box.y - dy), node.key).toBeLessThanOrEqual(2);
    }
    expect(again.scene.arrows).toHaveLength(before.scene.arrows.length);
    // Such places are no page of a model, and no tool is told of them.
    expect(pagesOf(layout).views).toEqual([]);
    expect(viewsOf(signedFlagship, layout).map(({ view: one }) => one.kind)).not.toContain("given");
  },
);

test("every path and loop is drawn with nothing over anything else, for a page and for a pane", () => {
  for (const shape of ["wide", "tall"] as const)
    for (const { kind, id } of signedFlagship.ways) {
      const { scene } = drawView(signedFlagship, { kind: "way", of: kind, id }, { shape })!;
      const { overlaps, covered } = faultsOf(scene);
      expect({ shape, id, overlaps, covered }).toEqual({ shape, id, overlaps: [], covered: 0 });
    }
});

test("an overview for a pane is higher than wide, with nothing over anything else", () => {
  const { scene } = drawView(flagship, { kind: "overview" }, { shape: "tall" })!;
  expect(scene.box.height).toBeGreaterThan(scene.box.width);
  expect(faultsOf(scene).overlaps).toEqual([]);
});

test("a loop is a ring with its name inside, turning as its arrows do", () => {
  const { nodes, loops, arrows } = sceneOf(flagship, { kind: "way", of: "loop", id: "R1" });
  expect(nodes).toHaveLength(16);
  expect(arrows).toHaveLength(16);
  const [loop] = loops;
  expect(loop).toMatchObject({ text: "R1", kind: "reinforcing", clockwise: true });
  const turns = arrows.map(({ curve: [[ax, ay], , , [bx, by]] }) => {
    const [x, y] = loop!.at;
    return Math.sign((ax - x) * (by - y) - (ay - y) * (bx - x));
  });
  expect(new Set(turns)).toEqual(new Set([1]));
});

test("the overview counts the links between sectors", () => {
  const { nodes, arrows } = sceneOf(flagship, { kind: "overview" });
  expect(nodes).toHaveLength(8);
  const groupOf = new Map(flagship.variables.map(({ name, group }) => [name, group]));
  const between = flagship.links.filter(({ cause, effect }) => groupOf.get(cause) !== groupOf.get(effect));
  expect(arrows.reduce((sum, { bundle }) => sum + bundle!.count, 0)).toBe(between.length);
});

test("a variable stands between its causes and its effects", () => {
  const { nodes } = sceneOf(systemOf(club), { kind: "around", name: "members" });
  const left = (name: string) => nodes.find((node) => node.name === name)!.box.x;
  expect(left("first")).toBeLessThan(left("members"));
  expect(left("crowding")).toBeGreaterThan(left("members"));
});

test("names with signs of XML in them come out as they are", () => {
  const system = systemOf("system odd \"a < b & c\"\ntime 0 to 1 by 1\nconst 'x <y>' = 1\naux z = 'x <y>'\n");
  const text = svgText(sceneOf(system, { kind: "group" }));
  expect(text).toContain('<title id="title">a &lt; b &amp; c</title>');
  expect(text).toContain("x &lt;y&gt;");
});

test("a sector that is too large for one picture is shown in pieces, each with its stocks", () => {
  const many = Array.from({ length: 60 }, (_, i) => i);
  const system = systemOf(`system crowd
time 0 to 1 by 1
${many
  .map(
    (i) => `stock s${i} starts 1 in f${i}
flow f${i} = a${i} * c${i}
aux a${i} = s${i} / c${i}
const c${i} = 1`,
  )
  .join("\n")}
`);
  expect(system.groups.length).toBeGreaterThan(2);
  const groupOf = new Map(system.variables.map(({ name, group }) => [name, group]));
  for (const i of many)
    for (const letter of ["f", "a", "c"]) expect(groupOf.get(`${letter}${i}`)).toBe(groupOf.get(`s${i}`));
  for (const { view } of viewsOf(system).slice(0, 3))
    expect(sceneOf(system, view).nodes.length).toBeLessThan(140);
});
