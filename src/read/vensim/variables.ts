import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DataSeries, Part, Points, Stream, Variable, VariableHead } from "../../model/variable.ts";
import { isCallOf, sortPairs } from "./calls.ts";
import { type Definition, type DefinitionKind, kindOf, numberOf } from "./definition.ts";
import { headOf } from "./head.ts";
import { type Left, type LeftPart, shapeLeft } from "./left.ts";
import { numberExpr, numberIn, zero } from "./numbers.ts";
import { areTablesWhole, filePart, numberParts, otherwise, partsOf } from "./parts.ts";
import { clockExpr, nameExpr, type Place, subscriptsOf } from "./place.ts";
import { missingNumber } from "./points.ts";
import type { Raw } from "./raw.ts";
import { freshName, type Scope } from "./scope.ts";
import type { Streams } from "./stocks.ts";
import { translate } from "./translate.ts";

/** What the variables of a file, or of a macro, are made with. */
export interface Workshop {
  readonly scope: Scope;
  /** By folded name. */
  readonly streams: ReadonlyMap<string, Streams>;
  /** Variables that are flows because a stock lists them, by folded name. */
  readonly flows: ReadonlySet<string>;
  /** What the left sides come to, by folded name; those that do not fit together are not there. */
  readonly lefts: ReadonlyMap<string, Left>;
  /** Takes the finished variables, in order. */
  readonly add: (variable: Variable) => void;
}

/** Makes the variable of a name from all its equations. What cannot be said is reported, and the variable left out. */
export function makeVariable(name: string, definitions: readonly Definition[], workshop: Workshop): void {
  const { scope, add } = workshop;
  const left = workshop.lefts.get(foldName(name));
  if (!left || !areTablesWhole(definitions, left, scope)) return;
  const kinds = new Set(definitions.map(({ statement }) => kindOf(statement)));
  const only = (...allowed: readonly DefinitionKind[]) => [...kinds].every((kind) => allowed.includes(kind));
  const task: Task = {
    name,
    definitions,
    left,
    workshop,
    head: headOf(name, definitions, left, parametersOf(scope)),
  };
  if (only("number", "constant file")) makeConstant(task);
  else if (only("data", "data file", "data number", "number", "constant file")) makeData(task);
  else if (only("graph", "graph file")) makeGraph(task);
  else if (only("stock")) makeStock(task);
  else if (kinds.has("graph") || kinds.has("graph file")) {
    const message = `Some equations of ‘${name}’ are lookups and others are not.`;
    const { span } = definitions[0]!.statement;
    scope.report({ code: "mixed-kinds", severity: "error", message, span });
  } else if (only("aux", "number", "data number")) makeAuxiliary(task);
  else makeMixture(task, kinds, add);
}

function parametersOf({ macro }: Scope): ReadonlySet<string> {
  return new Set(macro?.parameters.map(foldName));
}

interface Task {
  readonly name: string;
  readonly definitions: readonly Definition[];
  readonly left: Left;
  readonly workshop: Workshop;
  readonly head: VariableHead;
}

function makeConstant(task: Task): void {
  const { head, workshop } = task;
  const value = partsOf(task, numberParts);
  const files = partsOf(task, (right) => filePart(right, workshop.scope));
  const whole = task.left.isWhole ? value : [...value, otherwise(zero(head.span), head.span)];
  workshop.add({ kind: "const", ...head, value: whole, ...(files.length > 0 && { files }) });
}

function makeData(task: Task): void {
  const { head, workshop, definitions } = task;
  const files = partsOf(task, (right) => filePart(right, workshop.scope));
  const points = partsOf(task, (right, part) =>
    numberParts(right, part).map(([names, value]) => {
      const pairs: Points["pairs"] = [[0, numberIn(value)]];
      return [names, { pairs, outside: "hold", span: value.span } satisfies Points] as const;
    }),
  );
  const between: DataSeries["between"] =
    definitions.find(({ statement }) => statement.between)?.statement.between ?? "interpolate";
  const isGiven = points.length === 0 && files.length === 0;
  const nothing: Points = { pairs: [[0, missingNumber]], outside: "hold", span: head.span };
  const whole = isGiven || task.left.isWhole ? points : [...points, otherwise(nothing, head.span)];
  workshop.add({ kind: "data", ...head, points: whole, files, between });
}

function makeGraph(task: Task): void {
  const { head, workshop } = task;
  const files = partsOf(task, (right) => filePart(right, workshop.scope));
  const points = partsOf(task, (right) => {
    if (right?.kind !== "points") return [];
    const value: Points = { pairs: sortPairs(right.pairs), outside: "hold", span: right.span };
    return [[undefined, value] as const];
  });
  const nought: Points = { pairs: [[0, 0]], outside: "hold", span: head.span };
  const whole = task.left.isWhole || points.length === 0 ? points : [...points, otherwise(nought, head.span)];
  workshop.add({
    kind: "graph",
    ...head,
    input: { name: "input", span: head.nameSpan },
    points: whole,
    ...(files.length > 0 && { files }),
  });
}

