import { Bug, never } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DataSeries, Graph, Part, Points, Stream, Variable } from "../../model/variable.ts";
import { numberText } from "../text/number.ts";
import { blockText, toldText } from "./block.ts";
import { type Bindings, equationText, type Surroundings } from "./expression.ts";
import { vensimName } from "./name.ts";
import { partsOnLeft } from "./part.ts";

/** A variable's definition; what Vensim has no words for is reported as an error. */
export function variableText(variable: Variable, surroundings: Surroundings): string {
  const told = toldText(variable);
  const fail = (what: string) => {
    const message = `Vensim has no words for ${what} such as ‘${variable.name}’.`;
    surroundings.report({ code: "not-in-vensim", severity: "error", message, span: variable.nameSpan });
    return "";
  };
  const lines = (
    parts: readonly Part[],
    write: (expr: string, bindings: Bindings) => string = (expr) => expr,
  ) =>
    partsOnLeft(variable, parts, surroundings).map(({ left, value }) => {
      const text = write(equationText(value, left.bindings, surroundings), left.bindings);
      return `${left.text} = ${text}`;
    });
  if (controls.has(foldName(variable.name))) return fail("a variable that has the name of one of its own,");
  switch (variable.kind) {
    case "stock": {
      if (variable.nonNegative) return fail("a stock that is never below zero,");
      const rate = (bindings: Bindings) =>
        netRate(variable.inflows, variable.outflows, bindings, surroundings);
      return blockText(
        lines(variable.starts, (start, bindings) => `INTEG(${rate(bindings)}, ${start})`),
        told,
      );
    }
    case "count": {
      const [start] = variable.starts;
      if (variable.starts.length > 1 || (start && start.subscripts.length > 0))
        return fail("a count whose elements start in different ways,");
      const begin = start ? equationText(start.value, new Map(), surroundings) : "0";
      return blockText(
        lines(variable.rate, (rate) => `INTEG(${rate}, ${begin})`),
        told,
      );
    }
    case "flow":
    case "aux": {
      const isOneWay = variable.kind === "flow" && variable.oneWay;
      if (variable.equation.length === 0) return fail("a flow without an equation,");
      const [initially] = variable.initially ?? [];
      const bound = (expr: string) => (isOneWay ? `MAX(0, ${expr})` : expr);
      if (!initially) return blockText(lines(variable.equation, bound), told);
      const active = (expr: string, bindings: Bindings) =>
        `ACTIVE INITIAL(${bound(expr)}, ${equationText(initially.value, bindings, surroundings)})`;
      return blockText(lines(variable.equation, active), told);
    }
    case "input":
      if (variable.equation.length === 0) return fail("an input that only a module fills,");
      return blockText(lines(variable.equation), told);
    case "const":
    case "lever":
    case "switch":
      return blockText(lines(variable.value), told);
    case "graph":
      return graphText(variable, told, surroundings);
    case "data":
      return seriesText(variable, told, surroundings);
    case "conveyor":
    case "queue":
    case "oven":
      return fail(`a ${variable.kind}`);
    case "module":
      return fail("a module");
    case "memory":
    case "device":
      throw new Bug(`‘${variable.name}’ is part of a flattened model, which is not written.`);
    default:
      return never(variable);
  }
}

/** The variables that control a run of Vensim. */
const controls: ReadonlySet<string> = new Set(["initial_time", "final_time", "time_step", "saveper"]);

/** Inflows less outflows. */
function netRate(
  inflows: readonly Stream[],
  outflows: readonly Stream[],
  bindings: Bindings,
  surroundings: Surroundings,
): string {
  const write = ({ flow, share, span }: Stream) => {
    const expr: Expr = share
      ? { kind: "binary", op: "*", left: share, right: flow, opSpan: span, span }
      : flow;
    return equationText(expr, bindings, surroundings);
  };
  const signed = [...inflows.map((one) => ` + ${write(one)}`), ...outflows.map((one) => ` - ${write(one)}`)];
  return signed.length === 0 ? "0" : signed.join("").replace(/^ \+ /, "").replace(/^ - /, "-");
}

/** A lookup; of time and never called, an auxiliary with its points. */
function graphText(graph: Graph, told: string, surroundings: Surroundings): string {
  const isOfTime = foldName(graph.input.name) === "time" && !surroundings.called.has(foldName(graph.name));
  const equations = partsOnLeft(graph, graph.points, surroundings).map(({ left, value }) =>
    isOfTime
      ? `${left.text} = WITH LOOKUP(Time, (${pointsText(value)}))`
      : `${left.text}(${pointsText(value)})`,
  );
  return blockText(equations, told);
}

function pointsText({ pairs }: Points): string {
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const least = (numbers: readonly number[]) => numberText(numbers.reduce((a, b) => Math.min(a, b)));
  const most = (numbers: readonly number[]) => numberText(numbers.reduce((a, b) => Math.max(a, b)));
  const frame = `[(${least(xs)},${least(ys)})-(${most(xs)},${most(ys)})]`;
  return `${frame}, ${pairs.map(([x, y]) => `(${numberText(x)},${numberText(y)})`).join(", ")}`;
}

/** Data that a run brings is declared; points are a lookup that is read at the present time. */
function seriesText(series: DataSeries, told: string, surroundings: Surroundings): string {
  const { name, dimensions, points, between } = series;
  if (points.length === 0) {
    const brackets =
      dimensions.length === 0 ? "" : `[${dimensions.map((one) => vensimName(one.name)).join(", ")}]`;
    const keyword = {
      interpolate: ":INTERPOLATE:",
      "look forward": ":LOOK FORWARD:",
      "hold backward": ":HOLD BACKWARD:",
      raw: ":RAW:",
    };
    return blockText([`${vensimName(name)}${brackets} ${keyword[between]}`], told);
  }
  const parts = partsOnLeft(series, points, surroundings);
  if (between === "interpolate")
    return blockText(
      parts.map(({ left, value }) => `${left.text} = WITH LOOKUP(Time, (${pointsText(value)}))`),
      told,
    );
  if (between === "raw") {
    const message = `Vensim cannot hold the points of ‘${name}’, which has a value at those times only.`;
    surroundings.report({ code: "not-in-vensim", severity: "error", message, span: series.nameSpan });
    return "";
  }
  const lookup = `${name} points`;
  const reader = between === "look forward" ? "LOOKUP FORWARD" : "LOOKUP BACKWARD";
  const tables = partsOnLeft({ ...series, name: lookup }, points, surroundings);
  return [
    blockText(
      tables.map(({ left, value }) => `${left.text}(${pointsText(value)})`),
      "\t~\t\n\t~\t\n\t|\n\n",
    ),
    blockText(
      parts.map(
        ({ left }, i) =>
          `${left.text} = ${reader}(${tables[i]!.left.text.replace(/ :EXCEPT:.*$/s, "")}, Time)`,
      ),
      told,
    ),
  ].join("");
}
