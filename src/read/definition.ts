import type { Expr } from "../model/expression.ts";
import type { FunctionDefinition } from "../model/system.ts";
import type { UnitExpr } from "../model/unit.ts";
import type { Variable } from "../model/variable.ts";
import { addText } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import { contentOf } from "./token.ts";
import { readUnit } from "./unit.ts";
import { readVariable } from "./variable.ts";
import { variableWords } from "./words.ts";

/** Behind `function`: `adjusted(target, delay : year)`, variables, `= result` and `end`. */
export function readFunction(cursor: Cursor): FunctionDefinition | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘function’ comes its name");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const parameters = readParameters(cursor);
  const unit = cursor.lost ? undefined : readUnit(cursor);
  const body: Variable[] = [];
  let description: string | undefined;
  let result: Expr | undefined;
  let isClosed = false;
  cursor.inFunction = true;
  for (;;) {
    if (cursor.lost) skipToLine(cursor);
    const { here } = cursor;
    const word = variableWords.find((candidate) => cursor.isWord(candidate));
    if (cursor.isWord("end")) {
      cursor.inFunction = false;
      cursor.mark("statement", "end");
      cursor.advance();
      isClosed = true;
      break;
    }
    if (here.first && word !== undefined) {
      cursor.mark("statement", word);
      cursor.advance();
      const variable = readVariable(cursor, word, undefined);
      if (variable) body.push(variable);
    } else if (cursor.atStatementEnd) {
      const message = `The function ‘${name.name}’ is not closed by a line with the word ‘end’.`;
      cursor.fault("missing-end", message, { at: name.span });
      break;
    } else if (here.kind === "text") {
      cursor.mark("clause", "text");
      description = addText(description, contentOf(cursor.advance()));
    } else if (cursor.isMark("=") && result === undefined) {
      cursor.mark("statement", "=");
      cursor.advance();
      result = readExpression(cursor);
    } else {
      const message = "A function has variables, one line ‘= RESULT’, and ‘end’";
      cursor.missing("stray-word", message);
      cursor.advance();
    }
  }
  cursor.inFunction = false;
  cursor.lost = false;
  const span = cursor.spanFrom(from);
  if (result === undefined && isClosed) {
    const message = `The function ‘${name.name}’ does not say what its result is.`;
    const notes = [{ message: "The result has a line of its own before ‘end’: = a + b." }];
    cursor.remark({ code: "missing-result", severity: "error", message, span: name.span, notes });
  }
  return {
    name: name.name,
    parameters,
    ...(unit && { unit }),
    ...(description !== undefined && { description }),
    body,
    result: result ?? { kind: "error", span },
    span,
  };
}

function readParameters(cursor: Cursor): FunctionDefinition["parameters"] {
  const parameters: {
    readonly name: string;
    readonly unit?: UnitExpr;
    readonly span: FunctionDefinition["span"];
  }[] = [];
  if (!cursor.expectMark("(", "After a function’s name come its inputs in brackets, ‘(a, b)’"))
    return parameters;
  if (cursor.takeMark(")")) return parameters;
  do {
    const name = cursor.nameOnAnyLine("The inputs of a function are names");
    if (!name) break;
    const unit = readUnit(cursor);
    parameters.push({ ...name, ...(unit && { unit }) });
  } while (!cursor.lost && cursor.takeMark(","));
  cursor.expectMark(")", "The inputs end with ‘)’");
  return parameters;
}

/** Behind a fault: to the next line where a statement, the result or `end` begins. */
function skipToLine(cursor: Cursor): void {
  while (!cursor.atStatementEnd && !(cursor.here.first && cursor.isMark("="))) cursor.advance();
  cursor.lost = false;
}
