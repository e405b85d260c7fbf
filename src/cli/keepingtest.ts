import { planArgument } from "../argument/plan.ts";
import type { Verdicts } from "../argument/verdict.ts";
import { sha256, utf8Bytes } from "../model/sha256.ts";
import type { StudiedArgument } from "../store/study.ts";
import { hashOfSettings } from "./keeping.ts";
import type { AskedWorlds } from "./testwork.ts";

/** What is tested in each world, in plain data. The verdicts, of any world, tell how many lines there are. */
export function studiedArgument(
  { facts, simulator }: AskedWorlds,
  { claims, checks, loops, links }: Verdicts,
): StudiedArgument {
  const meant = (id: string, words: string | null) => ({ id, ...(words !== null && { meaning: words }) });
  const claimed = claims.flatMap(({ id, lines }) =>
    lines.map(({ text }, i) => ({
      label: `${id}_${i + 1}`,
      unit: "%",
      meaning: `change of the effect: ${text}`,
    })),
  );
  const checked = checks.flatMap(({ id, lines }) =>
    lines.map(({ text, member }, i) => ({
      label: `${id}_${i + 1}`,
      meaning: `on the left: ${text}${member === null ? "" : ` (${member})`}`,
    })),
  );
  return {
    id: idOf({ facts, simulator }),
    items: [
      ...claims.map(({ id, sentence }) => meant(id, sentence)),
      ...[...checks, ...loops, ...links].map(({ id, title }) => meant(id, title)),
    ],
    lines: [...claimed, ...checked],
  };
}

/** A hash of what is asked and of the runs that answer it, wherever in the text it stands. */
function idOf({ facts, simulator }: Pick<AskedWorlds, "facts" | "simulator">): string {
  const { claims, checks, loops, links, threshold } = facts.model;
  const asked = [
    threshold,
    claims.map(({ id, tests }) => [id, tests]),
    checks.map(({ id, lines }) => [id, lines]),
    loops.map(({ id, says, path }) => [id, says, path]),
    links.map(({ id, paths }) => [id, paths]),
  ];
  const runs = planArgument(facts, simulator).runs.map(({ name, scenario }) => {
    const prepared = simulator.prepare(scenario === undefined ? {} : { scenario });
    return [name, prepared.program.id, prepared.time, hashOfSettings(prepared)];
  });
  const isPlace = (key: string) => key === "span";
  const text = JSON.stringify([asked, runs], (key, value) => (isPlace(key) ? undefined : value));
  return sha256(utf8Bytes(text));
}
