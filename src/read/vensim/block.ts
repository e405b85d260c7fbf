import type { Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import { endOfBlank, endOfComment, endOfQuoted, endOfText, plainName } from "./token.ts";

/** A stretch of the text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** `equation ~ units ~ comment ~ flags |`: whatever it defines. */
export interface EquationBlock extends Stretch {
  readonly kind: "equation";
  readonly equation: Stretch;
  readonly units?: Stretch;
  readonly comment?: Stretch;
}

/** `**** .Name ****~ comment |`: what follows belongs to the group. */
export interface GroupBlock extends Stretch {
  readonly kind: "group";
  readonly name: string;
  readonly comment?: Stretch;
}

/** `:MACRO: NAME(a, b : c) … :END OF MACRO:`. */
export interface MacroBlock extends Stretch {
  readonly kind: "macro";
  /** Behind `:MACRO:`, up to the closing bracket. */
  readonly header: Stretch;
  readonly blocks: readonly EquationBlock[];
}

export type Block = EquationBlock | GroupBlock | MacroBlock;

/** Cuts the equations of a text apart. What has no end is reported, and lasts to the end of the text. */
export function readBlocks(source: string, text: string, end: number, report: Report): readonly Block[] {
  const blocks: Block[] = [];
  const spanOf = ({ from, to }: Stretch): Span => ({ source, from, to });
  let macro:
    | { readonly from: number; readonly header: Stretch; readonly blocks: EquationBlock[] }
    | undefined;
  for (let at = endOfBlank(text, 0, end); at < end; at = endOfBlank(text, at, end)) {
    if (text[at] === "|") {
      at++;
      continue;
    }
    const macroStart = matchAt(macroWord, text, at);
    if (macroStart !== undefined) {
      const header = { from: macroStart, to: Math.min(endOfHeader(text, macroStart, end), end) };
      if (macro) reportOpenMacro(spanOf(macro.header), report);
      macro = { from: at, header, blocks: [] };
      at = header.to;
      continue;
    }
    const macroEnd = matchAt(endOfMacroWord, text, at);
    if (macroEnd !== undefined) {
      if (macro) blocks.push({ kind: "macro", ...macro, to: macroEnd });
      else {
        const message = "This ends a macro, but none begins above it.";
        report({
          code: "stray-macro-end",
          severity: "error",
          message,
          span: spanOf({ from: at, to: macroEnd }),
        });
      }
      macro = undefined;
      at = macroEnd;
      continue;
    }
    const block = text[at] === "*" ? readGroup(text, at, end) : readEquation(text, at, end);
    at = block.to;
    if (block.kind === "group" || !macro) blocks.push(block);
    else macro.blocks.push(block);
  }
  if (macro) {
    reportOpenMacro(spanOf(macro.header), report);
    blocks.push({ kind: "macro", ...macro, to: end });
  }
  return blocks;
}

const macroWord = /:\s*MACRO\s*:/iy;
const endOfMacroWord = /:\s*END[\s_]+OF[\s_]+MACRO\s*:/iy;

function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function reportOpenMacro(span: Span, report: Report): void {
  const message = "This macro has no end.";
  const notes = [{ message: "Its last equation is followed by :END OF MACRO:." }];
  report({ code: "missing-end", severity: "error", message, span, notes });
}

/** Behind the closing bracket of a macro's parameters. */
function endOfHeader(text: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (text[at] === "{") at = endOfComment(text, at, end) - 1;
    else if (text[at] === '"') at = (endOfQuoted(text, at, end) ?? at + 1) - 1;
    else if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth <= 0) return at + 1;
    else if (text[at] === "|" || text[at] === "~") return at;
  }
  return end;
}

