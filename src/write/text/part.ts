import type { FileSource, Part, PartSubscript, Points, Stream } from "../../model/variable.ts";
import { exprText, factorText, sumText, type Words } from "./expression.ts";
import { elementText, stringText } from "./name.ts";
import { numberText } from "./number.ts";

/** The lines of an equation: `= …`, or a line for each part of an array. */
export function equationLines<Value>(
  parts: readonly Part<Value>[],
  write: (value: Value) => string,
): readonly string[] {
  return parts.map((part) => {
    const head = headOf(part);
    return `${head === "" ? "" : `${head} `}= ${write(part.value)}`;
  });
}

/** The lines of parts that stand in files: `from …`, `[khatlon] from …`. */
export function fileLines(parts: readonly Part<FileSource>[]): readonly string[] {
  return parts.map((part) => {
    const head = headOf(part);
    return `${head === "" ? "" : `${head} `}${fileText(part.value)}`;
  });
}

/** `from "data.xlsx" sheet "A" along "1" at "B2"`; of a dimension, with the prefix of its elements. */
export function fileText(file: FileSource & { readonly prefix?: string }): string {
  const text = (word: string, value: string | undefined) =>
    value === undefined ? [] : [`${word} ${stringText(value)}`];
  const path = `from ${stringText(file.path)}`;
  if (file.kind === "cells") {
    const { sheet, along, first, last, prefix } = file;
    const cells = [
      ...text("sheet", sheet),
      ...text("along", along),
      ...text("at", first),
      ...text("to", last),
    ];
    return [path, ...cells, ...text("prefix", prefix)].join(" ");
  }
  const { column, times, at } = file;
  const line = times ? [`start ${numberText(times.start)} slope ${numberText(times.slope)}`] : [];
  return [
    path,
    ...text("column", column),
    ...line,
    ...(at === undefined ? [] : [`at ${numberText(at)}`]),
  ].join(" ");
}

/** The lines of a clause with a value, such as `starts 100`; parts of an array stand below it. */
export function clauseLines(word: string, parts: readonly Part[], words: Words): readonly string[] {
  if (parts.length === 0) return [];
  const [first] = parts;
  if (parts.length === 1 && first && headOf(first) === "") return [`${word} ${exprText(first.value, words)}`];
  return [word, ...equationLines(parts, (value) => exprText(value, words)).map((line) => `  ${line}`)];
}

function headOf({ subscripts, except, otherwise }: Part<unknown>): string {
  if (otherwise) return "else";
  if (subscripts.length === 0) return "";
  const left = except.length === 0 ? "" : ` except ${except.map(bracket).join(", ")}`;
  return bracket(subscripts) + left;
}

function bracket(subscripts: readonly PartSubscript[]): string {
  return `[${subscripts.map((one) => (one.kind === "all" ? "*" : elementText(one.name))).join(", ")}]`;
}

/** `(2010, 1) (2014, 2), extrapolate`. */
export function pointsText({ pairs, outside }: Points): string {
  const shown = pairs.map(([x, y]) => `(${numberText(x)}, ${numberText(y)})`).join(" ");
  return outside === "hold" ? shown : `${shown}, ${outside}`;
}

/** A list of flows behind `in` or `out`. */
export function streamsText(streams: readonly Stream[], words: Words): string {
  return streams
    .map(({ flow, share }) => {
      const name = sumText(flow, words);
      return share ? `${factorText(share, words)} * ${name}` : name;
    })
    .join(", ");
}
