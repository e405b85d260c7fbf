import { foldName } from "../../model/name.ts";
import type { FunctionDefinition } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { type Definition, kindOf } from "./definition.ts";
import type { Left } from "./left.ts";
import type { Macro } from "./macros.ts";
import { addOutputs } from "./outputs.ts";
import { nameExpr } from "./place.ts";
import { addQueues } from "./queues.ts";
import { walkRaw } from "./raw.ts";
import type { Known, Scope } from "./scope.ts";
import { addShifts } from "./shifting.ts";
import { findStreams } from "./stocks.ts";
import { shapeAll, symbolsOf } from "./symbols.ts";
import { isControl } from "./time.ts";
import { makeVariable } from "./variables.ts";

/** The variables of a file or of a macro, in the order of their equations. */
export function makeVariables(
  groups: ReadonlyMap<string, readonly Definition[]>,
  lefts: ReadonlyMap<string, Left>,
  scope: Scope,
): readonly Variable[] {
  const isAuxiliary = (key: string) => {
    const definitions = groups.get(key);
    return definitions?.every(({ statement }) => kindOf(statement) === "aux") === true;
  };
  const streams = findStreams(groups, isAuxiliary, (key) => scope.ranges.byName.has(key));
  const flows = new Set(
    [...streams.values()].flatMap(({ inflows, outflows }) =>
      [...inflows, ...outflows].map(({ name }) => foldName(name)),
    ),
  );
  const variables: Variable[] = [];
  const add = (variable: Variable) => {
    variables.push(variable);
  };
  for (const [key, definitions] of groups) {
    if (isControl(key) && !scope.macro) continue;
    const name = scope.symbols.get(key)?.name ?? definitions[0]!.statement.left.name;
    makeVariable(name, definitions, { scope, streams, flows, lefts, add });
  }
  return variables;
}

/** A macro as a function of the model: what it reads of the model becomes parameters too. */
export function makeMacro(
  { head, groups, parameterNames, block }: Macro,
  outer: Scope,
  macros: ReadonlyMap<string, Macro>,
): FunctionDefinition {
  const own = new Map(groups);
  addOutputs(own, macros);
  addQueues(own);
  addShifts(
    own,
    outer.ranges,
    (key) => outer.taken.has(key) || parameterNames.some(({ name }) => foldName(name) === key),
  );
  const called = new Set(
    [...own.values()]
      .flat()
      .flatMap(({ statement: { right } }) =>
        right && right.kind !== "table"
          ? walkRaw(right).flatMap((raw) => (raw.kind === "call" ? raw.key : []))
          : [],
      ),
  );
  const parameters = parameterNames.map(({ name }): [string, Known] => [
    foldName(name),
    { name, isGraph: called.has(foldName(name)), dimensions: [] },
  ]);
  const symbols = new Map([...symbolsOf(own), ...parameters]);
  const taken = new Set([...outer.taken, ...symbols.keys()]);
  const scope: Scope = { ...outer, symbols, taken, outer, macro: head };
  const body = makeVariables(own, shapeAll(own, symbols, scope), scope);
  const handed = [...head.globals.values()].map((name) => `${name}$`);
  const span = { source: outer.source, from: block.header.from, to: block.header.to };
  if (!own.has(foldName(head.name))) {
    const message = `The macro ‘${head.name}’ has no equation for ‘${head.name}’, which is its result.`;
    outer.report({ code: "missing-result", severity: "error", message, span });
  }
  return {
    name: head.calledAs,
    parameters: [
      ...parameterNames.map(({ name, span: at }) => ({ name, span: at })),
      ...handed.map((name) => ({ name, span })),
    ],
    body,
    result: nameExpr(head.name, span),
    span,
  };
}
