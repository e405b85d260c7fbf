import type { Palette } from "../../view/html/palette.ts";
import type { ChartSeries } from "./lines.ts";

/** How a series looks, in the colours of a palette: on the screen as in a saved picture. */
export interface Look {
  /** Of its line; undefined where it has none. */
  readonly stroke?: keyof Palette;
  readonly width: number;
  readonly dash: readonly number[];
  /** Of a range: its colour, and how much of it covers what lies behind. */
  readonly fill?: { readonly colour: keyof Palette; readonly share: number };
}

/** Lines differ by dash and width as well as by colour. */
export function lookOf({ kind, variable, number, upTo }: ChartSeries): Look {
  const own = variable === 0 ? "median" : variable === 1 ? "run" : "good";
  const dash = variable === 0 ? [] : variable === 1 ? [10, 4] : [3, 3];
  switch (kind) {
    case "range": {
      const isHalf = upTo?.share === "half";
      return {
        ...(!isHalf && { stroke: variable === 0 ? "edge" : own }),
        width: 1,
        dash: [],
        fill:
          variable === 0
            ? { colour: isHalf ? "inner" : "outer", share: 1 }
            : { colour: own, share: isHalf ? 0.26 : 0.14 },
      };
    }
    case "median":
      return { stroke: own, width: 2.5, dash };
    case "base":
      return { stroke: "quiet", width: 3, dash: [8, 6] };
    case "base edge":
      return { stroke: "quiet", width: 1, dash: [2, 4] };
    case "scenario":
      return {
        stroke: (["good", "doubt", "link", "bad"] as const)[number % 4]!,
        width: 1.5,
        dash: scenarioDashes[number % 4]!,
      };
    case "one run":
      return { stroke: "run", width: 1, dash: [] };
  }
}

const scenarioDashes = [
  [12, 3],
  [6, 2, 1, 2],
  [2, 2],
  [12, 3, 3, 3],
];
