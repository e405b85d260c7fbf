import { foldName, isWord } from "./name.ts";
import type { Span } from "./span.ts";

/** Powers of base units: people/year is { person: 1, year: -1 }. Dimensionless is {}; unknown is undefined. */
export type Unit = Readonly<Record<string, number>>;

/** A unit as the author wrote it: factors with whole powers, `1` being no factors. */
export interface UnitExpr {
  readonly factors: readonly UnitFactor[];
  readonly span: Span;
}

export interface UnitFactor {
  readonly name: string;
  readonly power: number;
  readonly span: Span;
}

/** `unit person = people`: a base unit with the other words that mean it. */
export interface UnitDeclaration {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly span: Span;
}

/** The unit of plain numbers. */
export const dimensionless: Unit = {};

/** The words for time that need no declaration, each with its length; a year has 365.25 days, a month is a twelfth. */
export const timeWords: readonly {
  readonly name: string;
  readonly plural: string;
  readonly seconds: number;
}[] = [
  { name: "second", plural: "seconds", seconds: 1 },
  { name: "minute", plural: "minutes", seconds: 60 },
  { name: "hour", plural: "hours", seconds: 3600 },
  { name: "day", plural: "days", seconds: 86_400 },
  { name: "week", plural: "weeks", seconds: 604_800 },
  { name: "month", plural: "months", seconds: 2_629_800 },
  { name: "quarter", plural: "quarters", seconds: 7_889_400 },
  { name: "year", plural: "years", seconds: 31_557_600 },
];

/** Which base unit each word means, by folded word: the words for time, and what the model declares. */
export function unitWords(declarations: readonly UnitDeclaration[]): ReadonlyMap<string, string> {
  const words = new Map(
    timeWords.flatMap(({ name, plural }) => [
      [name, name],
      [plural, name],
    ]),
  );
  for (const { name, aliases } of declarations) {
    const base = words.get(foldName(name)) ?? name;
    for (const word of [name, ...aliases]) {
      if (!words.has(foldName(word))) words.set(foldName(word), base);
    }
  }
  return words;
}

/** A length of time in another unit of time; undefined where one of the two is not a built-in word for time. */
export function convertTime(amount: number, from: string, to: string): number | undefined {
  const source = timeWord(from);
  const target = timeWord(to);
  return source && target && (amount * source.seconds) / target.seconds;
}

function timeWord(word: string): (typeof timeWords)[number] | undefined {
  const folded = foldName(word);
  return timeWords.find(({ name, plural }) => folded === name || folded === plural);
}

/** One of a base unit. */
export function baseUnit(name: string): Unit {
  return Object.fromEntries([[name, 1]]);
}

/** The unit of a product. */
export function multiplyUnits(left: Unit, right: Unit): Unit {
  if (isDimensionless(left)) return right;
  if (isDimensionless(right)) return left;
  const powers = new Map(Object.entries(left));
  for (const [name, power] of Object.entries(right)) powers.set(name, (powers.get(name) ?? 0) + power);
  return Object.fromEntries([...powers].filter(([, power]) => power !== 0));
}

/** The unit of a quotient. */
export function divideUnits(left: Unit, right: Unit): Unit {
  return multiplyUnits(left, raiseUnit(right, -1));
}

/** The unit of a power. */
export function raiseUnit(unit: Unit, power: number): Unit {
  if (power === 0) return dimensionless;
  if (power === 1) return unit;
  return Object.fromEntries(Object.entries(unit).map(([name, own]) => [name, own * power]));
}

/** Whether two units are the same. */
export function sameUnit(left: Unit, right: Unit): boolean {
  if (left === right) return true;
  // `hasOwn`, because a unit may be called `constructor`.
  for (const name in left) if (!Object.hasOwn(right, name) || left[name] !== right[name]) return false;
  for (const name in right) if (!Object.hasOwn(left, name)) return false;
  return true;
}

/** Whether it is the unit of plain numbers. */
export function isDimensionless(unit: Unit): boolean {
  for (const _ in unit) return false;
  return true;
}

/** A unit as it is written behind a colon: `person/year/year`, `1/month`, `1`. */
export function printUnit(unit: Unit): string {
  let above = "";
  let below = "";
  for (const name in unit) {
    const power = unit[name]!;
    if (power > 0) above += factors(name, power, above === "" ? "" : "*", "*");
    else if (power < 0) below += factors(name, -power, "/", "/");
  }
  return (above || "1") + below;
}

// Read aloud, `meter*meter` and `person/year/year` are easier than exponents; more than three factors are not.
function factors(name: string, power: number, before: string, between: string): string {
  const word = isWord(name) ? name : `'${name}'`;
  if (!Number.isInteger(power) || power > 3) return `${before}${word}^${power}`;
  return before + word + (between + word).repeat(power - 1);
}
