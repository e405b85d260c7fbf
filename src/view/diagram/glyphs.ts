/**
 * How wide letters are, in thousandths of the height of a line of type: those of the usual sans-serif fonts, the wider
 * where they differ. A picture that is made without a browser cannot measure, and one that can must come out the same.
 */
const widths: readonly (readonly [letters: string, width: number])[] = [
  ["'", 230],
  ["ijlI|.,:;!", 285],
  [" ftr()[]/\\", 345],
  ['-"`{}J', 400],
  ["*^", 480],
  ["ckszxyvL?", 530],
  ["abdeghnopqu0123456789$_#T~<>=+FZ", 600],
  ["ABEKPSVXYRC&", 700],
  ["DHNUGOQw", 790],
  ["mM%W@", 920],
];

const table: ReadonlyMap<string, number> = new Map(
  widths.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)),
);

/** How wide a text is in type of a height. */
export function textWidth(text: string, height: number, weight: "plain" | "strong" = "plain"): number {
  let sum = 0;
  for (const letter of text) sum += table.get(letter) ?? otherWidth(letter);
  return (sum * height * (weight === "strong" ? 1.07 : 1)) / 1000;
}

/** Chinese, Japanese, Korean and pictures are as wide as high; letters on top of others take no room. */
function otherWidth(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0;
  const code = letter.codePointAt(0)!;
  if (code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xd7ff) || code >= 0xf900)) return 1000;
  return /\p{Lu}/u.test(letter) ? 740 : 620;
}
