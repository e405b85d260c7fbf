import type { Facts } from "../check/facts.ts";
import { type ClaimTest, expressionsIn } from "../model/argument.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { printUnit } from "../model/unit.ts";
import type { Part, PartSubscript, Stream, Variable } from "../model/variable.ts";
import { formatNumber } from "../view/number.ts";

/** What is known of one variable without running anything. */
export interface Explanation {
  readonly name: string;
  readonly title: string | null;
  readonly meaning: string | null;
  readonly kind: Variable["kind"];
  readonly sector: string | null;
  readonly unit: string | null;
  readonly equation: readonly string[];
  /** The hidden variables of the functions with a memory that its equation calls. */
  readonly inside: readonly string[];
  readonly range: string | null;
  readonly basis: string | null;
  readonly causes: readonly string[];
  readonly effects: readonly string[];
  readonly claims: readonly string[];
  readonly links: readonly string[];
  readonly loops: readonly string[];
  readonly checks: readonly string[];
}

/** Gathers what the model says of a variable. */
export function explain(facts: Facts, sources: ReadonlyMap<string, string>, variable: Variable): Explanation {
  const { model, units, links } = facts;
  const unit = units.variables.get(variable);
  const isMeant = (expr: Expr) => mentions(expr, variable);
  const arrows = links().filter(({ kind }) => kind !== "initial");
  const names = (variables: readonly Variable[]) => [...new Set(variables.map(({ name }) => name))];
  return {
    name: variable.name,
    title: variable.title ?? null,
    meaning: variable.description ?? null,
    kind: variable.kind,
    sector: model.sectors.find(({ name }) => name === variable.sector)?.title ?? variable.sector ?? null,
    unit: unit ? printUnit(unit) : null,
    equation: equationOf(variable, (span) => textOf(sources, span)),
    inside: insideOf(variable, model.variables),
    range: variable.range ? rangeOf(variable.range) : null,
    basis: variable.basis ? [variable.basis.word, variable.basis.text].filter(Boolean).join(": ") : null,
    causes: names(arrows.filter(({ effect }) => effect === variable).map(({ cause }) => cause)),
    effects: names(arrows.filter(({ cause }) => cause === variable).map(({ effect }) => effect)),
    claims: model.claims
      .filter(({ tests }) => tests.some((test) => expressionsOf(test).some(isMeant)))
      .map(({ id, sentence }) => labelled(id, sentence)),
    links: model.links
      .filter(({ paths }) => paths.some(({ variables }) => variables.some(isMeant)))
      .map(({ id, title }) => labelled(id, title)),
    loops: model.loops.filter(({ path }) => path.some(isMeant)).map(({ id, title }) => labelled(id, title)),
    checks: model.checks
      .filter(({ lines }) =>
        lines.some(({ subject, relation }) =>
          [...subjectsOf(subject), ...expressionsIn(relation)].some(isMeant),
        ),
      )
      .map(({ id, title }) => labelled(id, title)),
  };
}

/** What the functions with a memory that its equation calls are made of, by the names to ask for with `--save`. */
function insideOf({ name }: Variable, variables: readonly Variable[]): readonly string[] {
  return variables.flatMap(({ name: hidden, kind, origin }) =>
    origin?.kind === "call" && origin.owner === name ? [`${kind} ${hidden}`] : [],
  );
}

function mentions(expr: Expr, variable: Variable): boolean {
  for (const part of walkExpr(expr))
    if (part.kind === "name" && part.path.length === 0 && foldName(part.name) === foldName(variable.name))
      return true;
  return false;
}

function expressionsOf(test: ClaimTest): readonly Expr[] {
  return test.kind === "effect" ? [test.cause, test.effect] : [test.effect];
}

function subjectsOf(subject: Facts["model"]["checks"][number]["lines"][number]["subject"]): readonly Expr[] {
  if (subject.kind === "quantity") return [subject.quantity];
  return subject.kind === "each" ? subject.quantities : [];
}

function labelled(id: string, text: string | undefined): string {
  return text === undefined ? id : `${id} ${text}`;
}

/** The text of a span in one line. */
function textOf(sources: ReadonlyMap<string, string>, { source, from, to }: Span): string {
  return (sources.get(source) ?? "").slice(from, to).replace(/\s+/g, " ").trim();
}

function rangeOf({ low, high, shape, correlated }: NonNullable<Variable["range"]>): string {
  const group = correlated ? `, correlated ${correlated.by} in ${correlated.group}` : "";
  return `${formatNumber(low, 6)} to ${formatNumber(high, 6)}, ${shape}${group}`;
}

function equationOf(variable: Variable, text: (span: Span) => string): string[] {
  const parts = (word: string, all: readonly Part<{ readonly span: Span }>[]) =>
    all.map((part) => `${subscriptsOf(part)}${word} ${text(part.value.span)}`.trim());
  const streams = (word: string, all: readonly Stream[]) =>
    all.length === 0 ? [] : [`${word} ${all.map(({ span }) => text(span)).join(", ")}`];
  switch (variable.kind) {
    case "stock":
      return [
        ...parts("starts", variable.starts),
        ...streams("in", variable.inflows),
        ...streams("out", variable.outflows),
        ...(variable.nonNegative ? ["never below zero"] : []),
      ];
    case "count":
      return [...parts("of", variable.rate), ...parts("starts", variable.starts)];
    case "flow":
      return [
        ...parts("=", variable.equation),
        ...parts("initially", variable.initially ?? []),
        ...(variable.oneWay ? ["one way"] : []),
      ];
    case "aux":
      return [...parts("=", variable.equation), ...parts("initially", variable.initially ?? [])];
    case "input":
      return parts("=", variable.equation);
    case "const":
    case "lever":
    case "switch":
      return parts("=", variable.value);
    case "graph":
      return [`of ${variable.input.name}`, ...parts("=", variable.points)];
    case "data":
      return variable.files.length > 0
        ? variable.files.map((part) => `${subscriptsOf(part)}from ${part.value.path}`)
        : parts("=", variable.points);
    case "conveyor":
    case "queue":
    case "oven":
      return [
        ...parts("starts", variable.starts),
        ...streams("in", variable.inflows),
        ...streams("out", variable.outflows),
      ];
    case "memory":
      return [...parts("starts", variable.starts), ...parts("next", variable.next)];
    case "device":
      return [variable.device, ...variable.inputs.flatMap((input) => parts("", input))];
    case "module":
      return [
        `from ${variable.system.path}`,
        ...variable.ports.map((port) => `${port.input} = ${text(port.value.span)}`),
      ];
  }
}

/** `[khatlon] ` before a part's equation; nothing where there is one equation for all. */
function subscriptsOf({ subscripts, except, otherwise }: Part<unknown>): string {
  const bracket = (all: readonly PartSubscript[]) =>
    `[${all.map((one) => (one.kind === "all" ? "*" : one.name)).join(", ")}]`;
  if (otherwise) return "else ";
  if (subscripts.length === 0) return "";
  return `${bracket(subscripts)}${except.length > 0 ? ` except ${except.map(bracket).join(", ")}` : ""} `;
}
