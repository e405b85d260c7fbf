import { aliasesIn, type Language } from "../functions/dialect.ts";
import type { FunctionRow } from "../functions/function.ts";
import { functions } from "../functions/functions.ts";
import { type Evidence, evidenceOf, type Standing, standings } from "../functions/standing.ts";

export const languages: readonly Language[] = ["vensim", "xmile", "stella"];
export const languageNames = { vensim: "Vensim", xmile: "XMILE", stella: "Stella" };

/** `ramp(slope, start, [stop])`, `sum(x[*])`. */
export function callOf({ name, kind, parameters }: FunctionRow): string {
  if (kind === "reducer") return `${name}(${parameters[0].name}[*])`;
  const written = parameters.map((parameter) =>
    parameter.otherwise === undefined ? parameter.name : `[${parameter.name}]`,
  );
  return `${name}(${written.join(", ")})`;
}

/** The rows mark names with backquotes, which a terminal does not set off. */
export function unquote(text: string): string {
  return text.replace(/`([^`]*)`/g, "$1");
}

/** What a function is called elsewhere, each with the evidence for it. */
export function elsewhereOf(row: FunctionRow): readonly string[] {
  return languages.flatMap((language) =>
    aliasesIn(row, language).map(
      (alias) => `${languageNames[language]} ${alias}: ${describeEvidence(evidenceOf(row, language))}`,
    ),
  );
}

function describeEvidence(evidence: Evidence): string {
  return evidence.kind === "corpus" ? `corpus (${evidence.cases.length})` : evidence.kind;
}

/** How many of the documented names of a language there are, and on what evidence. */
export function countsOf(language: Language): string {
  const all = standings(functions, language);
  const kinds = all.map(({ standing }) => countedAs(standing, language));
  const counts = [...new Set(order.filter((kind) => kinds.includes(kind)))].map(
    (kind) => `${kinds.filter((one) => one === kind).length} ${kind}`,
  );
  return `${all.length} documented names, of which ${counts.join(", ")}`;
}

const order = ["corpus", "by hand", "law", "in other words", "not yet", "not supported"] as const;

function countedAs(standing: Standing, language: Language): (typeof order)[number] {
  switch (standing.kind) {
    case "other words":
      return "in other words";
    case "unsupported":
      return "not supported";
    case "not yet":
      return "not yet";
    case "function": {
      const kinds = standing.rows.map((row) => evidenceOf(row, language).kind);
      return kinds.includes("corpus") ? "corpus" : kinds.includes("by hand") ? "by hand" : "law";
    }
  }
}

/** docs/functions.md. */
export function printReference(): string {
  const families = [...new Set(functions.map(({ family }) => family))];
  return [
    "# Functions",
    "",
    "Printed by `hence functions --markdown` from the rows of `src/functions`. `hence functions NAME` has examples and units",
    "as well. Behind each name that a function has elsewhere stands what shows that it is the same: `corpus`, public models of",
    "that program whose results are met (how many files); `by hand`, results that were worked out from its manual and run as",
    "tests; `law`, what must hold of many results, such as the moments and the shape of a distribution.",
    "",
    "Draws at random come from a counter-based generator, not from the streams of Vensim or Stella: the same seed gives the",
    "same numbers on every machine, but not theirs. Only their distributions can be, and are, compared. `hence run MODEL --seed N`",
    "draws others, and so does each `--world N` of a seed.",
    "",
    ...languages.map((language) => `- ${languageNames[language]}: ${countsOf(language)}.`),
    "",
    ...families.flatMap((family) => [
      `## ${family[0]!.toUpperCase()}${family.slice(1)}`,
      "",
      "| function | what it is | elsewhere |",
      "|---|---|---|",
      ...functions.filter((row) => row.family === family && row.kind !== "peek").map(printRow),
      "",
    ]),
    "## Names of other languages",
    "",
    ...languages.flatMap((language) => [
      `### ${languageNames[language]}`,
      "",
      "| name | here | evidence |",
      "|---|---|---|",
      ...standings(functions, language).map(({ name, standing }) => printStanding(name, standing, language)),
      "",
    ]),
  ].join("\n");
}

function printRow(row: FunctionRow): string {
  const doubt = row.doubt === undefined ? "" : ` *Left open by the manual:* ${row.doubt}`;
  return `| \`${callOf(row)}\` | ${row.summary}${doubt} | ${elsewhereOf(row).join("; ") || "–"} |`;
}

function printStanding(name: string, standing: Standing, language: Language): string {
  switch (standing.kind) {
    case "function": {
      const calls = standing.rows.map((row) => `\`${callOf(row)}\``).join(", ");
      return `| ${name} | ${calls} | ${countedAs(standing, language)} |`;
    }
    case "other words":
      return `| ${name} | ${standing.words} | in other words |`;
    case "unsupported":
      return `| ${name} | not supported: ${standing.why} | – |`;
    case "not yet":
      return `| ${name} | not yet | – |`;
  }
}
