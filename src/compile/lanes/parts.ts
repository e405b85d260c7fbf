import type { Code } from "../../functions/code.ts";
import {
  type Assignment,
  codesIn,
  isAssignment,
  isTrivial,
  partsOf,
  type Statement,
  visitOnce,
} from "../kernel.ts";
import { withParts } from "../lower/share.ts";

/**
 * Gives what several assignments have in common a slot of its own, from `offset` on: sweeps compute what they need, and
 * would all compute it.
 */
export function assignCommonParts(
  statements: readonly Statement[],
  varies: (code: Code) => boolean,
  offset: number,
): { readonly statements: readonly Statement[]; readonly parts: readonly Assignment[] } {
  const common = commonIn(statements, varies);
  const parts: Assignment[] = [];
  const rewritten = new Map<Code, Code>();
  let due: Statement[] = [];
  const rewrite = (root: Code): Code => {
    visitOnce(root, rewritten, (code) => {
      const own = withParts(code, (part) => rewritten.get(part)!);
      if (!common.has(code)) {
        rewritten.set(code, own);
        return;
      }
      const part = { offset: offset + parts.length, code: own };
      parts.push(part);
      due.push(part);
      rewritten.set(code, { kind: "slot", offset: part.offset });
    });
    return rewritten.get(root)!;
  };
  const all = statements.flatMap((statement): readonly Statement[] => {
    if (!isAssignment(statement)) return [statement];
    due = [];
    const code = rewrite(statement.code);
    return [...due, { offset: statement.offset, code }];
  });
  return { statements: all, parts };
}

/** What differs between worlds and is used in more than one assignment, and not only inside of another such part. */
function commonIn(statements: readonly Statement[], varies: (code: Code) => boolean): ReadonlySet<Code> {
  const uses = new Map<Code, number>();
  const first = new Map<Code, Statement>();
  const apart = new Set<Code>();
  const visited = new Set<Code>();
  for (const statement of statements.filter(isAssignment)) {
    const own = new Set<Code>();
    for (const root of codesIn(statement)) {
      uses.set(root, (uses.get(root) ?? 0) + 1);
      visitOnce(root, own, (code) => {
        own.add(code);
        if (!first.has(code)) first.set(code, statement);
        else if (first.get(code) !== statement) apart.add(code);
        if (visited.has(code)) return;
        visited.add(code);
        for (const part of partsOf(code)) uses.set(part, (uses.get(part) ?? 0) + 1);
      });
    }
  }
  return new Set([...apart].filter((code) => uses.get(code)! > 1 && !isTrivial(code) && varies(code)));
}
