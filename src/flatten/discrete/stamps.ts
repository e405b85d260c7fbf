import type { flowQuestions } from "../../functions/contents.ts";
import { type ConveyorLayout, conveyorStamp, ovenStamp } from "../../functions/discrete.ts";
import type { BinaryOperator, Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { DiscreteStock, Stream } from "../../model/variable.ts";
import { call, type Network, number, unlimited } from "./network.ts";

/** What is known of when a lot was stamped, by the names that procedures have for it. */
export type StampExprs = Readonly<Record<(typeof names)[number], Expr>>;
const names = ["amount", "sum", "squares", "earliest", "latest"] as const;

/** Names of the same elements as a reference: what looks into a stock of an array looks into the one that is asked. */
export type At = (name: string) => NameExpr;

/** Whether what is in a stock may have been stamped: in a flow into it, or before it came into the stock before. */
export function isStamped(
  stock: DiscreteStock,
  network: Network,
  seen: ReadonlySet<DiscreteStock> = new Set(),
): boolean {
  if (seen.has(stock)) return false;
  return stock.inflows.some((stream) => {
    const source = network.sourceOf(stream);
    const before = source !== undefined && isStamped(source, network, new Set([...seen, stock]));
    return network.flowOf(stream)?.stamped === true || before;
  });
}

/** What is known of a conveyor before it runs. */
export function layoutOf(stock: DiscreteStock, network: Network): ConveyorLayout {
  const { leaks, fifo = false } = stock;
  const isWhole = leaks.map(({ wholeUnits = false }) => wholeUnits);
  return { leaks: isWhole, fifo, stamped: isStamped(stock, network) };
}

/** What what comes through a flow brings along; undefined where nothing that it brings has been stamped. */
export function stampsBrought(stream: Stream, at: At, network: Network): StampExprs | undefined {
  const { flow, share, span } = stream;
  const part = (expr: Expr): Expr => (share ? binary("*", share, expr, span) : expr);
  if (network.flowOf(stream)?.stamped) {
    const amount = part(at(flow.name));
    const now = sinceStart(span);
    const sum = binary("*", amount, now, span);
    return { amount, sum, squares: binary("*", sum, now, span), earliest: now, latest: now };
  }
  const stamps = stampsLeaving(stream, at, network);
  if (!stamps) return undefined;
  const { amount, sum, squares, ...ends } = stamps;
  return { amount: part(amount), sum: part(sum), squares: part(squares), ...ends };
}

/** The stamps that what leaves a stock through a flow has in it, before the flow stamps it anew. */
export function stampsLeaving(stream: Stream, at: At, network: Network): StampExprs | undefined {
  const source = network.sourceOf(stream);
  if (!source || !isStamped(source, network)) return undefined;
  const { span } = stream;
  if (source.kind === "queue") {
    const message = `What waits in the queue ‘${source.name}’ loses its stamps, so that no cycle time can be told behind it.`;
    const notes = [{ message: "Stamp the flow behind the queue." }];
    network.report({ code: "stamps-in-queue", severity: "error", message, span: source.nameSpan, notes });
    return undefined;
  }
  const leak = source.leaks.findIndex(({ flow }) => foldName(flow.name) === foldName(stream.flow.name));
  const look = (stamp: keyof StampExprs): Expr =>
    source.kind === "oven"
      ? call(ovenStamp(stamp), [at(source.name), at(`${source.name}>arrest`)], span)
      : call(
          conveyorStamp(layoutOf(source, network), stamp, leak < 0 ? undefined : leak),
          lookArguments(source, leak < 0 ? at(`${source.name}>held`) : number(0, span), at),
          span,
        );
  return {
    amount: look("amount"),
    sum: look("sum"),
    squares: look("squares"),
    earliest: look("earliest"),
    latest: look("latest"),
  };
}

/** What looks at what leaves a conveyor is told: it, whether it stands, is held, its leaks, and if need be its way. */
export function lookArguments({ name, leaks, fifo }: DiscreteStock, isHeld: Expr, at: At): readonly Expr[] {
  const ofLeaks = leaks.flatMap((_, i) => leakClauses.map((what) => at(`${name}>leak ${i + 1} ${what}`)));
  const way = fifo ? [at(`${name}>transit`), at(`${name}>sample`)] : [];
  return [at(name), at(`${name}>arrest`), isHeld, ...ofLeaks, ...way];
}

export const leakClauses = ["share", "from", "to", "exponential"] as const;

/** The stamps of several streams together, in the order of `names`; noughts where none brings any. */
export function stampInputs(
  streams: readonly Stream[],
  at: At,
  network: Network,
  span: Span,
): readonly Expr[] {
  const brought = streams.flatMap((stream) => stampsBrought(stream, at, network) ?? []);
  const [only, ...others] = brought;
  if (!only) return names.map(() => number(0, span));
  if (others.length === 0) return names.map((name) => only[name]);
  const total = (name: "amount" | "sum" | "squares"): Expr =>
    brought.map((one) => one[name]).reduce((left, right) => binary("+", left, right, span));
  const end = (name: "earliest" | "latest", which: "min" | "max"): Expr => {
    const none: Expr =
      which === "min" ? unlimited(span) : { kind: "unary", op: "-", operand: unlimited(span), span };
    return brought
      .map(
        (one): Expr => ({
          kind: "if",
          condition: binary(">", one.amount, number(0, span), span),
          yes: one[name],
          no: none,
          span,
        }),
      )
      .reduce((left, right) => call(which, [left, right], span));
  };
  return [total("amount"), total("sum"), total("squares"), end("earliest", "min"), end("latest", "max")];
}

/** What is asked of the ages that what flows has, from when it was stamped last; nought where nothing flows. */
export function answerCycle(
  question: (typeof flowQuestions)[number],
  asked: NameExpr,
  network: Network,
): Expr | undefined {
  const { span } = asked;
  const stream: Stream = { flow: asked, span };
  const stamps = stampsLeaving(stream, (name) => ({ ...asked, name }), network);
  if (!stamps) {
    const message = `Nothing that flows through ‘${asked.name}’ has been stamped in a flow before it.`;
    const notes = [{ message: "A flow stamps what flows through it with the clause ‘stamped’." }];
    network.report({ code: "no-stamps", severity: "error", message, span, notes });
    return number(0, span);
  }
  const { amount, sum, squares, earliest, latest } = stamps;
  const per = (expr: Expr): Expr => binary("/", expr, amount, span);
  const age = (since: Expr): Expr => binary("-", sinceStart(span), since, span);
  const flows = binary(">", amount, number(0, span), span);
  const where = (condition: Expr, yes: Expr): Expr => ({
    kind: "if",
    condition,
    yes,
    no: number(0, span),
    span,
  });
  switch (question) {
    case "stamped_flow":
      return amount;
    case "cycle_time":
      return where(flows, age(per(sum)));
    case "cycle_min":
      return where(flows, age(latest));
    case "cycle_max":
      return where(flows, age(earliest));
    case "cycle_sd": {
      const mean = per(sum);
      const variance = binary("-", per(squares), binary("*", mean, mean, span), span);
      const spread = call("sqrt", [call("max", [number(0, span), variance], span)], span);
      return where(binary(">", latest, earliest, span), spread);
    }
  }
}

function sinceStart(span: Span): Expr {
  const word = (name: string): Expr => ({
    kind: "name",
    name,
    path: [],
    transposed: false,
    ofLanguage: true,
    span,
  });
  return binary("-", word("time"), word("start_time"), span);
}

function binary(op: BinaryOperator, left: Expr, right: Expr, span: Span): Expr {
  return { kind: "binary", op, left, right, opSpan: span, span };
}
