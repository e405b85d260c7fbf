import type { ClaimRef, Evidence, Link, LinkPath, NamedLoop } from "../model/argument.ts";
import type { NameExpr } from "../model/expression.ts";
import type { Basis } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { readBasis } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readSum } from "./expression.ts";

/** Behind `link`: a path of direct references, its sign, and the evidence for and against it. */
export function readLink(cursor: Cursor): Link | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘link’ comes a short name for it, such as K1");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const title = cursor.textOnLine();
  const paths: LinkPath[] = [];
  let because: readonly ClaimRef[] = [];
  const evidence: { readonly [Side in "for" | "against"]: Evidence[] } = { for: [], against: [] };
  const said: { basis?: Basis; context?: string } = {};
  const isSound = readClauses(cursor, {
    owner: `the link ‘${name.name}’`,
    words: {
      because: () => {
        because = readBecause(cursor);
      },
      for: () => evidence.for.push(...readEvidence(cursor, "for")),
      against: () => evidence.against.push(...readEvidence(cursor, "against")),
      basis: () => {
        const basis = readBasis(cursor);
        if (basis) said.basis = basis;
      },
      context: () => {
        const context = cursor.expectText("‘context’ is followed by the reason in double quotes");
        if (context !== undefined) said.context = context;
      },
    },
    repeated: ["for", "against"],
    line: () => {
      const path = readLinkPath(cursor);
      if (path) paths.push(path);
    },
  });
  if (isSound && paths.length === 0 && said.context === undefined) {
    const message = `The link ‘${name.name}’ has no path.`;
    const notes = [
      { message: 'Write one, ‘pressure -> anger raises’, or why the model has none: context "…".' },
    ];
    cursor.remark({ code: "link-without-path", severity: "error", message, span: name.span, notes });
  }
  return {
    id: name.name,
    ...(title !== undefined && { title }),
    paths,
    because,
    evidenceFor: evidence.for,
    evidenceAgainst: evidence.against,
    ...said,
    span: cursor.spanFrom(from),
  };
}

/** Behind `because`: the names of claims. */
export function readBecause(cursor: Cursor): readonly ClaimRef[] {
  const names = cursor.names("‘because’ is followed by names of claims");
  return names.map(({ name, span }) => ({ id: name, span }));
}

function readEvidence(cursor: Cursor, side: string): readonly Evidence[] {
  const { from } = cursor.peek(-1);
  const text = cursor.expectText(`‘${side}’ is followed by the evidence in double quotes`);
  if (text === undefined) return [];
  const fromMemory = cursor.takeWord("from");
  if (fromMemory)
    cursor.expectWord("memory", "Evidence that was recalled and not looked up is marked ‘from memory’");
  return [{ text, fromMemory, span: cursor.spanFrom(from) }];
}

function readLinkPath(cursor: Cursor): LinkPath | undefined {
  const { from } = cursor.here;
  const variables = readPath(cursor);
  const word = cursor.lost ? undefined : cursor.takeOneOf(["raises", "lowers"] as const);
  if (word === undefined) {
    const message = `After a path of variables comes its sign, ‘raises’ or ‘lowers’`;
    cursor.missing("link-sign", message, cursor.nearestFix(cursor.here, ["raises", "lowers"]));
    return undefined;
  }
  if (variables.length < 2) {
    const message = "A path leads from one variable to another: ‘pressure -> anger raises’.";
    cursor.fault("short-path", message, { at: cursor.spanFrom(from) });
    return undefined;
  }
  return { variables, says: word, span: cursor.spanFrom(from) };
}

/** Variables with arrows between them. */
function readPath(cursor: Cursor): readonly NameExpr[] {
  const variables: NameExpr[] = [];
  do {
    const expr = readSum(cursor);
    if (expr.kind !== "name") {
      cursor.fault(
        "path-form",
        "A path is made of variables with arrows between them: ‘pressure -> anger’.",
        {
          at: expr.span,
        },
      );
      break;
    }
    variables.push(expr);
  } while (cursor.takeMark("->"));
  return variables;
}

/** Behind `loop`: what kind of loop, and the variables around it. */
export function readLoop(cursor: Cursor): NamedLoop | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘loop’ comes a short name for it, such as R1");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const title = cursor.textOnLine();
  let because: readonly ClaimRef[] = [];
  const says = cursor.takeOneOf(["reinforcing", "balancing"] as const);
  if (says === undefined) {
    const message = `A loop is ‘reinforcing’ or ‘balancing’`;
    cursor.missing("loop-kind", message, cursor.nearestFix(cursor.here, ["reinforcing", "balancing"]));
  }
  let path: readonly NameExpr[] | undefined;
  const isSound = readClauses(cursor, {
    owner: `the loop ‘${name.name}’`,
    words: {
      because: () => {
        because = readBecause(cursor);
      },
    },
    line: () => {
      if (path) cursor.fault("clause-twice", `The loop ‘${name.name}’ has one path; here begins another.`);
      else path = readPath(cursor);
    },
  });
  if (isSound && path === undefined) {
    const message = `The loop ‘${name.name}’ has no path.`;
    const notes = [{ message: "Write the variables around it: anger -> pressure -> rising." }];
    cursor.remark({ code: "loop-without-path", severity: "error", message, span: name.span, notes });
  }
  if (says === undefined || path === undefined) return undefined;
  return {
    id: name.name,
    ...(title !== undefined && { title }),
    says,
    path,
    because,
    span: cursor.spanFrom(from),
  };
}
