import type { Scenario, Setting, TimeChange } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension, Model } from "../../model/system.ts";
import { sortPairs } from "./calls.ts";
import { Cursor } from "./cursor.ts";
import { readName } from "./expression.ts";
import { numberExpr } from "./numbers.ts";
import { readNumber, readPairs } from "./points.ts";
import type { RawName } from "./raw.ts";

/**
 * Reads a changes file of Vensim, `.cin`: constants with other numbers, `name = 3`, and lookups with other points,
 * `name((0,0),(1,1))`. It becomes a scenario. Of two lines about the same, the later counts.
 */
export function readChanges(
  source: string,
  text: string,
  name: string,
  model: Pick<Model, "dimensions">,
  report: Report,
): Scenario {
  const settings = new Map<string, Setting>();
  let time: TimeChange | undefined;
  const cursor = new Cursor(source, text, { from: 0, to: text.length }, report);
  while (!cursor.atEnd) {
    cursor.lost = false;
    if (!cursor.atName) {
      const message = `A line of a changes file begins with a name, as in ‘price = 3’, but ${cursor.found}.`;
      cursor.fault("missing-name", message);
      skipLine(cursor, cursor.here.from);
      continue;
    }
    const raw = readName(cursor);
    const at = raw.span;
    if (cursor.takeMark("(")) {
      const pairs = sortPairs(readPairs(cursor));
      cursor.expectMark(")", "The points of a lookup end with a bracket");
      const span = cursor.spanFrom(at.from);
      for (const each of elementsOf(raw, model.dimensions))
        add(settings, { kind: "points", name: each, points: { pairs, outside: "hold", span }, span });
    } else if (cursor.takeMark("=") || cursor.takeMark("==")) {
      const numbers = readNumbers(cursor);
      const span = cursor.spanFrom(at.from);
      const change = numbers.length === 1 ? timeChange(raw.name, numbers[0]!) : undefined;
      if (change) time = { ...time, ...change, span };
      else {
        const names = elementsOf(raw, model.dimensions);
        if (!cursor.lost && numbers.length !== 1 && numbers.length !== names.length) {
          const message = `‘${raw.name}’ has ${names.length} element${names.length === 1 ? "" : "s"} here, and ${numbers.length} numbers are listed for them.`;
          cursor.fault("wrong-count", message, { at: span });
        }
        for (const [i, each] of names.entries()) {
          const number = numbers.length === 1 ? numbers[0] : numbers[i];
          if (number !== undefined)
            add(settings, { kind: "value", name: each, value: numberExpr(number, span), span });
        }
      }
    } else {
      cursor.fault(
        "setting-form",
        `Behind ‘${raw.name}’ stands ‘= NUMBER’ or the points of a lookup, but ${cursor.found}.`,
      );
    }
    if (cursor.lost) skipLine(cursor, cursor.peek(-1).to);
  }
  return {
    name,
    settings: [...settings.values()],
    ...(time && { time }),
    span: { source, from: 0, to: text.length },
  };
}

function add(settings: Map<string, Setting>, setting: Setting): void {
  const { name, subscripts = [] } = setting.name;
  const labels = subscripts.map((subscript) => (subscript.kind === "name" ? foldName(subscript.name) : ""));
  const key = `${foldName(name)} ${labels.join()}`;
  settings.delete(key);
  settings.set(key, setting);
}

/** Goes to the first word of a later line. */
function skipLine(cursor: Cursor, from: number): void {
  const end = cursor.text.indexOf("\n", from);
  while (!cursor.atEnd && (end === -1 || cursor.here.from <= end)) cursor.advance();
}

/** `3`, or `1, 2; 3, 4;` for the elements of an array. */
function readNumbers(cursor: Cursor): readonly number[] {
  const numbers: number[] = [];
  for (;;) {
    const number = readNumber(cursor);
    if (number === undefined) return numbers;
    numbers.push(number);
    if (!cursor.takeMark(",") && !cursor.takeMark(";")) return numbers;
    if (cursor.atEnd || cursor.atName) return numbers;
  }
}

function timeChange(name: string, number: number): Omit<TimeChange, "span"> | undefined {
  switch (foldName(name)) {
    case "initial_time":
      return { start: number };
    case "final_time":
      return { stop: number };
    case "time_step":
      return { step: number };
    case "saveper":
      return { saveEvery: number };
    default:
      return undefined;
  }
}

/** The elements that a name with brackets is about, the last brackets running fastest. */
function elementsOf(
  { name, subscripts, span }: RawName,
  dimensions: readonly Dimension[],
): readonly NameExpr[] {
  const plain = { kind: "name", name, path: [], transposed: false, span } as const;
  if (!subscripts) return [plain];
  const choices = subscripts.map((subscript) => elementNames(subscript.name, dimensions));
  return choices
    .reduce<readonly (readonly string[])[]>(
      (rows, names) => rows.flatMap((row) => names.map((each) => [...row, each])),
      [[]],
    )
    .map((row) => ({ ...plain, subscripts: row.map((each) => ({ kind: "name", name: each, span })) }));
}

/** All elements of a dimension, or the element itself. */
function elementNames(name: string, dimensions: readonly Dimension[]): readonly string[] {
  const found = dimensions.find((dimension) => foldName(dimension.name) === foldName(name));
  if (!found) return [name];
  const [only, second] = found.elements;
  const isAlias =
    only &&
    !second &&
    dimensions.some((other) => other !== found && foldName(other.name) === foldName(only.name));
  return isAlias ? elementNames(only.name, dimensions) : found.elements.map((element) => element.name);
}