function makeAuxiliary(task: Task): void {
  const { name, head, workshop, definitions } = task;
  const { flows } = workshop;
  const bodyOf = (raw: Raw, at: number) =>
    isCallOf(raw, "active_initial") && raw.args.length === 2 ? raw.args[at]! : raw;
  const translated = (at: number) =>
    partsOf(task, (right, part, definition) => {
      if (right === undefined) return [];
      if (right.kind === "table" || numberOf(right) !== undefined) return numberParts(right, part);
      const { between } = definition.statement;
      const place = placeOf(task, part);
      const body = bodyOf(right, at);
      return [[undefined, between ? asData(body, between, place) : translate(body, place)] as const];
    });
  const filled = (parts: readonly Part[]) =>
    task.left.isWhole ? parts : [...parts, otherwise(zero(head.span), head.span)];
  const isActive = definitions.some(
    ({ statement: { right } }) => right && right.kind !== "table" && isCallOf(right, "active_initial"),
  );
  const equation = filled(translated(0));
  const initially = isActive ? { initially: filled(translated(1)) } : {};
  if (flows.has(foldName(name)))
    workshop.add({ kind: "flow", ...head, equation, ...initially, oneWay: false });
  else workshop.add({ kind: "aux", ...head, equation, ...initially });
}

/** `ahead :LOOK FORWARD: := raw`: the same series read in another way between its points. */
function asData(body: Raw, between: DataSeries["between"], place: Place): Expr {
  const expr = translate(body, place);
  const mode = { interpolate: 0, "look forward": 1, "hold backward": -1, raw: undefined }[between];
  if (expr.kind !== "name" || mode === undefined) return expr;
  const { span } = body;
  const number = numberExpr(mode, span);
  const time = clockExpr("time", span);
  return { kind: "call", name: "get_data_between_times", args: [expr, time, number], nameSpan: span, span };
}

function makeStock(task: Task): void {
  const { name, head, workshop, left, definitions } = task;
  const { scope, streams, add } = workshop;
  const wrong = definitions.find(
    ({ statement: { right } }) => right?.kind === "call" && right.args.length !== 2,
  );
  if (wrong) {
    const message = `INTEG takes two arguments, what flows and where it starts; ‘${name}’ has another number of them.`;
    scope.report({ code: "argument-count", severity: "error", message, span: wrong.statement.span });
    return;
  }
  const argument = (at: number) =>
    partsOf(task, (right, part) => {
      const arg = right?.kind === "call" ? right.args[at] : undefined;
      return arg ? [[undefined, translate(arg, placeOf(task, part))] as const] : [];
    });
  const filled = (parts: readonly Part[]) =>
    left.isWhole ? parts : [...parts, otherwise(zero(head.span), head.span)];
  const starts = filled(argument(1));
  const own = streams.get(foldName(name));
  const addStock = (inflows: readonly Stream[], outflows: readonly Stream[]) =>
    add({ kind: "stock", ...head, starts, nonNegative: false, inflows, outflows });
  if (own) {
    const listed = (side: Streams["inflows"]) =>
      side.map((flow) => {
        const symbol = scope.symbols.get(foldName(flow.name));
        const subscripts = subscriptsOf(flow, placeOf(task, left.parts[0]!));
        return { flow: nameExpr(symbol?.name ?? flow.name, flow.span, subscripts), span: flow.span };
      });
    addStock(listed(own.inflows), listed(own.outflows));
    return;
  }
  const flow = freshName(`${name} net flow`, scope);
  const { span, nameSpan, dimensions, sector } = head;
  const equation = filled(argument(0));
  const flowHead = { name: flow, nameSpan, dimensions, ...(sector !== undefined && { sector }), span };
  add({ kind: "flow", ...flowHead, equation, oneWay: false });
  const subscripts = dimensions.map((dimension) => ({ kind: "name", ...dimension }) as const);
  const stream = { flow: nameExpr(flow, span, subscripts.length > 0 ? subscripts : undefined), span };
  addStock([stream], []);
}

/** Equations of several kinds for one array: those that are no expressions become variables of their own. */
function makeMixture(task: Task, kinds: ReadonlySet<DefinitionKind>, add: Workshop["add"]): void {
  const { name, definitions, workshop, left, head } = task;
  const { scope } = workshop;
  const names = new Map<DefinitionKind, string>();
  for (const kind of kinds) {
    if (kind === "aux" || kind === "number" || kind === "data number") continue;
    const group = definitions.filter(({ statement }) => kindOf(statement) === kind);
    const own = freshName(`${name} ${kind}`, scope);
    names.set(kind, own);
    const part = shapeLeft(
      group.map(({ statement }) => statement),
      scope,
    );
    const lefts = new Map(part && [[foldName(own), part]]);
    makeVariable(own, group, { ...workshop, streams: new Map(), flows: new Set(), lefts });
  }
  const equation = partsOf(task, (right, part, { statement }) => {
    const own = names.get(kindOf(statement));
    const place = placeOf(task, part);
    if (own !== undefined) {
      return [[undefined, nameExpr(own, statement.span, subscriptsOf(statement.left, place))] as const];
    }
    if (right === undefined) return [];
    if (right.kind === "table" || numberOf(right) !== undefined) return numberParts(right, part);
    return [[undefined, translate(right, place)] as const];
  });
  const whole = left.isWhole ? equation : [...equation, otherwise(zero(head.span), head.span)];
  add({ kind: "aux", ...head, equation: whole });
}

function placeOf({ name, workshop }: Task, { ranges }: LeftPart): Place {
  return { scope: workshop.scope, owner: name, left: ranges, isReducing: false, add: workshop.add };
}
