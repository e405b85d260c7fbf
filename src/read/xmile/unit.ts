import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import { timeWords, type UnitDeclaration, type UnitExpr, type UnitFactor } from "../../model/unit.ts";
import { attributeOf, childOf, childrenOf, nameSpanOf, says, textOf } from "./element.ts";
import { warningAt } from "./fault.ts";
import type { SourceText } from "./text.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** What the words of units mean in a file. */
export interface UnitTerms {
  readonly declarations: readonly UnitDeclaration[];
  /** Units that are made of others, by folded name; of no factors, one. */
  readonly derived: ReadonlyMap<string, readonly UnitFactor[]>;
}

/** The short words for time that XMILE recommends (XMILE 1.0, 3.3.6). */
const shortTimes: ReadonlyMap<string, string> = new Map([
  ["s", "second"],
  ["sec", "second"],
  ["min", "minute"],
  ["hr", "hour"],
  ["wk", "week"],
  ["mo", "month"],
  ["qtr", "quarter"],
  ["yr", "year"],
]);

const ofOne = ["1", "dimensionless", "unitless", "dmnl", "nil"];

/** Reads `<model_units>`: words with their aliases, and units that are made of others. */
export function readUnits(elements: readonly XmlElement[], report: Report): UnitTerms {
  const declarations = new Map<string, UnitDeclaration>();
  const equations = new Map<string, SourceText>();
  const derived = new Map<string, readonly UnitFactor[]>(ofOne.map((word) => [word, []]));
  for (const unit of elements.flatMap((element) => childrenOf(element, "unit"))) {
    const written = attributeOf(unit, "name");
    if (written === undefined || says(unit, "disabled", "true")) continue;
    const name = nameOf(written);
    const aliases = childrenOf(unit, "alias")
      .flatMap((alias) => textOf(alias) ?? [])
      .map(nameOf);
    const equation = childOf(unit, "eqn");
    if (textOf(equation) !== undefined) {
      for (const word of [name, ...aliases]) equations.set(foldName(word), equation!.text);
    } else if (!declarations.has(foldName(name))) {
      const declaration = withoutBuiltIn(name, aliases, nameSpanOf(unit));
      if (declaration) declarations.set(foldName(name), declaration);
    }
  }
  const resolve = (word: string, open: readonly string[]): readonly UnitFactor[] | undefined => {
    const known = derived.get(word);
    const text = equations.get(word);
    if (known || !text || open.includes(word)) return known;
    const read = readFactors(text, report);
    const factors = read?.flatMap((factor) =>
      expand(factor, resolve(foldName(factor.name), [...open, word])),
    );
    if (factors) derived.set(word, factors);
    return factors;
  };
  for (const word of equations.keys()) resolve(word, []);
  return { declarations: [...declarations.values(), ...shortDeclarations(declarations)], derived };
}

/** With the units that variables use and nobody declares; XMILE takes them as they come (XMILE 1.0, 3.3.6). */
export function declareUsed(
  terms: UnitTerms,
  timeUnit: { readonly name: string; readonly span: Span },
  elements: readonly XmlElement[],
): UnitTerms {
  const words = new Set(timeWords.flatMap(({ name, plural }) => [name, plural]));
  for (const { name, aliases } of terms.declarations)
    for (const word of [name, ...aliases]) words.add(foldName(word));
  const factors = elements.flatMap((element) => readUnitOf(element, terms, () => undefined)?.factors ?? []);
  const more: UnitDeclaration[] = [];
  for (const { name, span } of [timeUnit, ...factors]) {
    if (words.has(foldName(name))) continue;
    words.add(foldName(name));
    more.push({ name, aliases: [], span });
  }
  return { ...terms, declarations: [...terms.declarations, ...more] };
}

/** The short words for time, where the file does not say what they mean. */
function shortDeclarations(declared: ReadonlyMap<string, UnitDeclaration>): readonly UnitDeclaration[] {
  const words = new Set(
    [...declared.values()].flatMap(({ name, aliases }) => [name, ...aliases].map(foldName)),
  );
  const [first] = declared.values();
  if (!first) return [];
  return timeWords.flatMap(({ name }) => {
    const aliases = [...shortTimes]
      .filter(([short, long]) => long === name && !words.has(short))
      .map(([short]) => short);
    return aliases.length === 0 || words.has(name) ? [] : [{ name, aliases, span: first.span }];
  });
}

