/** What each colour is for. Pages name them as `var(--ink)` and the like. */
export interface Palette {
  readonly page: string;
  /** Behind boxes and heads of tables. */
  readonly panel: string;
  readonly ink: string;
  /** Text that says less. */
  readonly quiet: string;
  readonly link: string;
  /** Lines between things, which carry no meaning. */
  readonly rule: string;
  /** Of charts: where nine tenths of the worlds lie, and its edge. */
  readonly outer: string;
  readonly edge: string;
  /** The middle half of the worlds. */
  readonly inner: string;
  readonly median: string;
  /** One run. */
  readonly run: string;
  /** What was observed. */
  readonly band: string;
  readonly good: string;
  readonly doubt: string;
  readonly bad: string;
}

// Meaning never hangs on colour alone: lines differ in dashes, verdicts have words and marks. Blue, orange and the colour of ink
// are told apart with every kind of colour blindness, and by lightness on paper. test/view.palette.test.ts keeps the contrasts.

export const lightPalette: Palette = {
  page: "#ffffff",
  panel: "#f4f6f8",
  ink: "#1a1f24",
  quiet: "#535e69",
  link: "#0b57a4",
  rule: "#cdd4db",
  outer: "#d6e5f4",
  edge: "#5b86b3",
  inner: "#a3c4e4",
  median: "#0b477d",
  run: "#9a3b00",
  band: "#1a1f24",
  good: "#0b623a",
  doubt: "#754b00",
  bad: "#a1151a",
};

export const darkPalette: Palette = {
  page: "#13171c",
  panel: "#1d232a",
  ink: "#e8ecf0",
  quiet: "#aab5c0",
  link: "#86bdf7",
  rule: "#3c4651",
  outer: "#1d3850",
  edge: "#5f8fc0",
  inner: "#2c5b88",
  median: "#b0d8ff",
  run: "#ffb27a",
  band: "#ffffff",
  good: "#79d6a3",
  doubt: "#f0c466",
  bad: "#ff9f99",
};

/** The variables of a palette as declarations of CSS. */
export function declarePalette(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
