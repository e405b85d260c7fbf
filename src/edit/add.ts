import { clockWords } from "../check/clock.ts";
import { foldName } from "../model/name.ts";
import { nameText, stringText } from "../write/text/name.ts";
import { numberText } from "../write/text/number.ts";
import type { NameIndex } from "./nameindex.ts";
import { insertStatement, type Where } from "./place.ts";
import { faultIn, laidOut } from "./readable.ts";
import { endOf, insertBehind, pieceBefore, statementAt } from "./statement.ts";
import { type Edited, isRefused, type Refused, type TextEdit } from "./textedit.ts";
import { noVariable, variableNamed } from "./value.ts";

/** A variable that is to be added. */
export interface NewVariable {
  readonly kind: "stock" | "count" | "flow" | "aux" | "const" | "lever" | "switch";
  readonly name: string;
  readonly title?: string;
  /** As text, `person/year`. */
  readonly unit?: string;
  /** Of a stock where it starts, of a count what it adds up; 0 unless told. */
  readonly equation?: string;
  readonly description?: string;
  /** Of a flow: the stocks that it leaves and enters. */
  readonly from?: string;
  readonly to?: string;
}

const variableKinds = ["stock", "count", "flow", "aux", "const", "lever", "switch"] as const;

/** A new variable, and for a flow its name in the lists of the stocks that it connects. */
export function addVariable(index: NameIndex, added: NewVariable, where: Where = {}): Edited {
  const { kind, title, unit, description } = added;
  const name = added.name.trim();
  const refused = whyTaken(index, name);
  if (refused) return refused;
  const equation = added.equation?.trim() || "0";
  const fault = faultIn(equation);
  if (fault !== undefined) return { refused: fault };
  const head = `${kind} ${nameText(name)}${title ? ` ${stringText(title)}` : ""}${unit ? ` : ${unit}` : ""}`;
  const value = { stock: `\n  starts ${equation}`, count: ` of ${equation}` };
  const meaning = description ? `\n  ${stringText(description)}` : "";
  const between = kind === "lever" ? leverRange(equation) : "";
  const text = laidOut(
    `${head}${kind === "stock" || kind === "count" ? value[kind] : ` = ${equation}`}${between}${meaning}`,
  );
  if (typeof text !== "string") return text;
  const near = where.behind ?? added.from ?? added.to;
  const statement = insertStatement(
    index,
    text,
    variableKinds,
    near === undefined ? where : { ...where, behind: near },
  );
  if (kind !== "flow") return [statement];
  const edits: TextEdit[] = [];
  for (const [list, stock] of [
    ["out", added.from],
    ["in", added.to],
  ] as const) {
    if (stock === undefined) continue;
    const edit = addToList(index, stock, list, nameText(name));
    if (isRefused(edit)) return edit;
    edits.push(...edit);
  }
  // Behind what may be added to the end of the stock that it stands below.
  return [...edits, statement];
}

/** A lever needs a range to play in. */
function leverRange(value: string): string {
  const number = Number(value);
  return Number.isFinite(number)
    ? ` between ${numberText(Math.min(0, number))} and ${numberText(Math.max(1, number))}`
    : "";
}

function whyTaken(index: NameIndex, name: string): Refused | undefined {
  if (name === "" || /[\r\n]/.test(name))
    return { refused: "A name stands on one line, and has at least one letter." };
  const before = index.names.variables.get(foldName(name));
  if (before) return { refused: `There is a variable called ‘${before.name}’ already.` };
  if (clockWords.has(foldName(name)))
    return { refused: `‘${foldName(name)}’ is what the clock says in every equation.` };
  const used = [
    ...index.names.dimensions.values(),
    ...index.names.elements.values(),
    ...index.names.units.values(),
  ]
    .filter((each) => foldName(each.name) === foldName(name))
    .flatMap((each) => index.placesOf(each))
    .find(({ place }) => place === "plain");
  if (used)
    return {
      refused: `‘${name}’ is a ${used.named.kind} that equations speak of: they would come to mean this variable.`,
    };
  return undefined;
}

/** A flow in the list of a stock. */
export function addToList(index: NameIndex, stock: string, list: "in" | "out", flow: string): Edited {
  const variable = variableNamed(index, stock);
  if (!variable) return noVariable(stock);
  const isStock = ["stock", "conveyor", "queue", "oven"].includes(variable.kind);
  const statement = isStock ? statementAt(index, variable.span) : undefined;
  if (!statement) return { refused: `‘${variable.name}’ is no stock: nothing flows in or out.` };
  const piece = statement.pieces.find((each, i) => i > 0 && each.word === list);
  if (piece) {
    const at = endOf(piece);
    return [{ path: statement.path, from: at, to: at, insert: `, ${flow}` }];
  }
  const behind = pieceBefore(statement, list);
  return [insertBehind(statement, behind, `${list.padEnd(columnOf(statement.pieces))} ${flow}`)];
}

/** How wide the words of its clauses are, where they stand in a column. */
function columnOf(
  pieces: readonly { readonly word: string; readonly tokens: readonly { readonly first: boolean }[] }[],
): number {
  const isColumn = pieces.some(({ word, tokens }, i) => i > 0 && word === "starts" && tokens[0]!.first);
  return isColumn ? "starts".length : 0;
}
