import type { Code } from "../../functions/code.ts";
import { type Assignment, codesIn, isAssignment, partsOf, type Statement, visitOnce } from "../kernel.ts";

/** What may be moved, and into which choices. */
export interface SinkOptions {
  /** What else is computed, and so reads slots. */
  readonly others: readonly Code[];
  readonly varies: (code: Code) => boolean;
  /** Whether a slot has to be computed whatever is chosen. */
  readonly stays: (offset: number) => boolean;
}

/**
 * Moves variables that one side of a choice alone needs into that side, where the choice is the same in all worlds: of two
 * tables between which a policy switches, one is read. A fifth of the readings of World3 are spared.
 */
export function sinkIntoChoices(
  statements: readonly Statement[],
  { others, varies, stays }: SinkOptions,
): readonly Statement[] {
  const uses = usesIn([...statements.flatMap(codesIn), ...others]);
  const assignments = new Map<number, Assignment>();
  for (const statement of statements)
    if (isAssignment(statement) && !stays(statement.offset)) assignments.set(statement.offset, statement);
  const gone = new Set<Statement>();

  /** The expression with what it alone needs in it; it is used once. */
  const filled = (code: Code): Code => {
    if (code.kind !== "choose" || varies(code.when)) return code;
    return { ...code, yes: side(code.yes), no: side(code.no) };
  };
  const side = (code: Code): Code => {
    const own = code.kind === "slot" && uses.get(code) === 1 ? assignments.get(code.offset) : undefined;
    if (!own || uses.get(own.code) !== 1) return code;
    gone.add(own);
    return filled(own.code);
  };
  return statements
    .toReversed()
    .map((statement) =>
      isAssignment(statement) && uses.get(statement.code) === 1 && !gone.has(statement)
        ? { offset: statement.offset, code: filled(statement.code) }
        : statement,
    )
    .filter((statement) => !gone.has(statement))
    .reverse();
}

/** How often each expression stands in another one or alone. */
function usesIn(roots: readonly Code[]): ReadonlyMap<Code, number> {
  const uses = new Map<Code, number>();
  const use = (code: Code): void => void uses.set(code, (uses.get(code) ?? 0) + 1);
  const visited = new Set<Code>();
  for (const root of roots) {
    use(root);
    visitOnce(root, visited, (code) => {
      visited.add(code);
      for (const part of partsOf(code)) use(part);
    });
  }
  return uses;
}
