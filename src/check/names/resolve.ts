import type { Report } from "../../model/diagnostic.ts";
import { type CallExpr, type Expr, type NameExpr, positionsIn, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Variable } from "../../model/variable.ts";
import { clockWords } from "../clock.ts";
import { isGraphOfTime } from "../definition.ts";
import type { Callee, Meaning, ReadPlace, Reads } from "../facts.ts";
import { findCallee } from "./callee.ts";
import type { Scope } from "./scope.ts";
import { listNames, type Suggest } from "./suggestion.ts";
import { isFunctionName, type Vocabulary } from "./vocabulary.ts";

/** Finds out what names and calls mean, and keeps it. */
export interface Resolver {
  readonly meanings: ReadonlyMap<NameExpr, Meaning>;
  readonly callees: ReadonlyMap<CallExpr, Callee>;
  readonly reads: ReadonlyMap<Expr, Reads>;
  /** Everything in an expression. */
  readonly resolve: (expr: Expr, scope: Scope) => void;
  /** A name that must be that of a variable, as on the way of a loop. */
  readonly resolveVariable: (name: NameExpr, scope: Scope) => Variable | undefined;
  /** The same in a list of flows, where it is read. */
  readonly resolveFlow: (name: NameExpr, scope: Scope) => Variable | undefined;
}

/** What is known so far of the expression that is gone through. */
interface Gathering extends Reads {
  readonly places: ReadPlace[];
  isBroken: boolean;
  isPlain: boolean;
}

