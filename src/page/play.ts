import { readPlain } from "../publish/plain.ts";
import { type PublishedSystem, rowTimes } from "../publish/system.ts";
import type { WorldPart } from "../study/worldbands.ts";
import { nothingMoved } from "../view/html/play.ts";
import { timeText } from "../view/svg/fan.ts";
import { drawAssumed } from "./assumptions.ts";
import { createCrew } from "./crew.ts";
import { chooseParts } from "./embed.ts";
import { bindFigures } from "./figures.ts";
import { type Pair, tellHeadline } from "./headline.ts";
import { drawHorizons } from "./horizons.ts";
import { bindLevers, linkOf } from "./levers.ts";
import { bindPictures } from "./picture.ts";
import { stillPlausible } from "./plausible.ts";
import { bindReading } from "./reading.ts";

type Numbers = ReadonlyMap<string, number>;

/** The table of horizons is drawn when levers have been still for so long, in milliseconds. */
const still = 200;

/** Binds the levers, the figures and the table of a page to the system that it carries. */
export function play(script: string): void {
  const text = document.getElementById("system-data")?.textContent ?? "";
  const form = document.querySelector<HTMLFormElement>("form#controls");
  const state = document.getElementById("state");
  const headline = document.getElementById("headline");
  if (!form || !state || !headline) return;
  // Whoever made the page wrote the text from a `PublishedSystem`.
  const system = readPlain(text) as PublishedSystem;
  const { program, courses, worlds, horizons } = system;
  const isEmbedded = document.body.classList.contains("embed");
  if (isEmbedded) chooseParts(system.levers);
  const times = rowTimes(program.time);
  const count = worlds?.kept.length ?? 0;

  let one: readonly Float64Array[] | undefined;
  let before: readonly WorldPart[] | undefined;
  let after: Pair | undefined;
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
  const drawTable = (): void => {
    if (before) drawHorizons({ horizons, courses, times, before, after });
  };
  // Of a chart that stands alone the change is told of what it shows.
  const told = Number(
    document.querySelector<HTMLElement>("figure[data-course]:not(.unwanted)")?.dataset.course ?? 0,
  );
  const [last = 0] = times.slice(-1);
  const moments = horizons.length > 0 ? horizons : [{ label: `in ${timeText(last)}`, time: last }];
  const drawHeadline = (): void => {
    const outcome = courses[told];
    headline.classList.toggle("quiet", !after);
    headline.textContent =
      after && outcome
        ? tellHeadline({
            what: whatIsChanged(form),
            outcome: { title: outcome.title, place: told },
            horizons: moments,
            times,
            ...after,
          })
        : nothingMoved;
  };

  /** Takes what came of the worlds; what there is to say of it. */
  function takeWorlds(parts: readonly WorldPart[], numbers: Numbers): string {
    const took = `${Math.round(performance.now() - askedAt)} ms`;
    if (!before) {
      before = parts;
      return `${count} plausible worlds, made again on this device in ${took}.`;
    }
    after = undefined;
    if (numbers.size === 0) return `${count} plausible worlds, nothing changed.`;
    const { says, ...pair } = stillPlausible(system, numbers, before, parts);
    after = pair;
    return says.endsWith(".") ? says : `${says}, in ${took}.`;
  }

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
        const parts = replayed.map((part, i): WorldPart => ({ worlds: crew.sizes[i]!, replayed: part }));
        state.textContent = takeWorlds(parts, numbers);
        figures.redraw();
        drawHeadline();
        clearTimeout(stillness);
        stillness = setTimeout(drawTable, still);
      },
      lost: (problem) => {
        state.textContent = `Nothing can be run here: ${problem} What stands on this page is as published.`;
      },
    },
  );

  let isWaiting = false;
  const ask = (): void => {
    isWaiting = false;
    askedAt = performance.now();
    const numbers = controls.numbers();
    asked.set(crew.ask(numbers), numbers);
  };
  if (!isEmbedded) drawAssumed(system.assumptions, system.levers.length);
  const controls = bindLevers(form, [...system.levers, ...system.assumptions], {
    changed() {
      // At most once a frame, whatever a mouse reports.
      if (!isWaiting) requestAnimationFrame(ask);
      isWaiting = true;
    },
    settled() {
      // What a frame shows is said behind the same sign.
      if (!isEmbedded) keepInLink(linkOf(controls.numbers()));
    },
  });
  document.getElementById("reset")?.addEventListener("click", () => controls.reset());
  form.inert = false;
  // First the worlds as published, which the others are compared with.
  askedAt = performance.now();
  crew.ask(new Map());
  if (controls.numbers().size > 0) setTimeout(ask);
  // The script runs as soon as what it moves is there; the rest of the page comes behind it.
  if (!isEmbedded)
    document.addEventListener("DOMContentLoaded", () => bindReading(bindPictures()), { once: true });
}

function keepInLink(link: string): void {
  // A page from a file may not be allowed to change where it says that it is.
  try {
    history.replaceState(null, "", link || location.pathname + location.search);
  } catch {
    location.hash = link;
  }
}

/** `faster growth 0.5`, or how many changes there are. */
function whatIsChanged(form: HTMLFormElement): string {
  const changed = [...form.querySelectorAll(".lever.changed")];
  const [only] = changed;
  if (!only || changed.length > 1) return `Your ${changed.length} changes`;
  const textOf = (selector: string) => only.querySelector(selector)?.textContent ?? "";
  return `${textOf("label")} ${textOf("output")}`;
}