/** A declaration that leaves out what Hence knows anyway; `Years` with an alias `yr` adds a word to the year. */
function withoutBuiltIn(name: string, aliases: readonly string[], span: Span): UnitDeclaration | undefined {
  const timeOf = (word: string) =>
    timeWords.find(({ name: one, plural }) => [one, plural].includes(foldName(word)))?.name;
  const words = [name, ...aliases];
  const time = words.map(timeOf).find((each) => each !== undefined);
  const base = time ?? name;
  const seen = new Set([foldName(base)]);
  const others = words.filter((word) => {
    const isNew = timeOf(word) === undefined && !seen.has(foldName(word));
    seen.add(foldName(word));
    return isNew;
  });
  return time !== undefined && others.length === 0 ? undefined : { name: base, aliases: others, span };
}

function expand(factor: UnitFactor, made: readonly UnitFactor[] | undefined): readonly UnitFactor[] {
  if (!made) return [factor];
  return made.map(({ name, power }) => ({ name, power: power * factor.power, span: factor.span }));
}

/** The unit of a variable; what cannot be read as one is reported and left out. */
export function readUnitOf(
  element: XmlElement,
  { derived }: UnitTerms,
  report: Report,
): UnitExpr | undefined {
  const units = childOf(element, "units");
  if (textOf(units) === undefined) return undefined;
  const factors = readFactors(units!.text, report);
  if (!factors) return undefined;
  return {
    factors: factors.flatMap((factor) => expand(factor, derived.get(foldName(factor.name)))),
    span: units!.text.whole,
  };
}

const pattern = /\s*(?:([*/^()])|(\d+(?:\.\d+)?)|"((?:[^"\\]|\\[\s\S])*)"|(-)|([^\s*/^()"-][^*/^()"]*))/y;

/** `kilowatt hours/day`, `1/(person*year)`, `meters^2`. */
function readFactors(text: SourceText, report: Report): readonly UnitFactor[] | undefined {
  const factors: UnitFactor[] = [];
  /** For each open bracket, the sign outside of it. */
  const brackets: number[] = [];
  let outer = 1;
  let sign = 1;
  let at = 0;
  const whole = text.text.trimEnd();
  let last: Span | undefined;
  while (at < whole.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(whole);
    if (!match) break;
    const [, mark, number, quoted, minus, word] = match;
    const span = text.span(at, pattern.lastIndex);
    at = pattern.lastIndex;
    if (mark === "(") {
      brackets.push(outer);
      outer = sign;
    } else if (mark === ")") {
      const before = brackets.pop();
      if (before === undefined) return unreadable(text, span, report);
      sign = before;
      outer = before;
    } else if (mark === "*" || minus !== undefined) sign = outer;
    else if (mark === "/") sign = -outer;
    else if (mark === "^") {
      const power = /^\s*(?:\(\s*(-?\d+)\s*\)|(-?\d+))/.exec(whole.slice(at));
      const factor = factors.pop();
      if (!power || !factor) return unreadable(text, span, report);
      at += power[0].length;
      factors.push({ ...factor, power: factor.power * Number(power[1] ?? power[2]) });
    } else if (number !== undefined) {
      if (Number(number) !== 1) return unreadable(text, span, report);
    } else {
      factors.push({ name: nameOf(quoted ?? word!), power: sign, span });
    }
    last = span;
  }
  return brackets.length > 0 && last ? unreadable(text, last, report) : factors;
}

function unreadable(text: SourceText, span: Span, report: Report): undefined {
  const message = `‘${text.text.trim()}’ cannot be read as a unit; the variable is taken to have none.`;
  report(
    warningAt("xmile-unit", message, span, "A unit is a product of words: person/year, meter^2, 1/day."),
  );
  return undefined;
}
