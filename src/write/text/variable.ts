import { Bug, never } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import type {
  Basis,
  DataSeries,
  DiscreteStock,
  Graph,
  Leak,
  Module,
  Part,
  Range,
  Spread,
  Stream,
  Variable,
  VariableHead,
} from "../../model/variable.ts";
import { exprText, sumText, type Words } from "./expression.ts";
import { descriptionLines, nameText, stringText } from "./name.ts";
import { numberText } from "./number.ts";
import { clauseLines, equationLines, fileLines, pointsText, streamsText } from "./part.ts";
import { unitText } from "./unit.ts";

/** The lines of a variable's statement, its head first. */
export function variableLines(variable: Variable, words: Words): readonly string[] {
  const head = headText(variable, "");
  const common = commonLines(variable);
  const equations = (parts: readonly Part[]) => equationLines(parts, (value) => exprText(value, words));
  switch (variable.kind) {
    case "stock": {
      const never = variable.nonNegative ? ["never below zero"] : [];
      return [head, ...contentLines(variable, words), ...never, ...common];
    }
    case "count":
      return [
        head,
        ...clauseLines("of", variable.rate, words),
        ...clauseLines("starts", variable.starts, words),
        ...common,
      ];
    case "flow": {
      const oneWay = variable.oneWay ? ["one way"] : [];
      const initially = clauseLines("initially", variable.initially ?? [], words);
      const stamped = variable.stamped ? ["stamped"] : [];
      return [head, ...equations(variable.equation), ...initially, ...oneWay, ...stamped, ...common];
    }
    case "aux": {
      const initially = clauseLines("initially", variable.initially ?? [], words);
      return [head, ...equations(variable.equation), ...initially, ...common];
    }
    case "input":
      return [head, ...equations(variable.equation), ...common];
    case "const":
      return [head, ...equations(variable.value), ...fileLines(variable.files ?? []), ...common];
    case "lever":
    case "switch":
      return [head, ...equations(variable.value), ...common];
    case "graph": {
      const lines = [...equationLines(variable.points, pointsText), ...fileLines(variable.files ?? [])];
      return [graphHead(variable), ...lines, ...common];
    }
    case "data":
      return [head, ...dataLines(variable), ...common];
    case "conveyor":
    case "queue":
    case "oven":
      return [head, ...contentLines(variable, words), ...discreteLines(variable, words), ...common];
    case "module":
      return [head, ...moduleLines(variable, words), ...common];
    case "memory":
    case "device":
      throw new Bug(`‘${variable.name}’ is part of a flattened model, which is not written.`);
    default:
      return never(variable);
  }
}

function headText(variable: VariableHead & { readonly kind: string }, input: string): string {
  const { kind, name, dimensions, title, unit } = variable;
  const brackets =
    dimensions.length === 0 ? "" : `[${dimensions.map((dimension) => nameText(dimension.name)).join(", ")}]`;
  const shown = title === undefined ? "" : ` ${stringText(title)}`;
  return `${kind} ${nameText(name)}${brackets}${input}${shown}${unit ? ` : ${unitText(unit)}` : ""}`;
}

function graphHead(graph: Graph): string {
  const { name, unit } = graph.input;
  return headText(graph, ` (${nameText(name)}${unit ? ` : ${unitText(unit)}` : ""})`);
}

/** The points or files of a series; how it goes between its points stands behind the last. */
function dataLines({ points, files, between }: DataSeries): readonly string[] {
  const lines = [...equationLines(points, pointsText), ...fileLines(files)];
  const behind = between === "interpolate" ? "" : `, ${between}`;
  if (lines.length === 0) return [`given${behind}`];
  return lines.map((line, i) => (i === lines.length - 1 ? line + behind : line));
}

/** What all kinds of variable may say of themselves. */
function commonLines({ description, range, basis }: VariableHead): readonly string[] {
  return [
    ...(range ? [rangeText(range)] : []),
    ...(description === undefined ? [] : descriptionLines(description)),
    ...(basis ? [basisText(basis)] : []),
  ];
}

/** `between 0.004 and 0.03, triangular`. */
export function rangeText({ low, high, shape, correlated }: Omit<Range, "span">): string {
  const shown = shape === "uniform" ? "" : `, ${shape}`;
  const group = correlated
    ? `, correlated ${numberText(correlated.by)} in ${nameText(correlated.group)}`
    : "";
  return `between ${numberText(low)} and ${numberText(high)}${shown}${group}`;
}

/** `basis data "a thermometer"`. */
export function basisText({ word, text }: Omit<Basis, "span">): string {
  return `basis ${word}${text === undefined ? "" : ` ${stringText(text)}`}`;
}

/** Where a stock of any kind starts, and what flows in and out. */
function contentLines(
  stock: {
    readonly starts: readonly Part[];
    readonly inflows: readonly Stream[];
    readonly outflows: readonly Stream[];
  },
  words: Words,
): readonly string[] {
  const { starts, inflows, outflows } = stock;
  return [
    ...clauseLines("starts", starts, words),
    ...(inflows.length > 0 ? [`in ${streamsText(inflows, words)}`] : []),
    ...(outflows.length > 0 ? [`out ${streamsText(outflows, words)}`] : []),
  ];
}

function discreteLines(stock: DiscreteStock, words: Words): readonly string[] {
  const amounts = [
    ["transit", stock.transit],
    ["capacity", stock.capacity],
    ["limit", stock.inflowLimit],
    ["fill", stock.fill],
    ["clean", stock.clean],
    ["sample", stock.sample],
    ["arrest", stock.arrest],
  ] as const;
  return [
    ...amounts.flatMap(([word, amount]) => (amount ? [`${word} ${exprText(amount, words)}`] : [])),
    ...(stock.spreads ?? []).map((spread) => spreadText(spread, words)),
    ...(stock.discrete ? ["discrete"] : []),
    ...(stock.fifo ? ["fifo"] : []),
    ...(stock.wholeBatches ? ["whole batches"] : []),
    ...(stock.manyBatches ? ["many batches"] : []),
    ...(stock.overflows ?? []).map((flow) => `overflow ${nameText(flow)}`),
    ...stock.leaks.map((leak) => leakText(leak, words)),
  ];
}

function leakText({ flow, share, zone, shape, wholeUnits }: Leak, words: Words): string {
  const from = zone ? ` from ${sumText(zone.from, words)} to ${sumText(zone.to, words)}` : "";
  const text = exprText(share, words);
  const units = wholeUnits ? " whole units" : "";
  return `leak ${sumText(flow, words)} share ${text}${from}${shape === "linear" ? "" : ` ${shape}`}${units}`;
}

function spreadText({ flow, how }: Spread, words: Words): string {
  const text =
    how.kind === "graph"
      ? `by ${sumText(how.graph, words)}`
      : how.kind === "content"
        ? "as content"
        : "evenly";
  return `spread ${sumText(flow, words)} ${text}`;
}

function moduleLines({ system, steps, ports }: Module, words: Words): readonly string[] {
  const port = ({ input, value }: { readonly input: string; readonly value: Expr }) =>
    `port ${nameText(input)} = ${exprText(value, words)}`;
  return [
    `from ${stringText(system.path)}`,
    ...(steps === undefined ? [] : [`steps ${steps}`]),
    ...ports.map(port),
  ];
}
