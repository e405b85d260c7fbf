import { type CallExpr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import { clausesOf, equationsOf, streamsOf } from "./definition.ts";
import type { Names } from "./facts.ts";
import { callsSome } from "./solving.ts";

/**
 * What every call that draws at random is called: the name of its variable, and the how manieth it is there. So a draw
 * depends on nothing but its own place, and other equations may change.
 */
export function nameDraws(known: Names): ReadonlyMap<CallExpr, string> {
  const { model, callees } = known;
  const names = new Map<CallExpr, string>();
  if (!callsSome(known, "random")) return names;
  for (const variable of model.variables) {
    const { inflows, outflows } = streamsOf(variable);
    const shares = [...inflows, ...outflows].flatMap(({ share }) => (share ? [share] : []));
    const equations = equationsOf(variable).flatMap(({ parts }) => parts.map(({ value }) => value));
    let number = 0;
    for (const expr of [...equations, ...shares, ...clausesOf(variable)].flatMap(walkExpr)) {
      const callee = expr.kind === "call" ? callees.get(expr) : undefined;
      if (expr.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "random") continue;
      names.set(expr, `${foldName(variable.name)} ${number++}`);
    }
  }
  return names;
}

/** 64 bits for a call and the element that it is computed for. */
export function siteOf(
  name: string,
  at: readonly number[],
  turns: readonly number[],
): readonly [number, number] {
  const text = `${name}[${at.join()}][${turns.join()}]`;
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code ^ (a >>> 15), 0x85ebca6b);
  }
  return [mixed(a), mixed(b)];
}

/** The last step of MurmurHash3 (A. Appleby), which makes every bit depend on every other. */
function mixed(bits: number): number {
  let all = bits;
  all = Math.imul(all ^ (all >>> 16), 0x85ebca6b);
  all = Math.imul(all ^ (all >>> 13), 0xc2b2ae35);
  return (all ^ (all >>> 16)) | 0;
}
