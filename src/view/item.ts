import type { CheckLineVerdict, LinkVerdict } from "../argument/verdict.ts";
import type { Link } from "../model/argument.ts";
import type { Paint } from "./paint.ts";
import { pad, widthOf, wrap } from "./text.ts";

/** How a report is drawn: how wide, and whether everything is shown in detail or only what does not hold. */
export interface ReportOptions {
  readonly paint: Paint;
  readonly width: number;
  readonly details: "where needed" | "everywhere";
  /** The links as the author wrote them, whose evidence is told with their details. */
  readonly links?: readonly Link[];
}

/** Whatever can be said of a part of an argument. */
export type AnyVerdict = CheckLineVerdict["verdict"] | LinkVerdict["verdict"];

/** Whether something in an argument does not come out as it says. */
export function isFault(verdict: AnyVerdict): boolean {
  return verdict === "fails" || verdict === "no-effect" || verdict === "untestable" || verdict === "varies";
}

/** The words for people; what fails outright is to be seen without colours too. */
export const verdictWords: Readonly<Record<AnyVerdict, string>> = {
  holds: "holds",
  fails: "FAILS",
  "no-effect": "no effect",
  untestable: "untestable",
  context: "context",
  shown: "shown",
  varies: "varies",
};

/** On pages a verdict is told by its word and a mark; the tone is for colours, which only repeat it. */
export const verdictMarks: Readonly<
  Record<AnyVerdict, readonly [mark: string, tone: "good" | "bad" | "doubt" | "plain"]>
> = {
  holds: ["✓", "good"],
  fails: ["✗", "bad"],
  "no-effect": ["○", "doubt"],
  untestable: ["?", "doubt"],
  varies: ["±", "doubt"],
  context: ["·", "plain"],
  shown: ["·", "plain"],
};

/** What a line of a report is about. */
export interface Item {
  readonly verdict: AnyVerdict;
  readonly id: string;
  /** Columns for the ids of all items of a section. */
  readonly idWidth: number;
}

/** The columns that the longest id of a section needs. */
export function widestId(items: readonly { readonly id: string }[]): number {
  return Math.max(0, ...items.map(({ id }) => widthOf(id)));
}

/** From so many columns on there is room for numbers beside a sentence. */
export const wideEnough = 64;

const indent = "  ";
const verdictWidth = 10;

/**
 * A line that begins with a verdict and an id; the text behind them wraps beneath itself. A tail stands at the end of
 * the first line.
 */
export function drawItem(item: Item, text: string, { paint, width }: ReportOptions, tail = ""): string[] {
  const word = verdictWords[item.verdict];
  const before = indent + pad(word, verdictWidth) + pad(item.id, item.idWidth) + indent;
  const room = tail === "" ? width : width - widthOf(tail) - 1;
  const [first = "", ...rest] = wrap(text, room, before, " ".repeat(widthOf(before)));
  const whole = tail === "" ? first : `${pad(first, room + 1)}${tail}`.trimEnd();
  return [indent + paintOf(item.verdict, paint)(word) + whole.slice(indent.length + word.length), ...rest];
}

function paintOf(verdict: AnyVerdict, paint: Paint): (text: string) => string {
  if (verdict === "holds") return paint.good;
  if (verdict === "fails") return paint.bad;
  return isFault(verdict) ? paint.doubt : paint.faint;
}

/** A faint remark below an item; remarks on a remark stand deeper. */
export function drawRemark(text: string, { width, paint }: ReportOptions, depth = 0): string[] {
  const before = " ".repeat((width < wideEnough ? 4 : indent.length + verdictWidth) + 2 * depth);
  return wrap(text, width, before, `${before}  `).map(paint.faint);
}

/** Whether an item is shown with its details. */
export function isDetailed({ verdict }: { readonly verdict: AnyVerdict }, options: ReportOptions): boolean {
  return options.details === "everywhere" || isFault(verdict);
}
