import { fitToPast, keepWorlds } from "../publish/past.ts";
import { readPlain } from "../publish/plain.ts";
import { type PublishedSystem, rowTimes, unseenSteps } from "../publish/system.ts";
import type { Replayed } from "../study/replay.ts";
import type { WorldPart } from "../study/worldbands.ts";
import { createCrew } from "./crew.ts";
import { chooseParts } from "./embed.ts";
import { bindFigures } from "./figures.ts";
import { drawHorizons } from "./horizons.ts";
import { bindLevers, linkOf } from "./levers.ts";

type Numbers = ReadonlyMap<string, number>;

/** The table of horizons is drawn when levers have been still for so long, in milliseconds. */
const still = 200;

/** Binds the levers, the figures and the table of a page to the system that it carries. */
export function play(script: string): void {
  const text = document.getElementById("system-data")?.textContent ?? "";
  const form = document.querySelector<HTMLFormElement>("form#levers");
  const state = document.getElementById("state");
  if (!form || !state) return;
  // Whoever made the page wrote the text from a `PublishedSystem`.
  const system = readPlain(text) as PublishedSystem;
  const { program, courses, levers, worlds, horizons } = system;
  const isEmbedded = document.body.classList.contains("embed");
  if (isEmbedded) chooseParts(levers);
  const times = rowTimes(program.time);
  const count = worlds?.kept.length ?? 0;

  let one: readonly Float64Array[] | undefined;
  let before: readonly WorldPart[] | undefined;
  let after: readonly WorldPart[] | undefined;
  let isSame = true;
  let askedAt = 0;
  let stillness = 0;
  const asked = new Map<number, Numbers>();

  const figures = bindFigures(courses, () => ({
    times,
    timeUnit: program.timeUnit,
    ...(one && { one }),
    ...(before && { before }),
    ...(after && { after }),
  }));
  const tell = (sentence: string): void => {
    state.textContent = sentence;
  };
  const drawTable = (): void => {
    if (before) drawHorizons({ horizons, courses, times, before, after, isSame });
  };

  const crew = createCrew(
    { system: text, kept: worlds?.kept ?? [], script },
    {
      one(columns) {
        one = columns;
        figures.redraw();
      },
      worlds(replayed, turn) {
        const numbers = asked.get(turn) ?? new Map();
        for (const old of [...asked.keys()]) if (old <= turn) asked.delete(old);
        tell(takeWorlds(replayed, numbers));
        figures.redraw();
        clearTimeout(stillness);
        stillness = setTimeout(drawTable, still);
      },
      lost: (problem) =>
        tell(`Nothing can be run here: ${problem} What stands on this page is as published.`),
    },
  );

  /** Takes what came of the worlds; what there is to say of it. */
  function takeWorlds(replayed: readonly Replayed[], numbers: Numbers): string {
    const took = `${Math.round(performance.now() - askedAt)} ms`;
    const parts = replayed.map((part, i): WorldPart => ({ worlds: crew.sizes[i]!, replayed: part }));
    if (!before) {
      before = parts;
      return `${count} plausible worlds, made again on this device in ${took}.`;
    }
    isSame = true;
    if (numbers.size === 0) {
      after = undefined;
      return `${count} plausible worlds, nothing changed.`;
    }
    const every = parts[0]?.replayed.every ?? 1;
    const lastOfPast = Math.max(0, ...(worlds?.past ?? []).map(({ row }) => row)) * every;
    if (unseenSteps(levers, numbers) > lastOfPast) {
      after = parts;
      return `${count} plausible worlds with your changes, in ${took}.`;
    }
    const past = worlds?.past ?? [];
    const whole = parts.map((part, i) => [part, before![i]!] as const);
    after = whole.map(([part, own]) =>
      keepWorlds(part, fitToPast(part, { past, courses: courses.length, before: own })),
    );
    isSame = false;
    const left = after.reduce((all, part) => all + part.worlds, 0);
    const unjudged = worlds?.unjudged
      ? ` ${worlds.unjudged} bands of the past could not be judged again.`
      : "";
    return `Your changes reach into the past: ${left} of the ${count} worlds still fit what was observed, and they alone are shown.${unjudged} Worlds that fit only with your changes were not looked for.`;
  }

  let isWaiting = false;
  const ask = (): void => {
    isWaiting = false;
    askedAt = performance.now();
    const numbers = controls.numbers();
    asked.set(crew.ask(numbers), numbers);
  };
  const controls = bindLevers(form, levers, {
    changed() {
      // At most once a frame, whatever a mouse reports.
      if (!isWaiting) requestAnimationFrame(ask);
      isWaiting = true;
    },
    settled() {
      // What a frame shows is said behind the same sign.
      if (isEmbedded) return;
      const link = linkOf(controls.numbers());
      // A page from a file may not be allowed to change where it says that it is.
      try {
        history.replaceState(null, "", link || location.pathname + location.search);
      } catch {
        location.hash = link;
      }
    },
  });
  document.getElementById("reset")?.addEventListener("click", () => controls.reset());
  form.hidden = false;
  // First the worlds as published, which the others are compared with.
  askedAt = performance.now();
  crew.ask(new Map());
  if (controls.numbers().size > 0) setTimeout(ask);
}
