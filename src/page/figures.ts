import { fanOfCourse } from "../publish/fan.ts";
import type { PublishedCourse } from "../publish/system.ts";
import { quantileNames, quantilesOf } from "../study/quantiles.ts";
import type { WorldPart } from "../study/worldbands.ts";
import { measuredText } from "../view/html/pieces.ts";
import { drawFanChart, type FanOver, timeText } from "../view/svg/fan.ts";
import type { Pair } from "./headline.ts";

/** What the figures of a page show. */
export interface Shown {
  readonly times: readonly number[];
  readonly timeUnit: string;
  /** One run, by course. */
  readonly one?: readonly Float64Array[];
  /** The plausible worlds with the declared numbers. */
  readonly before?: readonly WorldPart[];
  /** Those that are plausible with what the reader has chosen, from where they may differ on; undefined where nothing is changed. */
  readonly after?: Pair;
}

/** The figures that are on the screen are drawn; the others when they come there. */
export function bindFigures(courses: readonly PublishedCourse[], shown: () => Shown) {
  const figures = [...document.querySelectorAll<HTMLElement>("figure[data-course]")].map(
    (element): Figure => ({
      element,
      place: Number(element.dataset.course),
      isSeen: true,
      isDue: false,
      before: undefined,
    }),
  );
  /** The fan of worlds with changes, all through; undefined where none of them is plausible. */
  const fanWith = ({ without, changed }: Pair, place: number, base: FanOver): FanOver | undefined => {
    const { times, before } = shown();
    if (changed.every(({ worlds }) => worlds === 0)) return undefined;
    const own = without === before ? base : fanOfCourse(without, place, times);
    return joined(own, fanOfCourse(changed, place, times));
  };
  const draw = (figure: Figure): void => {
    figure.isDue = false;
    const { place, element } = figure;
    const course = courses[place]!;
    const { times, timeUnit, one, before, after } = shown();
    if (before) figure.before ??= fanOfCourse(before, place, times);
    const base = figure.before;
    const fan = after && base ? fanWith(after, place, base) : base;
    const run = one && { times, values: one[place]! };
    const says = sentenceOf(course, times, fan, after && base);
    element.querySelector(".picture")!.innerHTML = drawFanChart({
      name: `${course.title} over time. ${says}`,
      unit: course.unit,
      timeUnit,
      bands: course.bands,
      ...(fan && { fan }),
      ...(after && base && { before: base }),
      ...(run && { run }),
    }).text;
    element.querySelector(".says")!.textContent = says;
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const figure = figures.find(({ element }) => element === target)!;
      figure.isSeen = isIntersecting;
      if (isIntersecting && figure.isDue) draw(figure);
    }
  });
  for (const { element } of figures) watcher.observe(element);
  return {
    redraw(): void {
      for (const figure of figures) {
        if (figure.isSeen) draw(figure);
        else figure.isDue = true;
      }
    },
  };
}

interface Figure {
  readonly element: HTMLElement;
  readonly place: number;
  isSeen: boolean;
  isDue: boolean;
  before: FanOver | undefined;
}

/** A fan whose beginning is that of another. */
function joined(base: FanOver, fan: FanOver): FanOver {
  const past = base.times.length - fan.times.length;
  const joinedFan = quantilesOf(() => new Float64Array(base.times.length));
  for (const name of quantileNames) {
    joinedFan[name].set(Array.from(base[name]).slice(0, past));
    joinedFan[name].set(Array.from(fan[name]), past);
  }
  return { times: base.times, ...joinedFan };
}

/** What the picture shows at its end, in a sentence. */
function sentenceOf(
  { unit }: PublishedCourse,
  times: readonly number[],
  fan: FanOver | undefined,
  before: FanOver | undefined,
): string {
  if (!fan) return before ? "No plausible world is left with your changes; the dashed line is one run." : "";
  const last = times.length - 1;
  const range = ({ p5, p95 }: FanOver) => measuredText(p5[last]!, p95[last]!, unit);
  const compared = before ? `; without your changes ${range(before)}` : "";
  return `In ${timeText(times[last]!)}: ${range(fan)} (p5 to p95)${compared}.`;
}