function readGroup(text: string, from: number, end: number): GroupBlock {
  const heading = endOfUnits(text, from, end);
  let to = text[heading] === "~" ? endOfRemark(text, heading + 1, end) : heading;
  // A tilde of the comment itself.
  while (to > heading && text[to] === "~") to = endOfRemark(text, to + 1, end);
  const [, stars = "", written = ""] = /^(\*+\s*)(.*)/.exec(text.slice(from, heading)) ?? [];
  const name = plainName(written.replace(/[*~].*$/s, "").replace(/^\./, ""));
  return {
    kind: "group",
    name: name === "" ? plainName(stars.replaceAll("*", "")) : name,
    ...(heading < to && { comment: { from: heading + 1, to } }),
    from,
    to: Math.min(to + 1, end),
  };
}

function readEquation(text: string, from: number, end: number): EquationBlock {
  const equation = { from, to: endOfEquation(text, from, end) };
  if (text[equation.to] !== "~") return { kind: "equation", equation, from, to: behind(equation, end) };
  const units = { from: equation.to + 1, to: endOfUnits(text, equation.to + 1, end) };
  if (text[units.to] !== "~") return { kind: "equation", equation, units, from, to: behind(units, end) };
  let comment = { from: units.to + 1, to: endOfRemark(text, units.to + 1, end) };
  let last = comment;
  while (text[last.to] === "~") {
    last = { from: last.to + 1, to: endOfRemark(text, last.to + 1, end) };
    // A tilde of the comment itself, unless a flag such as :SUPPLEMENTARY stands behind it.
    if (!/^\s*(:|$)/.test(text.slice(last.from, last.to))) comment = { ...comment, to: last.to };
  }
  return { kind: "equation", equation, units, comment, from, to: behind(last, end) };
}

function behind({ to }: Stretch, end: number): number {
  return Math.min(to + 1, end);
}

/** Where the equation itself ends: a tilde or a bar that stands in no name, no text and no comment. */
function endOfEquation(text: string, from: number, end: number): number {
  for (let at = from; at < end; ) {
    at = nextSign(endOrCover, text, at, end);
    switch (text[at]) {
      case "{":
        at = endOfComment(text, at, end);
        break;
      case '"':
        at = endOfQuoted(text, at, end) ?? at + 1;
        break;
      case "'":
        // Inside a name a single quote is an apostrophe.
        at = (opensText(text, from, at) ? endOfText(text, at, end) : undefined) ?? at + 1;
        break;
      default:
        return at;
    }
  }
  return end;
}

const ends = /[~|]/g;
const endOrCover = /[~|{"']/g;

/** Where one of some signs comes next. */
function nextSign(signs: RegExp, text: string, from: number, end: number): number {
  signs.lastIndex = from;
  return signs.test(text) ? Math.min(signs.lastIndex - 1, end) : end;
}

/** Whether a single quote stands where an argument begins. */
function opensText(text: string, from: number, quote: number): boolean {
  const before = text.slice(from, quote).trimEnd().at(-1);
  return before === "(" || before === ",";
}

function endOfUnits(text: string, from: number, end: number): number {
  return nextSign(ends, text, from, end);
}

/** Where a comment ends. People write bars in them too: such a bar is followed on its line by more of the comment. */
function endOfRemark(text: string, from: number, end: number): number {
  let at = nextSign(ends, text, from, end);
  while (at < end && text[at] === "|" && isBarOfText(text, at, end)) at = nextSign(ends, text, at + 1, end);
  return at;
}

const restIsBlank = /[ \t]*[\r\n]/y;

function isBarOfText(text: string, bar: number, end: number): boolean {
  restIsBlank.lastIndex = bar + 1;
  if (restIsBlank.test(text)) return false;
  const rest = text.slice(bar + 1, end);
  const [line = ""] = /^[^\r\n]*/.exec(rest) ?? [];
  if (/^\s*(\{.*)?$/.test(line) || /^\s*(\*|:)/.test(line)) return false;
  const stop = rest.search(/[~|]/);
  return rest[stop] !== "~" || !/[=:(]|^\s*"?[\w\s]+"?\s*$/.test(rest.slice(0, stop));
}
