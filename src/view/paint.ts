/** Ways to set text off. A terminal without colours has the plain one. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubt: (text: string) => string;
  readonly accent: (text: string) => string;
}

const asItIs = (text: string) => text;

/** Leaves every text as it is. */
export const plainPaint: Paint = {
  strong: asItIs,
  faint: asItIs,
  good: asItIs,
  bad: asItIs,
  doubt: asItIs,
  accent: asItIs,
};

const between = (on: number, off: number) => (text: string) =>
  text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`;

/** The colours that every terminal has. */
export const colourPaint: Paint = {
  strong: between(1, 22),
  faint: between(2, 22),
  good: between(32, 39),
  bad: between(31, 39),
  doubt: between(33, 39),
  accent: between(36, 39),
};
