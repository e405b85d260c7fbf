import { type CallExpr, type Expr, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { constantIn } from "./constant.ts";
import { errorAt } from "./fault.ts";
import { findVariable } from "./find.ts";
import type { CallTools, Expansion } from "./ground.ts";
import { fillDefaults, replaceParameters } from "./macrocall.ts";
import { writeOutLoop } from "./macroloop.ts";
import type { MacroHead, ModelNode } from "./terms.ts";

/** So deep may calls of macros that call themselves be written out, and so many in one equation. */
const deepest = 150;
const most = 5000;

/** The macro of a name that takes so many arguments. */
export function findMacro(name: string, count: number, { shared }: ModelNode): MacroHead | undefined {
  return shared.macros.get(foldName(name))?.find(({ parameters }) => {
    const needed = parameters.filter(({ otherwise }) => otherwise === undefined).length;
    return needed <= count && count <= parameters.length;
  });
}

/** Whether a macro without variables calls itself, directly or through others. */
export function isRecursive(macro: MacroHead, node: ModelNode): boolean {
  const seen = new Set<MacroHead>();
  const reaches = (from: MacroHead): boolean =>
    walkExpr(from.result ?? nothing).some((expr) => {
      const called = expr.kind === "call" ? findMacro(expr.name, expr.args.length, node) : undefined;
      if (!called) return false;
      if (called === macro) return true;
      if (seen.has(called)) return false;
      seen.add(called);
      return reaches(called);
    });
  return reaches(macro);
}

const nothing: Expr = { kind: "error", span: { source: "", from: 0, to: 0 } };

/**
 * A call of a macro that is written out where it stands, because it calls itself, runs by a time of its own or is given
 * whole arrays, which no function of Hence can do. Undefined where it needs not be.
 */
export function expandMacro(macro: MacroHead, call: CallExpr, tools: CallTools): Expr | undefined {
  const { ground, translate, surroundings } = tools;
  const { node, report } = ground;
  const recursive = isRecursive(macro, node);
  const { loop } = macro;
  if (!loop && (!macro.result || !(recursive || call.args.some((arg) => isWholeArray(arg, node)))))
    return undefined;
  const expansion: Expansion = ground.expansion ?? { depth: 0, call, state: { count: 0, isStopped: false } };
  const { depth, state } = expansion;
  if (state.isStopped) return { kind: "error", span: call.span };
  const filled = fillDefaults(macro, call.args);
  if (depth >= deepest || ++state.count > most || filled.length < macro.parameters.length) {
    state.isStopped = true;
    const { name, nameSpan } = expansion.call;
    const message = `‘${name}’ calls itself, and where that ends is not known before the run.`;
    const note =
      "Hence writes such calls out: what ends them must follow from numbers and the sizes of arrays alone.";
    report(errorAt("macro-without-end", message, nameSpan, note));
    return { kind: "error", span: call.span };
  }
  const args = filled.map((arg) => asNumber(arg, node));
  const given = new Map(macro.parameters.map(({ name }, i) => [foldName(name), args[i] ?? nothing]));
  const inside = { ...ground, expansion: { ...expansion, depth: depth + 1 } };
  const written = loop ? writeOutLoop(loop, given, node) : replaceParameters(macro.result ?? nothing, given);
  if (written) {
    const value = translate(written, surroundings, inside);
    // Of what has no end, nothing is left for later passes to go through.
    return state.isStopped ? { kind: "error", span: call.span } : value;
  }
  const message = `‘${macro.name}’ runs by a time of its own, and how long is not known before the run, or too long.`;
  const note =
    "Hence writes its steps out: their number must follow from numbers and the sizes of arrays alone.";
  report(errorAt("macro-own-time", message, call.nameSpan, note));
  return { kind: "error", span: call.span };
}

function isWholeArray(arg: Expr, node: ModelNode): boolean {
  if (arg.kind !== "name") return false;
  if (arg.subscripts) return arg.subscripts.some(({ kind }) => kind === "all" || kind === "range");
  return (findVariable(arg, node)?.declared.dimensions.length ?? 0) > 0;
}

/** An argument that is known before the run, as that number. */
function asNumber(arg: Expr, node: ModelNode): Expr {
  const value = constantIn(arg, node);
  if (value === undefined || !Number.isFinite(value)) return arg;
  const { span } = arg;
  const number = { kind: "number", value: Math.abs(value), span } as const;
  return value < 0 ? { kind: "unary", op: "-", operand: number, span } : number;
}
