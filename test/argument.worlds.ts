import { createWorldCourt, type WorldCourt } from "../src/argument/worlds.ts";
import type { Facts } from "../src/check/facts.ts";
import type { Simulator } from "../src/run/simulator.ts";
import type { World } from "../src/run/worlds.ts";
import type { Design } from "../src/sample/design.ts";
import { sampledInputs } from "../src/sample/inputs.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";
import { factsOf, simulatorOf } from "./argument.system.ts";

/** A system in so many worlds, whatever its past. */
export interface Worlds {
  readonly facts: Facts;
  readonly simulator: Simulator;
  readonly design: Design;
  readonly court: WorldCourt;
  world(number: number): World;
}

export function worldsOf(text: string, runs: number): Worlds {
  const facts = factsOf(text);
  return worldsIn(facts, simulatorOf(facts), runs);
}

export function worldsIn(facts: Facts, simulator: Simulator, runs: number): Worlds {
  const inputs = sampledInputs(facts.model, simulator.program);
  const design = chooseWorlds(inputs, { sampler: "random", runs, seed: 0 });
  const court = createWorldCourt(facts, { simulator, inputs: inputs.map(({ key }) => key), seed: 0 });
  return {
    facts,
    simulator,
    design,
    court,
    world(number) {
      const numbers = new Float64Array(inputs.length);
      design.world(number, numbers);
      return { number, numbers };
    },
  };
}

/**
 * Two numbers, equally likely from 0 to 1. A push raises the effect, but where `a` is above 0.7 and `b` below 0.4: in 12 % of
 * all worlds.
 */
export const corner = `
system corner
time 0 to 2 by 1 year, euler, save every 1
const a : 1 = 0.5 between 0 and 1
const b : 1 = 0.5 between 0 and 1
const c : 1 = 0.5 between 0 and 1
const d : 1 = 0.5 between 0 and 1
lever push : 1 = 0 between 0 and 1
aux effect : 1 = 1 + push * (if a > 0.7 and b < 0.4 then 0 - 1/2 else 1/2)

claim C1, "often"
  "A push raises the effect."
  push raises effect after 1 year, set to 1
claim C2
  "A moved number is cut at its range."
  a raises echo after 1 year, moved by 1000 %
aux echo : 1 = a

scenario fixed
  a = 0.25
check fixed_wins "What a scenario sets stands above the world"
  echo @ 1 in fixed = 0.25
check moves_on "The other numbers are those of the world"
  other @ 1 in fixed = other @ 1
  show echo @ 1
aux other : 1 = b
link K1 "From a to its echo"
  a -> echo raises
`;
