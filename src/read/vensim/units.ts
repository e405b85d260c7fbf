import type { Span } from "../../model/span.ts";
import type { UnitExpr, UnitFactor } from "../../model/unit.ts";
import type { Stretch } from "./block.ts";

/** What stands between the first and the second tilde of an equation: `People/Year [0, 100, 1]`. */
export interface UnitField {
  readonly unit?: UnitExpr;
  /** The bounds as written; undefined stands for a question mark. */
  readonly bounds?: {
    readonly low?: number;
    readonly high?: number;
    readonly step?: number;
    readonly span: Span;
  };
}

/**
 * A reader of the units in a text, with the ranges behind them. Whatever people write there says at most less than they
 * meant. Most units of a model stand in it many times; each is read once.
 */
export function createUnitReader(source: string, text: string): (place: Stretch) => UnitField {
  const known = new Map<string, UnitField>();
  return ({ from, to }) => {
    const field = text.slice(from, to);
    const read = known.get(field) ?? readField(source, field);
    known.set(field, read);
    return movedTo(from, read);
  };
}

/** What a field says, with places that count from its beginning. */
function readField(source: string, field: string): UnitField {
  const bracket = /\[([^[\]]*)\]\s*$/.exec(field);
  const bounds = bracket && readBounds(bracket[1]!, { source, from: bracket.index, to: field.length });
  const written = bracket ? field.slice(0, bracket.index) : field;
  const unit = readUnit(
    source,
    written.replace(/\{[^{}]*\}/g, (comment) => " ".repeat(comment.length)),
  );
  return { ...(unit && { unit }), ...(bounds && { bounds }) };
}

function movedTo(offset: number, { unit, bounds }: UnitField): UnitField {
  const moved = ({ source, from, to }: Span): Span => ({ source, from: from + offset, to: to + offset });
  return {
    ...(unit && {
      unit: {
        factors: unit.factors.map(({ name, power, span }) => ({ name, power, span: moved(span) })),
        span: moved(unit.span),
      },
    }),
    ...(bounds && { bounds: { ...bounds, span: moved(bounds.span) } }),
  };
}

function readBounds(inside: string, span: Span): UnitField["bounds"] {
  const [low, high, step] = inside.split(",").map((part) => {
    const number = Number(part.trim().replace(/\\\s*/g, ""));
    return part.trim() === "" || Number.isNaN(number) ? undefined : number;
  });
  if (low === undefined && high === undefined) return undefined;
  return {
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(step !== undefined && { step }),
    span,
  };
}

const token = /[()*/^]|-?\d+(?:\.\d*)?|[^()*/^]+/g;

/** `(Person*Person)/month^2`; names may have spaces. Undefined where nothing is written, or nothing sensible. */
function readUnit(source: string, written: string): UnitExpr | undefined {
  if (written.trim() === "") return undefined;
  const pieces = [...written.replaceAll("\\", " ").matchAll(token)]
    .map((match) => ({
      text: match[0].trim(),
      from: match.index + (match[0].length - match[0].trimStart().length),
    }))
    .filter(({ text }) => text !== "");
  const factors: UnitFactor[] = [];
  let at = 0;

  const product = (sign: number): boolean => {
    let power = sign;
    for (;;) {
      if (!factor(power)) return false;
      const next = pieces[at]?.text;
      if (next === "*") power = sign;
      else if (next === "/") power = -sign;
      else return true;
      at++;
    }
  };
  const factor = (sign: number): boolean => {
    const piece = pieces[at++];
    if (!piece) return false;
    const start = factors.length;
    if (piece.text === "(") {
      if (!product(sign) || pieces[at++]?.text !== ")") return false;
    } else if (/^[)*/^]$/.test(piece.text)) {
      return false;
    } else if (!isDimensionless(piece.text)) {
      const span = { source, from: piece.from, to: piece.from + piece.text.length };
      factors.push({ name: piece.text.replace(/\s+/g, " "), power: sign, span });
    }
    if (pieces[at]?.text !== "^") return true;
    at++;
    const isNegative = pieces[at]?.text === "-";
    if (isNegative) at++;
    const power = Number(pieces[at++]?.text) * (isNegative ? -1 : 1);
    if (Number.isNaN(power)) return false;
    for (let i = start; i < factors.length; i++)
      factors[i] = { ...factors[i]!, power: factors[i]!.power * power };
    return true;
  };

  if (!product(1) || at < pieces.length) return undefined;
  return { factors, span: { source, from: pieces[0]!.from, to: written.trimEnd().length } };
}

/** Words that Vensim's users write for what has no unit, and numbers such as the 1 of `1/year`. */
function isDimensionless(word: string): boolean {
  return /^(dmnl|dimensionless|no units?|unitless|-|-?\d+(\.\d*)?)$/i.test(word);
}
