import type { BinaryOperator, Expr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import { numberExpr } from "./numbers.ts";
import { callExpr, clockExpr, type Place } from "./place.ts";
import type { Raw } from "./raw.ts";
import type { Scope } from "./scope.ts";

/** A call of one of Vensim's RC functions: a trajectory that leaves that of the model at some time. */
export interface RcCall {
  readonly shape: "step" | "ramp" | "grow" | "decay";
  /** Of the CHECK functions: how long the consequence has time to follow. */
  readonly grace: number;
  readonly basis: Raw;
  /** What the basis is multiplied by in the end, or the rate or time of growth and decay. */
  readonly amount: Raw;
  readonly rampTime?: Raw;
  readonly start?: Raw;
  readonly duration?: Raw;
  readonly span: Span;
}

const names = /^rc_(step|ramp|grow|decay|compare)(_check)?$/;

/** The RC function that an expression is a call of; undefined for any other expression. */
export function rcCallOf(raw: Raw, scope: Scope): RcCall | undefined {
  if (raw.kind !== "call") return undefined;
  const [, shape, check] = names.exec(raw.key) ?? [];
  if (shape === undefined) return undefined;
  const fault = (code: string, message: string): undefined => {
    scope.report({ code, severity: "error", message, span: raw.span });
  };
  if (shape === "compare")
    return fault("not-forced", "RC COMPARE compares with a saved run of Vensim, which Hence does not have.");
  const args = [...raw.args];
  const grace = check === undefined ? 0 : numberAt(args.shift(), scope);
  const [basis, amount] = args.splice(0, 2);
  const rampTime = shape === "ramp" ? args.shift() : undefined;
  const [start, duration] = args;
  if (!basis || !amount || grace === undefined || (shape === "ramp" && !rampTime) || args.length > 2)
    return fault("argument-count", `${raw.callee.name.toUpperCase()} has other arguments than Vensim's.`);
  return {
    shape: shape as RcCall["shape"],
    grace,
    basis,
    amount,
    ...(rampTime && { rampTime }),
    ...(start && { start }),
    ...(duration && { duration }),
    span: raw.span,
  };
}

function numberAt(raw: Raw | undefined, { numbers }: Scope): number | undefined {
  return raw && numbers(raw);
}

/** When the trajectory leaves that of the model. */
export function startOf({ start }: RcCall, usual: number, { scope }: Place): number {
  return start ? (scope.numbers(start) ?? usual) : usual;
}

/**
 * The trajectory from its start on. `free` is what the basis is without it: in a test input the variable itself, of which
 * the value at the start is kept; in a check the number that it had then.
 */
export function bodyOf(call: RcCall, start: number, free: Expr, translate: (raw: Raw) => Expr): Expr {
  const { shape, span, duration } = call;
  const time = clockExpr("time", span);
  const sinceStart = binaryExpr("-", time, numberExpr(start, span), span);
  const half = binaryExpr("/", clockExpr("dt", span), numberExpr(2, span), span);
  const isBefore = binaryExpr("<", time, binaryExpr("+", numberExpr(start, span), half, span), span);
  const basis = free.kind === "at" ? free : translate(call.basis);
  const kept = free.kind === "at" ? free : callExpr("sample_if_true", [isBefore, basis, basis], span, span);
  const amount = translate(call.amount);
  const trajectory = (): Expr => {
    switch (shape) {
      case "step":
        return binaryExpr("*", kept, amount, span);
      case "ramp": {
        const share = binaryExpr("/", sinceStart, translate(call.rampTime!), span);
        const climbed = callExpr("min", [numberExpr(1, span), share], span, span);
        const change = binaryExpr("*", binaryExpr("-", amount, numberExpr(1, span), span), climbed, span);
        return binaryExpr("*", kept, binaryExpr("+", numberExpr(1, span), change, span), span);
      }
      case "grow":
        return binaryExpr(
          "*",
          kept,
          callExpr("exp", [binaryExpr("*", amount, sinceStart, span)], span, span),
          span,
        );
      case "decay": {
        const power: Expr = {
          kind: "unary",
          op: "-",
          operand: binaryExpr("/", sinceStart, amount, span),
          span,
        };
        return binaryExpr("*", kept, callExpr("exp", [power], span, span), span);
      }
    }
  };
  if (!duration || free.kind === "at") return trajectory();
  const isOver = binaryExpr(">", sinceStart, translate(duration), span);
  return { kind: "if", condition: isOver, yes: free, no: trajectory(), span };
}

/** Two expressions with an operator between them. */
export function binaryExpr(op: BinaryOperator, left: Expr, right: Expr, span: Span): Expr {
  return { kind: "binary", op, left, right, opSpan: span, span };
}
