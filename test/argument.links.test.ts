import { expect, test } from "vitest";
import { anger, verdictsOf } from "./argument.system.ts";

test("a link holds where every reference exists and the signs multiply to what it says", () => {
  const { links } = verdictsOf(`${anger}
link holds pressure -> rising raises
  because C1
  for "Somebody 2010" from memory
link along "Along a path"
  pressure -> rising -> anger -> calming raises
  patience -> calming lowers
link wrong calming -> anger raises
  basis assumed "ours"
link missing pressure -> anger raises
link half
  pressure -> rising raises
  pressure -> rising lowers
link none lev_talks -> talked lowers
link idle
  context "no variable"
claim C1
  pressure raises anger after 1 year
`);
  expect(links.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["holds", "holds"],
    ["along", "holds"],
    ["wrong", "fails"],
    ["missing", "fails"],
    ["half", "fails"],
    ["none", "holds"],
    ["idle", "context"],
  ]);
  expect(links[0]).toMatchObject({ because: ["C1"], evidence: { for: 1, against: 0 }, basis: null });
  expect(links[1]!.paths[0]!.steps).toEqual([
    { from: "pressure", to: "rising", sign: "raises" },
    { from: "rising", to: "anger", sign: "raises" },
    { from: "anger", to: "calming", sign: "raises" },
  ]);
  expect(links[3]!.paths[0]).toMatchObject({
    sign: null,
    note: "‘pressure’ does not act on ‘anger’ directly.",
  });
});

test("a link whose sign turns during the run varies, and one without effect has none", () => {
  const system = `${anger}
aux turning = (anger - 15) * weather
aux idle = anger * gate
const gate = 0
const early = 3
stock store : 1 starts early in no_flow
flow no_flow : 1/year = 0/year * outrage
`;
  const { links, coverage } = verdictsOf(`${system}
link turns weather -> turning raises
link nothing anger -> idle raises
link first early -> store raises
`);
  expect(links.map(({ verdict }) => verdict)).toEqual(["varies", "no-effect", "fails"]);
  expect(links[0]!.paths[0]!.sign).toBe("varies");
  expect(links[2]!.paths[0]!.note).toBe("‘early’ stands in the starting value of ‘store’ only.");
  expect(coverage.links).toEqual({
    total: 3,
    withoutClaim: ["turns", "nothing", "first"],
    withoutEvidence: ["turns", "nothing", "first"],
  });
});

test("a loop holds where its signs multiply to its kind", () => {
  const system = `${anger}
stock fury : 1 starts 1 in growing
flow growing : 1/year = fury * 0.1/year + 0 * calming
loop B1 "Calming down" balancing
  anger -> calming
loop R1 reinforcing
  fury -> growing
  because C1
loop wrong reinforcing
  anger -> calming
loop broken balancing
  anger -> calming -> rising
claim C1
  pressure raises anger after 1 year
`;
  const { loops } = verdictsOf(system);
  expect(loops.map(({ verdict, sign }) => [verdict, sign])).toEqual([
    ["holds", "balancing"],
    ["holds", "reinforcing"],
    ["fails", "balancing"],
    ["fails", null],
  ]);
  expect(loops[0]!.steps).toEqual([
    { from: "anger", to: "calming", sign: "raises" },
    { from: "calming", to: "anger", sign: "lowers" },
  ]);
  expect(loops[1]!.because).toEqual(["C1"]);
  expect(loops[3]!.note).toBe("‘calming’ does not act on ‘rising’ directly.");
});
