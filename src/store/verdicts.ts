import { type JudgedWorlds, verdictCodes, type WorldLoss } from "../argument/verdictcodes.ts";
import type { StudiedArgument } from "./study.ts";
import { type Cells, type Column, UnfitFile } from "./table.ts";

const world: Column = { name: "world", kind: "whole", meaning: "the number of the world" };

const lossColumns: readonly Column[] = [
  { name: "lost_in", kind: "text", meaning: "the first of its runs in which a number was lost, if any" },
  { name: "lost_in_variable", kind: "text", meaning: "the variable whose number was lost first in it" },
  {
    name: "lost_in_element",
    kind: "number",
    optional: true,
    meaning: "its place among the elements, from 0",
  },
  { name: "lost_in_value", kind: "number", optional: true, meaning: "NaN, or infinite" },
  { name: "lost_in_at", kind: "number", optional: true, meaning: "when" },
];

/** The columns of what was judged: a word for each claim, check, loop and link; and of each line its word and its number. */
export function verdictColumns({ items, lines }: StudiedArgument): {
  readonly verdicts: readonly Column[];
  readonly effects: readonly Column[];
} {
  return {
    verdicts: [
      world,
      ...items.map(({ id, meaning }): Column => ({ name: id, kind: "text", ...(meaning && { meaning }) })),
      ...lossColumns,
    ],
    effects: [
      world,
      ...lines.flatMap(({ label, unit, meaning }): readonly Column[] => [
        { name: label, kind: "number", ...(unit && { unit }), ...(meaning && { meaning }) },
        { name: `${label}_verdict`, kind: "text", meaning: `what ${label} comes to` },
      ]),
    ],
  };
}

type Judged = Pick<StudiedArgument, "items" | "lines">;

/** The cells of the table of verdicts. */
export function verdictCells({ items, lines }: Judged, judged: readonly JudgedWorlds[]): readonly Cells[] {
  const worlds = worldsOf(judged);
  const losses = new Map(judged.flatMap(({ lost }) => lost).map((one) => [one.world, one]));
  const lost = [...worlds].map((one) => losses.get(one));
  return [
    worlds,
    ...items.map((_, item) => wordsOf(judged, item, items.length + lines.length)),
    lost.map((one) => one?.run ?? null),
    lost.map((one) => one?.variable ?? null),
    lost.map((one) => one?.element ?? null),
    lost.map((one) => one?.value ?? null),
    lost.map((one) => one?.time ?? null),
  ];
}

/** The cells of the table of effects. */
export function effectCells({ items, lines }: Judged, judged: readonly JudgedWorlds[]): readonly Cells[] {
  return [
    worldsOf(judged),
    ...lines.flatMap((_, line) => [
      Float64Array.from(columnOf(judged, "values", line, lines.length)),
      wordsOf(judged, items.length + line, items.length + lines.length),
    ]),
  ];
}

function worldsOf(judged: readonly JudgedWorlds[]): Int32Array {
  return Int32Array.from(judged.flatMap(({ worlds }) => [...worlds]));
}

function wordsOf(judged: readonly JudgedWorlds[], place: number, width: number): readonly string[] {
  return columnOf(judged, "codes", place, width).map((code) => verdictCodes[code]!);
}

function columnOf(
  judged: readonly JudgedWorlds[],
  of: "codes" | "values",
  place: number,
  width: number,
): readonly number[] {
  return judged.flatMap(({ worlds, [of]: all }) =>
    Array.from({ length: worlds.length }, (_, row) => all[row * width + place]!),
  );
}

/** What was judged, out of these cells: in pieces of so many worlds as are told, one after another. */
export function judgedFrom(
  { items, lines }: StudiedArgument,
  verdicts: readonly Cells[],
  effects: readonly Cells[],
  pieces: readonly number[],
): readonly JudgedWorlds[] {
  const numbers = verdicts[0]!;
  if (effects[0]?.length !== numbers.length) throw new UnfitFile("two of its tables are of other worlds");
  const [run, variable, element, value, time] = verdicts.slice(1 + items.length);
  const told = [...verdicts.slice(1, 1 + items.length), ...lines.map((_, line) => effects[2 + 2 * line]!)];
  let row = 0;
  return pieces.map((count) => {
    const rows = Array.from({ length: count }, () => row++);
    return {
      worlds: Float64Array.from(rows, (at) => Number(numbers[at])),
      codes: Uint8Array.from(rows.flatMap((at) => told.map((column) => codeOf(column[at])))),
      values: Float64Array.from(
        rows.flatMap((at) => lines.map((_, line) => Number(effects[1 + 2 * line]![at]))),
      ),
      lost: rows.flatMap((at): readonly WorldLoss[] =>
        run![at] === null
          ? []
          : [
              {
                world: Number(numbers[at]),
                run: String(run![at]),
                variable: String(variable![at]),
                element: Number(element![at]),
                time: Number(time![at]),
                value: Number(value![at]),
              },
            ],
      ),
    };
  });
}

const words: readonly unknown[] = verdictCodes;

function codeOf(word: string | number | null | undefined): number {
  const code = words.indexOf(word);
  if (code < 0) throw new UnfitFile(`‘${word}’ is no verdict`);
  return code;
}
