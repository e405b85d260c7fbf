import type { VariableHead } from "../../model/variable.ts";
import { numberText } from "../text/number.ts";

/** Equations of one variable, the last with what is told of it. */
export function blockText(equations: readonly string[], told: string): string {
  return equations
    .map((equation, i) => `${wrap(equation)}\n${i === equations.length - 1 ? told : "\t~~|\n"}`)
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

/** Words between the signs that end parts of a definition. */
export function commentText(text: string): string {
  return text.replaceAll("~", "-").replaceAll("|", "/").replace(/\s+/g, " ").trim();
}

function unitText(factors: readonly { readonly name: string; readonly power: number }[]): string {
  let text = "";
  for (const { name, power } of factors)
    for (let i = 0; i < Math.abs(power); i++)
      text += power < 0 ? `${text === "" ? "1" : ""}/${name}` : `${text === "" ? "" : "*"}${name}`;
  return text === "" ? "Dmnl" : text;
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
