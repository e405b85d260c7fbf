import { askedOf, describe } from "../argument/outcomes.ts";
import type { Facts } from "../check/facts.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Slot, TimeAxis } from "../run/program.ts";
import type { Prepared } from "../run/simulator.ts";
import type { Outcome } from "../study/ensemble.ts";
import { namedSeries } from "./columns.ts";
import { WrongUsage } from "./exit.ts";

/** What outcomes are looked for in. */
interface Wanted {
  readonly facts: Facts;
  readonly prepared: Prepared;
  readonly textOf: (span: Span) => string;
  /** A lever may be moved: effects are shown soon after, later and at the end. */
  readonly isChanged: boolean;
}

/** The outcomes that `NAME@TIME` names; of no words what the system is about. */
export function outcomesFor(
  named: readonly string[],
  { facts, prepared, textOf, isChanged }: Wanted,
): readonly Outcome[] {
  const { time, program } = prepared;
  if (named.length > 0)
    return named.flatMap((word) => {
      const at = word.lastIndexOf("@");
      const [name, written] = at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
      const moment = written === undefined ? time.stop : Number(written);
      if (written !== undefined && (written.trim() === "" || !Number.isFinite(moment)))
        throw new WrongUsage(`‘--outcome ${word}’ has no time: it reads --outcome name@${time.stop}.`);
      return namedSeries(program, [name.trim()]).map(({ name: label, slot, element }) => ({
        ...describe({ kind: "element", variable: nameOf(slot), element }, label, facts),
        time: moment,
      }));
    });
  const horizons = isChanged ? horizonsOf(time) : [time.stop];
  const asked = askedOf(facts, textOf).filter(({ quantity }) =>
    quantity.kind === "element"
      ? program.slots.has(quantity.variable)
      : quantity.variables.every((name) => program.slots.has(name)),
  );
  return asked.flatMap((one) => horizons.map((at) => ({ ...one, time: at })));
}

function nameOf({ module, variable }: Slot): string {
  return foldName([...module, variable].join("."));
}

/** A third and two thirds of the way, and the end, each at a saved row. */
function horizonsOf({ start, stop, saveEvery }: TimeAxis): readonly number[] {
  const at = (share: number) => start + Math.round((share * (stop - start)) / saveEvery) * saveEvery;
  return [...new Set([at(1 / 3), at(2 / 3), stop])];
}
