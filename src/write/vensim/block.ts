import type { VariableHead } from "../../model/variable.ts";
import { numberText } from "../text/number.ts";

/** Equations of one variable, the last with what is told of it. */
export function blockText(equations: readonly string[], told: string): string {
  return equations
    .map((equation, i) => `${laidOut(equation)}\n${i === equations.length - 1 ? told : "\t~~|\n"}`)
    .join("");
}

/** Units with the range of plausible numbers, and documentation. */
export function toldText({ title, description, unit, range, basis }: VariableHead): string {
  const ends = range ? ` [${numberText(range.low)},${numberText(range.high)}]` : "";
  const units = unit ? unitText(unit.factors) : "";
  const source = basis && `Basis: ${basis.word}${basis.text === undefined ? "" : `, ${basis.text}`}.`;
  const comment = [title, description, source].filter((line) => line !== undefined).join(" - ");
  return `\t~\t${`${units}${ends}`.trim()}\n\t~\t${commentText(comment)}\n\t|\n\n`;
}

/** Words between the signs that end parts of a definition, over several lines where there are many. */
export function commentText(text: string): string {
  const words = text.replaceAll("~", "-").replaceAll("|", "/").replace(/\s+/g, " ").trim();
  return (words.match(/.{1,80}(?: |$)|\S+(?: |$)/g) ?? []).join("\\\n\t\t");
}

/** `widget/(person*year)`: what is multiplied comes first, so that nobody need know which sign binds tighter. */
function unitText(factors: readonly { readonly name: string; readonly power: number }[]): string {
  const side = (sign: number) =>
    factors.flatMap(({ name, power }) => Array.from({ length: Math.max(0, sign * power) }, () => name));
  const [above, below] = [side(1), side(-1)];
  if (above.length + below.length === 0) return "Dmnl";
  const over = above.length === 0 ? "1" : above.join("*");
  if (below.length === 0) return over;
  return `${over}/${below.length === 1 ? below[0] : `(${below.join("*")})`}`;
}

/** The right side stands below the name, as Vensim writes it; the points of a lookup do too. */
function laidOut(equation: string): string {
  const [left, sign, right] = cutInTwo(equation);
  return right === "" ? wrap(equation) : `${left}${sign}\n\t${wrap(right)}`;
}

/** At the first sign that is in no quotes and no brackets. */
function cutInTwo(equation: string): readonly [string, string, string] {
  const [, left = equation, sign = "", right = ""] =
    /^((?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^"[(=])+)(=|\((?=\[))\s*(.*)$/s.exec(equation) ?? [];
  return [left.trimEnd(), sign, right];
}

/** A long equation over several lines, broken behind commas and operators outside of quotes. */
function wrap(equation: string): string {
  const pieces = equation.match(/(?:"(?:[^"\\]|\\.)*"|[^"])+?(?:, | [-+*/] |:AND: |:OR: |$)/g) ?? [equation];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line !== "" && line.length + piece.length > width) {
      lines.push(line.trimEnd());
      line = piece;
    } else line += piece;
  }
  lines.push(line);
  return lines.join("\\\n\t\t");
}

const width = 90;
