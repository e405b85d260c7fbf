import { fanOfCourse } from "../publish/fan.ts";
import type { PublishedCourse } from "../publish/system.ts";
import { quantileNames, quantilesOf } from "../study/quantiles.ts";
import type { WorldPart } from "../study/worldbands.ts";
import { formatNumber } from "../view/number.ts";
import { drawFanChart, type FanOver, timeText } from "../view/svg/fan.ts";

/** What the figures of a page show. */
export interface Shown {
  readonly times: readonly number[];
  readonly timeUnit: string;
  /** One run, by course. */
  readonly one?: readonly Float64Array[];
  /** The plausible worlds with the declared numbers. */
  readonly before?: readonly WorldPart[];
  /** With those that the reader has chosen, from where they may differ on; undefined where nothing is changed. */
  readonly after?: readonly WorldPart[];
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
  const draw = (figure: Figure): void => {
    figure.isDue = false;
    const { place, element } = figure;
    const course = courses[place]!;
    const { times, timeUnit, one, before, after } = shown();
    if (before) figure.before ??= fanOfCourse(before, place, times);
    const base = figure.before;
    const fan = after && base ? joined(base, fanOfCourse(after, place, times)) : base;
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
  if (!fan) return "";
  const last = times.length - 1;
  const range = ({ p5, p95 }: FanOver) => `${formatNumber(p5[last]!, 2)} to ${formatNumber(p95[last]!, 2)}`;
  const own = unit === undefined || unit === "" || unit === "1" ? "" : ` ${unit}`;
  const compared = before ? `; without your changes ${range(before)}` : "";
  return `In ${timeText(times[last]!)}: ${range(fan)}${own} (p5 to p95)${compared}.`;
}
