import { type Expr, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { constantIn } from "./constant.ts";
import { attributeOf, childOf, childrenOf, isBlank, textOf } from "./element.ts";
import { readEquation } from "./expression.ts";
import { isLongerThan, replaceParameters } from "./macrocall.ts";
import type { MacroLoop, ModelNode } from "./terms.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** So many steps may a loop have, and so many signs what it is written out as. */
const mostSteps = 2000;
const mostSigns = 20_000;

/** A macro that runs by a time of its own at every call; undefined where its variables are more than plain ones. */
export function readLoop(macro: XmlElement): MacroLoop | undefined {
  const specs = childOf(macro, "sim_specs");
  const result = equationOf(macro, "eqn");
  const [start, stop] = ["start", "stop"].map((name) => equationOf(specs, name));
  const method = (specs && attributeOf(specs, "method")) ?? "euler";
  if (!result || !start || !stop || !/^euler\b/i.test(method)) return undefined;
  const step = equationOf(specs, "dt");
  const variables = new Map<
    string,
    MacroLoop["variables"] extends ReadonlyMap<string, infer Item> ? Item : never
  >();
  for (const element of childOf(macro, "variables")?.children ?? []) {
    if (element.prefix !== "" || element.name === "group") continue;
    const value = equationOf(element, "eqn");
    const isPlain = ["dimensions", "gf", "conveyor", "queue", "oven", "non_negative"].every(
      (name) => !childOf(element, name),
    );
    if (!value || !isPlain || !["stock", "flow", "aux"].includes(element.name)) return undefined;
    const name = foldName(nameOf(attributeOf(element, "name") ?? ""));
    const flows = (side: string) => childrenOf(element, side).map(({ text }) => foldName(nameOf(text.text)));
    variables.set(name, {
      isStock: element.name === "stock",
      value,
      inflows: flows("inflow"),
      outflows: flows("outflow"),
    });
  }
  return { start, stop, ...(step && { step }), variables, result };
}

function equationOf(element: XmlElement | undefined, name: string): Expr | undefined {
  const equation = childOf(element, name);
  if (!equation || textOf(equation) === undefined || isBlank(equation.text)) return undefined;
  return readEquation(equation.text, () => undefined);
}

/** The loop written out as one expression of its arguments; undefined where its length is not known before the run. */
export function writeOutLoop(
  loop: MacroLoop,
  given: ReadonlyMap<string, Expr>,
  node: ModelNode,
): Expr | undefined {
  const numberOf = (expr: Expr | undefined) => expr && constantIn(replaceParameters(expr, given), node);
  const [start, stop] = [numberOf(loop.start), numberOf(loop.stop)];
  const step = loop.step ? numberOf(loop.step) : 1;
  if (start === undefined || stop === undefined || step === undefined || step <= 0) return undefined;
  const steps = Math.max(0, Math.round((stop - start) / step));
  if (steps > mostSteps) return undefined;

  const { span } = loop.result;
  const number = (value: number): Expr => ({ kind: "number", value, span });
  let isTooLong = false;
  const fold = (expr: Expr): Expr => {
    isTooLong ||= isLongerThan(expr, mostSigns);
    if (isTooLong) return number(0);
    const value = constantIn(expr, node);
    return value === undefined || !Number.isFinite(value) || value < 0 ? expr : number(value);
  };
  const clock = (time: number) =>
    new Map([
      ["time", number(time)],
      ["dt", number(step)],
      ["starttime", number(start)],
      ["stoptime", number(stop)],
    ]);
  /** What every name is, stocks being what they are at this time. */
  const surroundings = (stocks: ReadonlyMap<string, Expr>, time: number): ReadonlyMap<string, Expr> => {
    const known = new Map([...clock(time), ...stocks, ...given]);
    const open = new Set<string>();
    const define = (name: string): void => {
      const variable = loop.variables.get(name);
      if (!variable || known.has(name) || open.has(name)) return;
      open.add(name);
      for (const expr of walkExpr(variable.value)) if (expr.kind === "name") define(foldName(expr.name));
      known.set(name, fold(replaceParameters(variable.value, known)));
    };
    for (const name of loop.variables.keys()) define(name);
    return known;
  };
  let stocks = new Map<string, Expr>();
  for (const [name, { isStock }] of loop.variables) if (isStock) stocks.set(name, number(0));
  // Stocks start from each other in the order in which the file has them.
  for (const [name, { isStock, value }] of loop.variables)
    if (isStock)
      stocks.set(name, fold(replaceParameters(value, new Map([...clock(start), ...stocks, ...given]))));
  for (let i = 0; i < steps; i++) {
    const known = surroundings(stocks, start + i * step);
    const next = new Map<string, Expr>();
    for (const [name, { isStock, inflows, outflows }] of loop.variables) {
      if (!isStock) continue;
      let value = stocks.get(name)!;
      for (const [list, op] of [
        [inflows, "+"],
        [outflows, "-"],
      ] as const)
        for (const flow of list) {
          const rate = known.get(flow) ?? number(0);
          const change: Expr = {
            kind: "binary",
            op: "*",
            left: number(step),
            right: rate,
            opSpan: span,
            span,
          };
          value = fold({ kind: "binary", op, left: value, right: change, opSpan: span, span });
        }
      if (isTooLong) return undefined;
      next.set(name, value);
    }
    stocks = next;
  }
  const result = fold(replaceParameters(loop.result, surroundings(stocks, start + steps * step)));
  return isTooLong ? undefined : result;
}
