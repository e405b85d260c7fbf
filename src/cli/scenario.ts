import { foldName, nearestName } from "../model/name.ts";
import type { Simulator } from "../run/simulator.ts";
import { WrongUsage } from "./exit.ts";

/** The scenario of a name, as it is spelt in the model; undefined is the base run. Throws `WrongUsage` for what is none. */
export function findScenario(simulator: Simulator, wanted: string | undefined): string | undefined {
  if (wanted === undefined || foldName(wanted) === "base") return undefined;
  const found = simulator.scenarios.find((name) => foldName(name) === foldName(wanted));
  if (found !== undefined) return found;
  const members = simulator.membersOf(wanted);
  if (members.length > 0)
    throw new WrongUsage(`‘${wanted}’ is a family of scenarios; its members are: ${members.join(", ")}.`);
  const near = nearestName(wanted, simulator.scenarios);
  const meant = near ? ` Did you mean ‘${near}’?` : "";
  throw new WrongUsage(`There is no scenario ‘${wanted}’.${meant}`);
}
