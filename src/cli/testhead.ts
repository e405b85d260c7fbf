import { foldName } from "../model/name.ts";
import { shareOf } from "../study/interval.ts";
import type { ArgumentTally } from "../study/shares.ts";
import type { Tally } from "../study/tally.ts";
import { formatApart, formatCount, formatNumber } from "../view/number.ts";
import { formatShare } from "../view/share.ts";
import { drawFaults, drawLosses, drawRejections, variedWords } from "../view/sweep.ts";
import { wrap } from "../view/text.ts";
import type { Terminal } from "./terminal.ts";
import type { AskedWorlds } from "./testwork.ts";

/** An interval of something that holds in all worlds is called wide where it reaches below this. */
const sureEnough = 0.9;

/** What stands above shares: what was tested, in which worlds, and what a share is. */
export function drawTestHead(
  { facts, simulator, ensemble, seed }: AskedWorlds,
  candidates: Tally,
  tally: ArgumentTally,
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const { worlds } = tally;
  const { model } = facts;
  const { design, bands } = ensemble;
  const { slots, inputs: numbers } = simulator.program;
  const switches = model.variables
    .filter(({ kind }) => kind === "switch")
    .map(({ name }) => `${name} ${numbers[slots.get(foldName(name))?.offset ?? -1]}`);
  return [
    paint.strong(model.title ?? model.name),
    ...(model.purpose === undefined ? [] : wrap(model.purpose, width).map(paint.faint)),
    "",
    ...wrap(
      `${formatCount(candidates.candidates, "world")} tried, in which ${variedWords(design, seed)}. ${plausibleWords(candidates, bands.length, worlds)}`,
      width,
    ),
    ...wrap(
      `A share is that of the ${formatCount(worlds, "world")} tested in which something holds as it is written, between the ends that the share of all such worlds has 95 times in 100. It speaks of this model under these ranges: a projection, and no measure of how likely anything is. Checks that were set for the numbers of the base run are counted as they stand; signs of loops and links are looked at at the saved times.`,
      width,
    ),
    ...(switches.length > 0 ? wrap(`Switches: ${switches.join(", ")}.`, width) : []),
    ...warnOfFew(worlds, width),
    ...drawFaults(candidates, width),
    ...drawLosses(tally, width),
    ...drawRejections(candidates, width),
    "",
  ];
}

function plausibleWords({ candidates, kept }: Tally, bands: number, tested: number): string {
  if (bands === 0) return "The system says nothing of its past (no history): every world counts.";
  const { low, high } = shareOf(kept, candidates);
  const [from, to] = formatApart(100 * low, 100 * high);
  const which = bands === 1 ? "the band" : `all ${bands} bands`;
  const first = tested < kept ? ` The first ${formatNumber(tested, 15)} of them were tested.` : "";
  return `${formatNumber(kept, 15)} of them are plausible, ${formatNumber((100 * kept) / candidates, 2)} % (${from} to ${to} %): their past lies in ${which} of what was observed.${first}`;
}

function warnOfFew(worlds: number, width: number): readonly string[] {
  const { low } = shareOf(worlds, worlds);
  if (low >= sureEnough) return [];
  return wrap(
    `So few worlds say little: what holds in all ${formatNumber(worlds, 15)} of them may hold in no more than ${formatShare(low)} % of all. Try more of them with --worlds or --kept.`,
    width,
  );
}
