import { Bug, never } from "../model/diagnostic.ts";
import type { Expr, NameExpr } from "../model/expression.ts";
import type { TimeStatement } from "../model/system.ts";
import type { Part, Stream, Variable } from "../model/variable.ts";

/** How the expressions of a variable become others. */
export interface Rewriting {
  /** One equation of the variable, or all parts of it. */
  readonly parts: (parts: readonly Part[]) => readonly Part[];
  /** An expression that is for all elements of the variable: a share, a transit time. */
  readonly whole: (expr: Expr) => Expr;
  /** A flow in a list. */
  readonly flow: (name: NameExpr) => NameExpr;
  /** Parts whose values hold no expressions: points, files. */
  readonly plain: <Value>(parts: readonly Part<Value>[]) => readonly Part<Value>[];
}

/** A variable whose expressions are rewritten; what it says of itself stays. */
export function rewriteVariable(variable: Variable, rewriting: Rewriting): Variable {
  const { parts, plain } = rewriting;
  switch (variable.kind) {
    case "stock":
      return {
        ...variable,
        starts: parts(variable.starts),
        inflows: rewriteStreams(variable.inflows, rewriting),
        outflows: rewriteStreams(variable.outflows, rewriting),
      };
    case "count":
      return { ...variable, starts: parts(variable.starts), rate: parts(variable.rate) };
    case "flow":
    case "aux":
      return {
        ...variable,
        equation: parts(variable.equation),
        ...(variable.initially && { initially: parts(variable.initially) }),
      };
    case "input":
      return { ...variable, equation: parts(variable.equation) };
    case "const":
      return {
        ...variable,
        value: parts(variable.value),
        ...(variable.files && { files: plain(variable.files) }),
      };
    case "lever":
    case "switch":
      return { ...variable, value: parts(variable.value) };
    case "graph":
      return {
        ...variable,
        points: plain(variable.points),
        ...(variable.files && { files: plain(variable.files) }),
      };
    case "data":
      return { ...variable, points: plain(variable.points), files: plain(variable.files) };
    case "memory":
      return { ...variable, starts: parts(variable.starts), next: parts(variable.next) };
    case "device":
      return {
        ...variable,
        inputs: variable.inputs.map(parts),
        ...(variable.streams && {
          streams: {
            inflows: rewriteStreams(variable.streams.inflows, rewriting),
            outflows: rewriteStreams(variable.streams.outflows, rewriting),
          },
        }),
      };
    case "conveyor":
    case "queue":
    case "oven":
      throw new Bug(`‘${variable.name}’ is flattened before it has become a device.`);
    case "module":
      return {
        ...variable,
        ports: variable.ports.map((port) => ({ ...port, value: rewriting.whole(port.value) })),
      };
    default:
      return never(variable);
  }
}

function rewriteStreams(streams: readonly Stream[], { whole, flow }: Rewriting): readonly Stream[] {
  return streams.map((stream) => ({
    ...stream,
    flow: flow(stream.flow),
    ...(stream.share && { share: whole(stream.share) }),
  }));
}

/** A statement of time whose expressions are rewritten. */
export function rewriteTime(time: TimeStatement, rewrite: (expr: Expr) => Expr): TimeStatement {
  const { varying } = time;
  if (!varying) return time;
  return {
    ...time,
    varying: {
      ...(varying.step && { step: rewrite(varying.step) }),
      ...(varying.stop && { stop: rewrite(varying.stop) }),
      ...(varying.saveEvery && { saveEvery: rewrite(varying.saveEvery) }),
    },
  };
}

/** All expressions of a variable, flows in lists included. */
export function expressionsOf(variable: Variable): readonly Expr[] {
  switch (variable.kind) {
    case "stock":
      return [
        ...valuesOf(variable.starts),
        ...variable.inflows.flatMap(streamExpressions),
        ...variable.outflows.flatMap(streamExpressions),
      ];
    case "count":
      return [...valuesOf(variable.starts), ...valuesOf(variable.rate)];
    case "flow":
    case "aux": {
      const { equation, initially } = variable;
      return initially ? [...valuesOf(equation), ...valuesOf(initially)] : valuesOf(equation);
    }
    case "input":
      return valuesOf(variable.equation);
    case "const":
    case "lever":
    case "switch":
      return valuesOf(variable.value);
    case "graph":
    case "data":
      return [];
    case "memory":
      return [...valuesOf(variable.starts), ...valuesOf(variable.next)];
    case "device": {
      const { inputs, streams } = variable;
      const all = streams ? [...streams.inflows, ...streams.outflows] : [];
      return [...inputs.flatMap(valuesOf), ...all.flatMap(streamExpressions)];
    }
    case "conveyor":
    case "queue":
    case "oven":
      throw new Bug(`‘${variable.name}’ is flattened before it has become a device.`);
    case "module":
      return variable.ports.map(({ value }) => value);
    default:
      return never(variable);
  }
}

function valuesOf(parts: readonly Part[]): readonly Expr[] {
  return parts.map(({ value }) => value);
}

function streamExpressions({ flow, share }: Stream): readonly Expr[] {
  return share ? [flow, share] : [flow];
}

/** An expression whose children are rewritten. */
export function rewriteChildren(expr: Expr, rewrite: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "number":
    case "base":
    case "error":
      return expr;
    case "name":
      return expr.subscripts ? { ...expr, subscripts: rewritePositions(expr.subscripts, rewrite) } : expr;
    case "call": {
      const { over } = expr;
      const stretch = over && {
        ...over,
        ...(over.from && { from: rewrite(over.from) }),
        ...(over.to && { to: rewrite(over.to) }),
      };
      const call = { ...expr, args: expr.args.map(rewrite), ...(stretch && { over: stretch }) };
      return expr.subscripts ? { ...call, subscripts: rewritePositions(expr.subscripts, rewrite) } : call;
    }
    case "unary":
      return { ...expr, operand: rewrite(expr.operand) };
    case "binary":
      return { ...expr, left: rewrite(expr.left), right: rewrite(expr.right) };
    case "if":
      return {
        ...expr,
        condition: rewrite(expr.condition),
        yes: rewrite(expr.yes),
        no: rewrite(expr.no),
      };
    case "at":
      return { ...expr, quantity: rewrite(expr.quantity), time: rewrite(expr.time) };
    case "percent":
      return { ...expr, value: rewrite(expr.value) };
    default:
      return never(expr);
  }
}

function rewritePositions(
  subscripts: NonNullable<NameExpr["subscripts"]>,
  rewrite: (child: Expr) => Expr,
): NonNullable<NameExpr["subscripts"]> {
  return subscripts.map((subscript) =>
    subscript.kind === "position" ? { ...subscript, index: rewrite(subscript.index) } : subscript,
  );
}

/** An expression of new objects: facts about references are kept by object, so no two places may share one. */
export function copyExpr(expr: Expr): Expr {
  if (expr.kind === "number" || expr.kind === "base" || expr.kind === "error") return { ...expr };
  if (expr.kind === "name" && !expr.subscripts) return { ...expr };
  return rewriteChildren(expr, copyExpr);
}
