import { foldName } from "../../model/name.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatCount, formatNumber } from "../number.ts";
import { drawRangeBar } from "../svg/bar.ts";
import type { PageSection } from "./page.ts";
import { drawDetails, unitText } from "./pieces.ts";
import type { ShownReport, ShownVariable } from "./shown.ts";
import { drawTable } from "./table.ts";

const isNumber = ({ kind }: ShownVariable): boolean => kind === "const" || kind === "lever";

/** Structural choices, and every number that the model rests on. */
export function drawAssumptions({ variables, model }: ShownReport): PageSection {
  const switches = variables.filter(({ kind }) => kind === "switch");
  const numbers = variables.filter(isNumber);
  const series = variables.filter(({ kind }) => kind === "graph" || kind === "data");
  const ranged = numbers.filter(({ kind, range }) => kind === "const" && range);
  const assumed = ranged.filter(isAssumed);
  const body = markup`<h3>Structural switches</h3>${
    switches.length === 0
      ? markup`<p>The system has no structural switches.</p>`
      : markup`<p>Choices of structure, and what they are set to in everything above. Turned the other way, they are another theory.</p>${drawTable(
          "Structural switches, and what they are set to",
          [
            { title: "Choice", of: "words" },
            { title: "Set to", of: "number" },
            { title: "What it means", of: "words" },
          ],
          switches.map(({ name, title, numbers: [value], description }) => [
            markup`${title ?? name} <code>${name}</code>`,
            value === undefined ? "no number" : `${value} (${value === 1 ? "on" : "off"})`,
            description ?? "",
          ]),
        )}`
  }<h3>Numbers, their ranges and what they stand on</h3>${
    numbers.length + series.length === 0
      ? markup`<p>The system has no constants, levers or series.</p>`
      : markup`<p>${formatCount(ranged.length, "constant")} of ${numbers.filter(({ kind }) => kind === "const").length} ${ranged.length === 1 ? "has a range" : "have ranges"}; ${assumed.length} of the ranges ${assumed.length === 1 ? "is" : "are"} marked ASSUMED: no evidence is named, and what rests on them rests on no more. The range of a lever is one to play in, and no uncertainty. Bars show where in its range the declared number lies.</p>${bySector(model.sectors, [...numbers, ...series])}`
  }`;
  return { id: "assumptions", title: "Switches and assumptions", body };
}

function isAssumed({ basis }: ShownVariable): boolean {
  return basis?.word === "assumed";
}

function bySector(
  sectors: ShownReport["model"]["sectors"],
  all: readonly ShownVariable[],
): readonly Markup[] {
  const titles = new Map(sectors.map(({ name, title }) => [foldName(name), title ?? name]));
  const keys = [...new Set(all.map(({ sector }) => (sector === undefined ? "" : foldName(sector))))];
  return keys.map((key) => {
    const own = all.filter(({ sector = "" }) => foldName(sector) === key);
    const title = titles.get(key) ?? (key === "" ? "Outside of sectors" : key);
    return drawDetails(
      `${keys.length === 1 && key === "" ? "All numbers" : title} (${own.length})`,
      drawTable(
        keys.length === 1 && key === "" ? "All numbers" : `Numbers of: ${title}`,
        [
          { title: "Number", of: "words" },
          { title: "Declared" },
          { title: "Range" },
          { title: "In its range" },
          { title: "What it stands on", of: "words" },
        ],
        own.map(drawRow),
      ),
      true,
    );
  });
}

function drawRow(variable: ShownVariable): readonly Piece[] {
  const { name, title, unit, numbers, range, description } = variable;
  const [only] = numbers;
  return [
    markup`${title ?? name} <code>${name}</code>${
      description === undefined ? undefined : markup`<br><small>${description}</small>`
    }`,
    declaredWords(variable),
    range
      ? `${digits(range.low, unit)} to ${digits(range.high, unit)}${unitText(unit)}, ${variable.kind === "lever" ? "to play in" : range.shape}${
          range.correlated ? `, correlated ${range.correlated.by} in ${range.correlated.group}` : ""
        }`
      : variable.kind === "const"
        ? "none"
        : "",
    range && numbers.length === 1 && only !== undefined
      ? drawRangeBar({ low: range.low, high: range.high, from: range.low, to: range.low, mark: only })
      : undefined,
    drawBasis(variable),
  ];
}

/** A declared number as its author wrote it; a year has no comma. */
function digits(value: number, unit: string): string {
  const text = formatNumber(value, 6);
  return unit === "year" ? text.replaceAll(",", "") : text;
}

const mostNumbers = 6;

function declaredWords({ kind, numbers, unit }: ShownVariable): string {
  if (kind === "graph" || kind === "data") return `over ${kind === "data" ? "time" : "its input"}, by points`;
  if (numbers.length === 0) return "worked out";
  if (numbers.length <= mostNumbers)
    return `${numbers.map((number) => digits(number, unit)).join(", ")}${unitText(unit)}`;
  return `${formatCount(numbers.length, "number")} from ${formatNumber(Math.min(...numbers), 6)} to ${formatNumber(Math.max(...numbers), 6)}${unitText(unit)}`;
}

function drawBasis(variable: ShownVariable): Piece {
  const { basis } = variable;
  if (!basis) return markup`<span class="quiet">nothing is said</span>`;
  const tag = isAssumed(variable)
    ? markup`<span class="tag">ASSUMED</span>`
    : basis.word === "official"
      ? markup`<span class="tag official">official claim</span>`
      : basis.word;
  return markup`${tag}${basis.text === undefined ? undefined : `: ${basis.text}`}`;
}