/** A resolver for one model. */
export function createResolver(vocabulary: Vocabulary, suggest: Suggest, report: Report): Resolver {
  const meanings = new Map<NameExpr, Meaning>();
  const callees = new Map<CallExpr, Callee>();
  const reads = new Map<Expr, Reads>();
  // What a spelling means in equations outside of functions, and what it calls with so many arguments.
  const known = new Map<string, Meaning>();
  const called = new Map<string, (Callee | undefined)[]>();
  let gathering: Gathering = { places: [], isBroken: false, isPlain: true };
  let isCounted = false;

  function resolve(expr: Expr, scope: Scope): void {
    gathering = { places: [], isBroken: false, isPlain: true };
    reads.set(expr, gathering);
    resolveInside(expr, scope, false);
  }

  function resolveInside(expr: Expr, scope: Scope, inBrackets: boolean): void {
    switch (expr.kind) {
      case "number":
      case "base":
        return;
      case "name":
        resolveValue(expr, scope, inBrackets);
        if (expr.written) resolveWritten(expr.written, scope);
        if (expr.subscripts) resolvePositions(expr, scope);
        return;
      case "call":
        resolveCall(expr, scope, inBrackets);
        return;
      case "unary":
        resolveInside(expr.operand, scope, inBrackets);
        return;
      case "binary":
        resolveInside(expr.left, scope, inBrackets);
        resolveInside(expr.right, scope, inBrackets);
        return;
      case "if":
        resolveInside(expr.condition, scope, inBrackets);
        resolveInside(expr.yes, scope, inBrackets);
        resolveInside(expr.no, scope, inBrackets);
        return;
      case "at":
        resolveInside(expr.quantity, scope, inBrackets);
        resolveInside(expr.time, scope, inBrackets);
        return;
      case "percent":
        resolveInside(expr.value, scope, inBrackets);
        return;
      case "error":
        gathering.isBroken = true;
    }
  }

  function resolvePositions(expr: NameExpr | CallExpr, scope: Scope): void {
    gathering.isPlain = false;
    for (const position of positionsIn(expr)) resolveInside(position, scope, true);
  }

  function resolveCall(expr: CallExpr, scope: Scope, inBrackets: boolean): void {
    const callee = calleeOf(expr, scope, report);
    if (callee) callees.set(expr, callee);
    if (callee?.kind === "own" || (callee?.kind === "function" && callee.row.kind === "macro")) {
      gathering.isPlain = false;
      for (const arg of expr.args) if (!resolveGraph(arg, scope)) resolveInside(arg, scope, inBrackets);
      return;
    }
    if (callee?.kind === "graph") addPlace(callee.graph, expr);
    if (expr.subscripts) resolvePositions(expr, scope);
    const outside = isCounted;
    let table: Expr | undefined;
    if (callee?.kind === "function") {
      const { kind, name } = callee.row;
      if (kind === "reducer" || kind === "vector" || kind === "table") gathering.isPlain = false;
      if (kind === "reducer" && name === "size") isCounted = true;
      // Its first argument is a graph or series that it reads in a way of its own.
      if (kind === "table") table = expr.args[0];
    }
    for (const arg of expr.args) {
      if (arg === table) resolveTable(arg, scope);
      else resolveInside(arg, scope, inBrackets);
    }
    isCounted = outside;
    if (expr.over?.from) resolveInside(expr.over.from, scope, inBrackets);
    if (expr.over?.to) resolveInside(expr.over.to, scope, inBrackets);
  }

  function addPlace(variable: Variable, expr: NameExpr | CallExpr): void {
    if (variable.dimensions.length > 0) gathering.isPlain = false;
    gathering.places.push({ variable, expr, isValue: expr.kind === "name" && !isCounted });
  }

  function resolveTable(table: Expr, scope: Scope): void {
    const meaning = table.kind === "name" ? meaningOf(table, scope, false) : undefined;
    const kind = meaning?.kind === "variable" ? meaning.variable.kind : undefined;
    // What is handed over for a parameter is seen where the function is called.
    if (meaning?.kind === "parameter") return;
    if (table.kind === "name" && meaning?.kind === "variable" && (kind === "graph" || kind === "data")) {
      meanings.set(table, meaning);
      addPlace(meaning.variable, table);
      resolvePositions(table, scope);
    } else if (table.kind === "error") {
      gathering.isBroken = true;
    } else if (table.kind !== "name" || meaning) {
      const what = table.kind === "name" ? `‘${table.name}’ has no points` : "This has no points";
      const message = `${what}: here stands a graph or a data series, by its name.`;
      report({ code: "not-a-table", severity: "error", message, span: table.span });
    }
  }

  /** A graph that is handed over, by its name alone. */
  function resolveGraph(expr: Expr, scope: Scope): boolean {
    if (expr.kind !== "name" || expr.path.length > 0) return false;
    const variable = scope.variables.get(foldName(expr.name));
    if (variable?.kind !== "graph" && variable?.kind !== "data") return false;
    meanings.set(expr, { kind: "variable", variable });
    addPlace(variable, expr);
    for (const position of positionsIn(expr)) resolveInside(position, scope, false);
    return true;
  }

  /** The call that a hidden variable stands for is looked at for its units only: all faults are told elsewhere. */
  function resolveWritten(call: CallExpr, scope: Scope): void {
    const found = calleeOf(call, scope, silent);
    if (found) callees.set(call, found);
    for (const arg of call.args) {
      for (const part of walkExpr(arg)) {
        if (part.kind === "call" && !callees.has(part)) {
          const callee = calleeOf(part, scope, silent);
          if (callee) callees.set(part, callee);
        } else if (part.kind === "name" && !meanings.has(part)) {
          const meaning = meaningOf(part, scope, false, silent);
          if (meaning) meanings.set(part, meaning);
          if (part.written) resolveWritten(part.written, scope);
        }
      }
    }
  }

  function resolveVariable(expr: NameExpr, scope: Scope): Variable | undefined {
    if (expr.subscripts) for (const position of positionsIn(expr)) resolve(position, scope);
    const meaning = meaningOf(expr, scope, false);
    if (!meaning) return undefined;
    if (meaning.kind === "variable") {
      meanings.set(expr, meaning);
      return meaning.variable;
    }
    const message = `‘${expr.name}’ is ${wordFor(meaning)}; here stands the name of a variable.`;
    report({ code: "not-a-variable", severity: "error", message, span: expr.span });
    return undefined;
  }

  function resolveFlow(expr: NameExpr, scope: Scope): Variable | undefined {
    const variable = resolveVariable(expr, scope);
    const places: ReadPlace[] = variable ? [{ variable, expr, isValue: true }] : [];
    if (expr.subscripts)
      for (const position of positionsIn(expr)) places.push(...(reads.get(position)?.places ?? []));
    const isPlain = !expr.subscripts && !expr.transposed && variable?.dimensions.length === 0;
    reads.set(expr, { places, isBroken: false, isPlain });
    return variable;
  }

  function resolveValue(expr: NameExpr, scope: Scope, inBrackets: boolean): void {
    const meaning = meaningOf(expr, scope, inBrackets);
    if (!meaning) return;
    meanings.set(expr, meaning);
    if (expr.transposed || meaning.kind === "dimension") gathering.isPlain = false;
    if (meaning.kind === "variable") {
      const { variable } = meaning;
      addPlace(variable, expr);
      if (variable.kind === "module" || variable.kind === "graph") tellNoValue(expr, variable);
    } else if ((expr.subscripts || expr.transposed) && meaning.kind !== "parameter") {
      // A parameter may be an array: what is handed over is seen where the function is called.
      const message = `‘${expr.name}’ is ${wordFor(meaning)}, and has no elements.`;
      const notes = [{ message: "Brackets belong to arrays." }];
      report({ code: "no-array", severity: "error", message, span: expr.span, notes });
    }
  }

  function tellNoValue({ name, span }: NameExpr, variable: Variable): void {
    const fault = (message: string, note: string) =>
      report({ code: "no-value", severity: "error", message, span, notes: [{ message: note }] });
    if (variable.kind === "module")
      fault(
        `‘${name}’ is a module, and has no value of its own.`,
        `A variable of it is written with a dot: ${name}.people`,
      );
    else if (variable.kind === "graph" && !isGraphOfTime(variable))
      fault(
        `‘${name}’ is a graph of ‘${variable.input.name}’: it has a value only at a given input.`,
        `Call it with its input: ${name}(…)`,
      );
  }

  // A spelling means the same everywhere but in brackets, behind a path and in functions.
  function calleeOf(call: CallExpr, scope: Scope, tell: Report): Callee | undefined {
    const { name, args } = call;
    if (scope.parameters || scope.place === "check" || call.over || call.subscripts)
      return findCallee(call, scope, vocabulary, suggest, tell);
    const counts = called.get(name) ?? [];
    if (counts.length === 0) called.set(name, counts);
    const callee = counts[args.length] ?? findCallee(call, scope, vocabulary, suggest, tell);
    counts[args.length] = callee;
    return callee;
  }

  function meaningOf(
    expr: NameExpr,
    scope: Scope,
    inBrackets: boolean,
    tell: Report = report,
  ): Meaning | undefined {
    if (inBrackets || scope.parameters || expr.ofLanguage || expr.path.length > 0)
      return findMeaning(expr, scope, inBrackets, tell);
    const before = known.get(expr.name);
    if (before) return before;
    const meaning = findMeaning(expr, scope, inBrackets, tell);
    if (meaning) known.set(expr.name, meaning);
    return meaning;
  }

  function findMeaning(expr: NameExpr, scope: Scope, inBrackets: boolean, tell: Report): Meaning | undefined {
    const { name } = expr;
    const folded = foldName(name);
    if (expr.path.length > 0) return meaningThroughPath(expr, scope, tell);
    if (scope.parameters?.has(folded)) return { kind: "parameter", name: folded };
    const word = clockWords.get(folded);
    const variable = expr.ofLanguage ? undefined : scope.variables.get(folded);
    // Other languages have other words for the clock, so that there a variable may be called `start time`.
    if (word && !(variable && vocabulary.isForeign)) return { kind: "clock", word };
    const dimension = vocabulary.dimensions.get(folded);
    const places = vocabulary.elements.get(folded);
    // `x[age - 1]` speaks of the dimension, even where a variable has its name.
    if (variable && !(inBrackets && (dimension || places))) return { kind: "variable", variable };
    if (dimension) return { kind: "dimension", dimension };
    const [place] = places ?? [];
    if (place) {
      if (places?.every(({ index }) => index === place.index)) return { kind: "element", ...place };
      const where = listNames(places?.map((each) => each.dimension.name) ?? []);
      const message = `‘${name}’ is an element of ${where}, at different positions.`;
      const notes = [{ message: `Say which is meant: ${place.dimension.name}.${name}` }];
      tell({ code: "ambiguous-element", severity: "error", message, span: expr.span, notes });
      return undefined;
    }
    const unit = vocabulary.units.get(folded);
    if (unit) return { kind: "unit", unit };
    if (tell === report) reportUnknown(expr, scope);
    return undefined;
  }

  /** `region.khatlon`: an element of a dimension. What leads through a module has its flat name by now. */
  function meaningThroughPath(
    { name, path, span }: NameExpr,
    scope: Scope,
    tell: Report,
  ): Meaning | undefined {
    const first = path[0] ?? "";
    const dimension = path.length === 1 ? vocabulary.dimensions.get(foldName(first)) : undefined;
    if (!dimension) {
      const message = `There is no module called ‘${first}’, so nothing can be read from it.`;
      const modules = [...scope.variables.values()].flatMap(({ origin }) =>
        origin?.kind === "module" ? origin.path.slice(0, 1) : [],
      );
      const more = suggest(first, new Set(modules));
      tell({ code: "unknown-module", severity: "error", message, span, ...more });
      return undefined;
    }
    const place = vocabulary.elements.get(foldName(name))?.find((each) => each.dimension === dimension);
    if (place) return { kind: "element", ...place };
    const message = `‘${name}’ is no element of ‘${dimension.name}’.`;
    const more = suggest(
      name,
      dimension.elements.map((element) => element.name),
    );
    tell({ code: "unknown-element", severity: "error", message, span, ...more });
    return undefined;
  }

  function reportUnknown({ name, span, subscripts, transposed }: NameExpr, scope: Scope): void {
    const note =
      scope.parameters && vocabulary.variables.has(foldName(name))
        ? "A function sees its parameters and its own variables only: hand this over as a parameter."
        : isFunctionName(name)
          ? `‘${foldName(name)}’ is a function, which is written with brackets: ${foldName(name)}(…)`
          : undefined;
    const isBare = !subscripts && !transposed;
    report({
      code: "unknown-name",
      severity: "error",
      message: `Nothing in this ${scope.parameters ? "function" : "system"} is called ‘${name}’.`,
      span,
      ...(note === undefined
        ? suggest(name, namesIn(scope, vocabulary), isBare ? span : undefined)
        : { notes: [{ message: note }] }),
    });
  }

  return { meanings, callees, reads, resolve, resolveVariable, resolveFlow };
}

const silent: Report = () => {};

function* namesIn(scope: Scope, vocabulary: Vocabulary): Generator<string> {
  for (const { name, origin } of scope.variables.values()) if (origin?.kind !== "call") yield name;
  yield* scope.parameters ?? [];
  yield* clockWords.keys();
  for (const { name } of vocabulary.dimensions.values()) yield name;
  yield* vocabulary.units.keys();
}

function wordFor(meaning: Meaning): string {
  switch (meaning.kind) {
    case "variable":
      return "a variable";
    case "clock":
      return "what the clock says";
    case "unit":
      return "a unit";
    case "dimension":
      return "a dimension";
    case "element":
      return `an element of ‘${meaning.dimension.name}’`;
    case "parameter":
      return "a parameter";
  }
}
