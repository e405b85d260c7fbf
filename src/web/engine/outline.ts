import { elementName } from "../../argument/element.ts";
import { quantityOf } from "../../argument/quantity.ts";
import { firstParts, isNumber } from "../../check/definition.ts";
import type { Facts } from "../../check/facts.ts";
import type { Claim } from "../../model/argument.ts";
import { type Expr, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import { printUnit } from "../../model/unit.ts";
import type { Basis, Variable } from "../../model/variable.ts";
import type { Program } from "../../run/program.ts";
import { besideLevers } from "../../study/conduct.ts";
import type {
  Analysis,
  ArgumentInfo,
  CauseInfo,
  ClaimInfo,
  HistoryInfo,
  LinkInfo,
  LoopInfo,
  VariableInfo,
} from "./analysis.ts";

/** What panels show of a system, of which the diagnostics and whether it runs are told beside it. */
export type Outline = Omit<Analysis, "diagnostics" | "isRunnable" | "milliseconds">;

/** Says what there is in a system, as plain data. */
export function outlineOf(
  facts: Facts,
  program: Program | undefined,
  sources: ReadonlyMap<string, string>,
): Outline {
  const { model } = facts;
  const textOf = ({ source, from, to }: Span) => sources.get(source)?.slice(from, to) ?? "";
  const { start, stop, step, saveEvery, unit, integrator } = model.time;
  return {
    name: model.name,
    title: model.title ?? model.name,
    ...optional("description", model.description),
    ...optional("purpose", model.purpose),
    threshold: model.threshold,
    time: { start, stop, step, saveEvery, unit, integrator },
    sources: [...sources.keys()],
    sectors: model.sectors.map(({ name, title, description, span }) => ({
      name,
      span,
      ...optional("title", title),
      ...optional("description", description),
    })),
    variables: model.variables.map((variable) => describeVariable(variable, facts, program, textOf)),
    causes: causesOf(facts),
    claims: model.claims.map((claim) => describeClaim(claim, facts, textOf)),
    checks: model.checks.map(({ id, title, because, lines, span }) => ({
      ...argument(id, title, because, span),
      variables: namedIn(
        lines.flatMap(({ subject, relation }) => [
          ...(subject.kind === "quantity" ? [subject.quantity] : []),
          ...(subject.kind === "each" ? subject.quantities : []),
          ...(relation.kind === "compare" ? [relation.right] : []),
        ]),
        facts,
      ),
    })),
    links: model.links.map((link): LinkInfo => {
      const paths = link.paths.map(({ variables, says }) => ({ variables: namedIn(variables, facts), says }));
      return {
        ...argument(link.id, link.title, link.because, link.span),
        paths,
        variables: [...new Set(paths.flatMap(({ variables }) => variables))],
        evidenceFor: link.evidenceFor.map(({ text, fromMemory }) => ({ text, fromMemory })),
        evidenceAgainst: link.evidenceAgainst.map(({ text, fromMemory }) => ({ text, fromMemory })),
        ...optional("basis", basisOf(link.basis)),
        ...optional("context", link.context),
      };
    }),
    loops: model.loops.map(
      ({ id, title, says, path, because, span }): LoopInfo => ({
        ...argument(id, title, because, span),
        says,
        variables: namedIn(path, facts),
      }),
    ),
    scenarios: model.scenarios
      .filter(({ eachOf }) => !eachOf)
      .map(({ name, title, span }) => ({ name, span, ...optional("title", title) })),
    history: model.history.map(
      (history): HistoryInfo => ({
        id: history.id,
        span: history.span,
        ...optional("title", history.title),
        ...optional("basis", basisOf(history.basis)),
        bands: history.bands.map(({ quantity, time, low, high }) => {
          const read = quantityOf(quantity, facts);
          const variable = read?.kind === "element" ? read.variable : undefined;
          return { label: textOf(quantity.span), time, low, high, ...optional("variable", variable) };
        }),
      }),
    ),
    beside: (program ? besideLevers(program) : []).map(({ label, title = label, unit = "", isRights }) => ({
      label,
      title,
      unit: unit === "1" ? "" : unit,
      isRights,
    })),
    texts: model.sources.map(({ name, title, file, notes, anchors, span }) => ({
      name,
      span,
      ...optional("title", title),
      ...optional("file", file?.path),
      ...optional("notes", notes?.path),
      ...optional("anchors", anchors?.path),
    })),
  };
}

function describeVariable(
  variable: Variable,
  facts: Facts,
  program: Program | undefined,
  textOf: (span: Span) => string,
): VariableInfo {
  const { name, kind, title, description, range, sector, origin, nameSpan, span } = variable;
  const unit = facts.units.variables.get(variable);
  const axes = facts.shapes.axes.get(variable) ?? [];
  const size = axes.reduce((product, { elements }) => product * elements.length, 1);
  const slot = program?.slots.get(foldName(name));
  const isInput = slot?.role === "input" && isNumber(variable);
  const written = unit && printUnit(unit);
  return {
    name,
    key: foldName(name),
    kind,
    isMade: origin !== undefined,
    nameSpan,
    span,
    ...optional("title", title),
    ...optional("description", description),
    ...optional("unit", written === "1" ? "" : written),
    ...optional("range", range && { low: range.low, high: range.high, shape: range.shape }),
    ...optional("basis", basisOf(variable.basis)),
    ...optional("sector", sector),
    ...optional(
      "elements",
      axes.length === 0 ? undefined : Array.from({ length: size }, (_, i) => elementName(name, axes, i)),
    ),
    ...optional(
      "declared",
      isInput ? program!.inputs.slice(slot.offset, slot.offset + slot.size) : undefined,
    ),
    ...optional(
      "equation",
      firstParts(variable)
        ?.map(({ value }) => textOf(value.span))
        .join("\n"),
    ),
  };
}

function causesOf(facts: Facts): readonly CauseInfo[] {
  return facts.links().map(({ cause, effect, kind }) => ({
    cause: foldName(cause.name),
    effect: foldName(effect.name),
    kind,
  }));
}

function describeClaim(claim: Claim, facts: Facts, textOf: (span: Span) => string): ClaimInfo {
  const { id, places, strength, sentence, context, tests, span } = claim;
  return {
    id,
    places: places.map(({ source, paragraph, sentence: number }) => ({
      source,
      paragraph,
      sentence: number,
    })),
    variables: namedIn(
      tests.flatMap((test) => (test.kind === "effect" ? [test.cause, test.effect] : [test.effect])),
      facts,
    ),
    effects: tests.flatMap(({ effect }) => namedIn([effect], facts)),
    lines: tests.map((test) => textOf(test.span).replace(/\s+/gu, " ")),
    span,
    ...optional("strength", strength),
    ...optional("sentence", sentence),
    ...optional("context", context),
  };
}

function argument(
  id: string,
  title: string | undefined,
  because: readonly { readonly id: string }[],
  span: Span,
): Omit<ArgumentInfo, "variables"> {
  return { id, because: because.map((one) => one.id), span, ...optional("title", title) };
}

/** The keys of the variables that expressions name, in their order. */
function namedIn(exprs: readonly Expr[], { names }: Facts): readonly string[] {
  const keys = exprs.flatMap((expr) =>
    [...walkExpr(expr)].flatMap((one) => {
      const meaning = one.kind === "name" ? names.meanings.get(one) : undefined;
      return meaning?.kind === "variable" ? [foldName(meaning.variable.name)] : [];
    }),
  );
  return [...new Set(keys)];
}

function basisOf(basis: Basis | undefined) {
  return basis && { word: basis.word, ...optional("text", basis.text) };
}

/** A field that is there only where it has a value. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  // One field of that name: TypeScript takes a computed name for any text.
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value });
}
