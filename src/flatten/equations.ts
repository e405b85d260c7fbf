import type { Report } from "../model/diagnostic.ts";
import {
  type CallExpr,
  childrenOf,
  type Expr,
  type NameExpr,
  type Subscript,
  walkExpr,
} from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { FunctionDefinition } from "../model/system.ts";
import type {
  Auxiliary,
  Device,
  DimensionRef,
  Input,
  Memory,
  Origin,
  Part,
  Variable,
  VariableHead,
} from "../model/variable.ts";
import { type Box, noBox, partsOverBox, spreadParts } from "./box.ts";
import type { Callable, Rows } from "./callable.ts";
import { type Extent, extentOf, type Lands, type Site, takeStars } from "./extent.ts";
import { copyExpr, expressionsOf, rewriteChildren, rewriteVariable } from "./rewrite.ts";
import {
  type BodyScope,
  boxDimensions,
  byName,
  flatName,
  flatReference,
  type Scope,
  type SystemScope,
  systemAt,
} from "./scope.ts";

/** Where an expression stands, and what may come of it. */
export interface Place {
  readonly scope: Scope;
  /** The flat name of the variable whose definition it is, or what else it belongs to. */
  readonly owner: string;
  readonly site: Site;
  /** Whether calls in it may become hidden variables: not where a plain number must stand. */
  readonly mayHide: boolean;
  /** Under a reducer, stars stand for elements one after another. */
  readonly isUnderReducer: boolean;
  readonly isInBrackets: boolean;
  /** The functions whose bodies are open around it, the outermost first. */
  readonly open: readonly string[];
}

/** What flattening equations needs to know, and where what comes of it goes. */
export interface Workshop {
  readonly rows: Rows;
  readonly lands: Lands & { readonly dimensionsOf: Map<string, readonly DimensionRef[]> };
  /** Takes a variable of the flat model. */
  readonly add: (variable: Variable) => void;
  readonly report: Report;
}

/** So many expressions may come of all calls together: functions that call functions can grow without end. */
const mostWork = 2_000_000;
/** So many functions may be open one inside another. */
const mostOpen = 60;

/** Flattens expressions: names get their flat names, calls become hidden variables. */
export class Equations {
  readonly #workshop: Workshop;
  readonly #counts = new Map<string, number>();
  readonly #uses = new Map<FunctionDefinition, ReadonlyMap<string, number>>();
  #work = 0;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** A variable of a scope as one of the flat model. */
  variable(variable: Variable, scope: Scope, open: readonly string[], origin?: Origin): void {
    const { add, report } = this.#workshop;
    const dimensions = [...boxDimensions(scope, variable), ...variable.dimensions];
    const name = flatName(scope, variable.name);
    const place: Place = { ...plainPlace(scope, name, { dimensions }), mayHide: !isNumber(variable), open };
    const box = scope.kind === "body" && boxDimensions(scope, variable).length > 0 ? scope.box : noBox;
    const span = scope.kind === "body" ? (scope.at ?? variable.span) : variable.span;
    const spread = (parts: readonly Part[]): readonly Part[] => {
      const found = spreadParts(parts, box, variable.dimensions.length);
      if (found) return found;
      const message = `‘${variable.name}’ of a function has brackets of its own, and the equation that calls it is for a rest of elements that no brackets describe.`;
      report({ code: "call-for-the-rest", severity: "error", message, span });
      return [];
    };
    const parts = (written: readonly Part[]): readonly Part[] =>
      spread(written).map((part, _, all) => {
        const others = all.filter((other) => other !== part);
        return {
          ...part,
          value: this.expression(part.value, { ...place, site: { dimensions, part, others } }),
        };
      });
    const flat = rewriteVariable(variable, {
      parts,
      // What is for all elements may have an argument in it that is for some only: then it gets a name of its own.
      whole: (expr) => {
        if (!box.part) return this.expression(expr, place);
        const hidden = this.#fresh(name, "share");
        const equation = parts([{ subscripts: [], except: [], otherwise: false, value: expr, span }]);
        this.#hide(hidden, "share", dimensions, span, { kind: "aux", equation }, place, "share");
        return reference(hidden, dimensions, span);
      },
      flow: (flow) => {
        const read = this.expression(flow, place);
        return read.kind === "name" ? read : flow;
      },
      plain: (points) => points,
    });
    add({
      ...flat,
      name,
      dimensions,
      ...(scope.kind === "body" && {
        origin: { kind: "call", ...scope.origin, name: variable.name },
        nameSpan: scope.at ?? variable.nameSpan,
        span,
      }),
      ...(origin && { origin }),
    });
  }

  /** An input of a module as what its port says outside of it; the name of an array alone means each of its elements. */
  port(input: Input, value: Expr, inside: SystemScope, outside: SystemScope, origin: Origin): void {
    const { name: own, nameSpan, dimensions, equation: _, kind: __, ...rest } = input;
    const name = flatName(inside, own);
    const flat = this.expression(value, plainPlace(outside, name, { dimensions }));
    const isWhole = flat.kind === "name" && !flat.subscripts && !flat.transposed;
    const count = isWhole ? (this.#workshop.lands.dimensionsOf.get(foldName(flat.name))?.length ?? 0) : 0;
    const filled =
      isWhole && count > 0 && count === dimensions.length
        ? { ...reference(flat.name, dimensions, flat.span) }
        : flat;
    const equation = [{ subscripts: [], except: [], otherwise: false, value: filled, span: value.span }];
    this.#workshop.add({ ...rest, kind: "aux", name, nameSpan, dimensions, equation, origin });
  }

  expression(expr: Expr, place: Place): Expr {
    if (++this.#work > mostWork) return this.#tooMuch(expr.span);
    switch (expr.kind) {
      case "name":
        return this.#name(expr, place);
      case "call":
        return this.#call(expr, place);
      default:
        return this.#placed(
          rewriteChildren(expr, (child) => this.expression(child, place)),
          place,
        );
    }
  }

  /** In a body that is nobody's to look at, everything is where the call is. */
  #placed<Any extends Expr>(expr: Any, { scope }: Place): Any {
    return scope.kind === "body" && scope.at ? { ...expr, span: scope.at } : expr;
  }

  #name(written: NameExpr, place: Place): Expr {
    const { scope, isInBrackets } = place;
    const inBrackets = { ...place, isInBrackets: true };
    const inside = rewriteChildren(written, (child) => this.expression(child, inBrackets));
    if (inside.kind !== "name") return inside;
    // Facts about references are kept by object: each instance of a text has objects of its own.
    const isOnly = scope.kind === "system" && scope.path.length === 0;
    const expr = this.#placed(isOnly ? inside : { ...inside }, place);
    if (isOnly && expr.path.length === 0 && scope.modules.size === 0) return expr;
    const folded = foldName(expr.name);
    if (expr.ofLanguage) return expr;
    if (scope.kind === "body") {
      if (expr.path.length > 0) return expr;
      const argument = scope.parameters.get(folded);
      if (argument) return this.#argument(expr, argument);
      const own = scope.variables.get(folded);
      // Nothing of the body: what the language gives the name, whatever variables there are around it.
      return own && !(isInBrackets && this.#workshop.lands.dimensions.has(folded))
        ? flatReference(scope, own, expr)
        : { ...expr, ofLanguage: true };
    }
    if (expr.path.length > 0) return this.#throughPath(expr, place);
    const own = scope.variables.get(folded);
    if (!own || (isInBrackets && scope.places.has(folded))) return expr;
    if (own.kind === "module") return this.#moduleAsValue(own.name, expr.span);
    return scope.path.length === 0 ? expr : flatReference(scope, own, expr);
  }

  #throughPath(expr: NameExpr, { scope }: Place): Expr {
    const inside = scope.kind === "system" ? systemAt(scope, expr.path) : undefined;
    // `region.khatlon`, or a module that does not exist.
    if (!inside) return expr;
    if (inside === "unread") return { kind: "error", span: expr.span };
    const found = inside.variables.get(foldName(expr.name));
    if (found?.kind === "module") return this.#moduleAsValue(expr.name, expr.span);
    return { ...expr, name: flatName(inside, found?.name ?? expr.name), path: [] };
  }

  #moduleAsValue(name: string, span: Span): Expr {
    this.#workshop.report({
      code: "no-value",
      severity: "error",
      message: `‘${name}’ is a module, and has no value of its own.`,
      span,
      notes: [{ message: `A variable of it is written with a dot: ${name}.people` }],
    });
    return { kind: "error", span };
  }

  /** What is handed over stands in place of the parameter; brackets of the body go to an array that is handed over. */
  #argument(expr: NameExpr, argument: Expr): Expr {
    if (!expr.subscripts && !expr.transposed) return copyExpr(argument);
    if (argument.kind === "name" && !argument.subscripts)
      return {
        ...argument,
        ...(expr.subscripts && { subscripts: expr.subscripts }),
        transposed: expr.transposed !== argument.transposed,
      };
    if (argument.kind === "error") return argument;
    this.#workshop.report({
      code: "argument-no-array",
      severity: "error",
      message: `The function picks elements of ‘${expr.name}’, and what is handed over here is no array.`,
      span: argument.span,
      notes: [{ message: "Hand over the name of an array, without brackets.", span: expr.span }],
    });
    return { kind: "error", span: argument.span };
  }

  #call(expr: CallExpr, place: Place): Expr {
    const { scope } = place;
    const { rows } = this.#workshop;
    const folded = foldName(expr.name);
    const count = expr.args.length;
    const isUnderReducer = place.isUnderReducer || (!expr.over && rows.isReducer(folded, count));
    const flat = (call: CallExpr, name: string = call.name): CallExpr =>
      this.#placed(
        {
          ...rewriteChildren(call, (child) => this.expression(child, { ...place, isUnderReducer })),
          name,
        } as CallExpr,
        place,
      );

    const parameter = scope.kind === "body" ? scope.parameters.get(folded) : undefined;
    if (parameter?.kind === "name") {
      const { subscripts } = parameter;
      return flat(subscripts && !expr.subscripts ? { ...expr, subscripts } : expr, parameter.name);
    }
    if (parameter) {
      this.#workshop.report({
        code: "argument-no-graph",
        severity: "error",
        message: `The function calls ‘${expr.name}’, and what is handed over for it is no graph.`,
        span: parameter.span,
        notes: [{ message: "Hand over the name of a graph, without brackets." }],
      });
      return { kind: "error", span: parameter.span };
    }
    const graph = scope.variables.get(folded);
    if (graph?.kind === "graph") return flat(expr, flatName(scope, graph.name));
    const callable = this.#find(expr, scope);
    const fault = (code: string, message: string): Expr => {
      this.#workshop.report({ code, severity: "error", message, span: expr.span });
      return { kind: "error", span: expr.span };
    };
    if (callable?.kind === "no order")
      return fault(
        "order-not-a-number",
        `The ${callable.parameter} of ‘${expr.name}’ must be written as a whole number.`,
      );
    if (expr.output !== undefined && !hasOutput(callable, expr.output))
      return fault(
        "unknown-output",
        `‘${expr.name}’ is no function of your own, and has no ‘${expr.output}’.`,
      );
    if (!callable) return flat(this.#withVariables(expr, place));
    return this.#expand(expr, callable, place);
  }

  /**
   * Where a function finds its own way through a variable and is given an expression, that gets a name of its own. What
   * has no element of its own is counted from the first.
   */
  #withVariables(call: CallExpr, place: Place): CallExpr {
    const { rows, lands } = this.#workshop;
    const wholes = rows.wholes(foldName(call.name), call.args.length);
    if (wholes.every((i) => call.args[i]?.kind === "name") || !place.mayHide || place.isUnderReducer)
      return call;
    const args = call.args.map((arg, i): Expr => {
      if (arg.kind === "name" || !wholes.includes(i)) return arg;
      const value = this.expression(arg, place);
      const extent = extentOf(place.site, [value], [], lands, arg.span);
      if ("conflict" in extent) return arg;
      const name = this.#fresh(place.owner, foldName(call.name));
      const hidden = this.#named(name, call.name, value, extent.box, place, call.name);
      const first: Expr = { kind: "number", value: 1, span: arg.span };
      const subscripts = hidden.subscripts?.map(
        ({ span }): Subscript => ({ kind: "position", index: first, span }),
      );
      return { ...hidden, ...(subscripts && { subscripts }) };
    });
    return { ...call, args };
  }

  #find({ name, args }: CallExpr, scope: Scope): ReturnType<Rows["callable"]> {
    const definition = scope.functions.get(foldName(name));
    const handed = (arg: Expr) =>
      (arg.kind === "name" && scope.kind === "body" && scope.parameters.get(foldName(arg.name))) || arg;
    if (!definition) return this.#workshop.rows.callable(foldName(name), args.map(handed));
    return args.length === definition.parameters.length ? { kind: "own", definition } : undefined;
  }

  /** A call becomes a reference to a hidden variable, or what a function without a memory comes to. */
  #expand(call: CallExpr, callable: Callable, place: Place): Expr {
    const { report } = this.#workshop;
    const span = this.#placed(call, place).span;
    const fault = (code: string, message: string, note?: string): Expr => {
      report({
        code,
        severity: "error",
        message,
        span,
        ...(note !== undefined && { notes: [{ message: note }] }),
      });
      return { kind: "error", span };
    };
    const { name } = call;
    const key =
      callable.kind === "own" ? `own ${foldName(name)}` : `row ${foldName(name)} ${call.args.length}`;
    if (place.open.includes(key)) {
      const circle = [...place.open.slice(place.open.indexOf(key)), key]
        .map((one) => `‘${one.split(" ")[1]}’`)
        .join(" calls ");
      return fault("function-circle", `A function cannot call itself: ${circle}.`);
    }
    if (place.open.length >= mostOpen)
      return fault("too-deep", `Functions call functions that call functions, more than ${mostOpen} deep.`);

    const written = call.args.map((arg) => this.expression(arg, place));
    const parameters = callable.kind === "own" ? callable.definition.parameters : callable.row.parameters;
    const args = parameters.map((parameter, i): Expr => {
      const otherwise = "otherwise" in parameter ? (parameter.otherwise ?? 0) : 0;
      return written[i] ?? { kind: "number", value: otherwise, span };
    });
    if (callable.kind !== "row" && callable.definition.body.length === 0 && call.output === undefined)
      return this.#inline(call, callable, args, place, key);
    if (!place.mayHide)
      return fault(
        "no-memory-here",
        `‘${name}’ has a memory, and here stands what must be known before the run.`,
        "Give what it computes a name of its own: aux name = …",
      );
    const offside = written
      .flatMap(walkExpr)
      .find(({ kind }) => kind === "at" || kind === "base" || kind === "percent");
    if (offside)
      return fault(
        "no-memory-here",
        `‘${name}’ looks at every step of a run, and this at one.`,
        "Put the ‘@’ behind the brackets.",
      );

    const starless = place.isUnderReducer
      ? takeStars(args, place.site, this.#workshop.lands)
      : { args, stars: [] };
    const extent = extentOf(place.site, args, starless.stars, this.#workshop.lands, span);
    if ("fault" in starless && starless.fault)
      return fault(
        "stars-in-call",
        `The elements that ‘${name}’ is to go through here do not run side by side.`,
        "Give what it computes a name of its own: aux name[region] = …",
      );
    if ("conflict" in extent)
      return fault(
        "stars-in-call",
        `‘${name}’ would be over ‘${extent.conflict}’ twice: by this equation, and by its stars.`,
        "Give what it computes a name of its own: aux name[region] = …",
      );
    const base = this.#fresh(place.owner, foldName(name));
    const result =
      callable.kind === "row"
        ? this.#remember(callable.row, base, starless.args, extent, span, place)
        : this.#instance(call, callable, base, starless.args, extent, place, key);
    if (!result) return { kind: "error", span };
    return { ...result, written: { ...call, args: written, span }, span };
  }

  #remember(
    row: Extract<Callable, { kind: "row" }>["row"],
    base: string,
    args: readonly Expr[],
    { box, picks }: Extent,
    span: Span,
    place: Place,
  ): NameExpr {
    const over = (value: Expr) => partsOverBox(value, box, span);
    const definition: Definition =
      row.kind === "device"
        ? { kind: "device", device: row.name, inputs: args.map(over) }
        : {
            kind: "memory",
            starts: over(args[row.starts]!),
            next: row.next === undefined ? [] : over(args[row.next]!),
          };
    this.#hide(base, row.name, box.dimensions, span, definition, place, row.name);
    return pick(base, picks, span);
  }

  #instance(
    call: CallExpr,
    callable: Exclude<Callable, { kind: "row" }>,
    base: string,
    args: readonly Expr[],
    { box, picks }: Extent,
    place: Place,
    key: string,
  ): NameExpr | undefined {
    const { definition } = callable;
    const { report } = this.#workshop;
    const span = this.#placed(call, place).span;
    const at = callable.kind === "macro" ? span : place.scope.kind === "body" ? place.scope.at : undefined;
    const uses = this.#usesOf(definition);
    const parameters = new Map<string, Expr>();
    for (const [i, { name }] of definition.parameters.entries()) {
      const argument = args[i]!;
      const isOften = (uses.get(foldName(name)) ?? 0) > 1;
      parameters.set(
        foldName(name),
        isOften && isWorthAName(argument, this.#workshop.rows)
          ? this.#named(`${base}>${name}`, name, argument, box, place, definition.name)
          : argument,
      );
    }
    const variables = byName(definition.body);
    const functions = callable.kind === "own" ? place.scope.functions : noFunctions;
    const origin = originIn(place, definition.name);
    const scope: BodyScope = {
      kind: "body",
      base,
      variables,
      parameters,
      box,
      functions,
      origin,
      ...(at && { at }),
    };
    const open = [...place.open, key];
    for (const variable of definition.body) {
      const twice = variable.dimensions.find((own) =>
        boxDimensions(scope, variable).some(({ name }) => foldName(name) === foldName(own.name)),
      );
      if (twice) {
        const message = `‘${variable.name}’ of ‘${definition.name}’ is over ‘${twice.name}’, and so is the equation that calls it.`;
        report({
          code: "dimension-twice",
          severity: "error",
          message,
          span,
          notes: [{ message: "It is declared here.", span: variable.nameSpan }],
        });
        return undefined;
      }
      this.#workshop.lands.dimensionsOf.set(foldName(flatName(scope, variable.name)), [
        ...boxDimensions(scope, variable),
        ...variable.dimensions,
      ]);
    }
    for (const variable of definition.body) this.variable(variable, scope, open);

    const wanted =
      call.output ??
      (definition.result.kind === "name" && !definition.result.subscripts
        ? definition.result.name
        : undefined);
    const own = wanted === undefined ? undefined : variables.get(foldName(wanted));
    if (call.output !== undefined && !own) {
      const message = `‘${definition.name}’ has no variable called ‘${call.output}’.`;
      report({ code: "unknown-output", severity: "error", message, span });
      return undefined;
    }
    if (own) {
      const numbers = boxDimensions(scope, own).length === 0 && box.dimensions.length > 0;
      return pick(flatName(scope, own.name), numbers ? [] : picks, span);
    }
    const result = `${base}>result`;
    const value = this.expression(definition.result, {
      ...plainPlace(scope, result, siteOf(box, span)),
      open,
    });
    const equation = partsOverBox(value, box, span);
    this.#hide(result, "result", box.dimensions, span, { kind: "aux", equation }, place, definition.name);
    return pick(result, picks, span);
  }

  /** The result of a function without a body, in place of its call. */
  #inline(
    call: CallExpr,
    callable: Exclude<Callable, { kind: "row" }>,
    args: readonly Expr[],
    place: Place,
    key: string,
  ): Expr {
    const { definition } = callable;
    const uses = this.#usesOf(definition);
    const span = this.#placed(call, place).span;
    const parameters = new Map<string, Expr>();
    let base: string | undefined;
    for (const [i, { name }] of definition.parameters.entries()) {
      const argument = args[i]!;
      const isOften = (uses.get(foldName(name)) ?? 0) > 1 && isWorthAName(argument, this.#workshop.rows);
      const mayName = place.mayHide && !place.isUnderReducer && !place.isInBrackets;
      const extent =
        isOften && mayName ? extentOf(place.site, [argument], [], this.#workshop.lands, span) : undefined;
      if (!extent || "conflict" in extent) parameters.set(foldName(name), argument);
      else {
        base ??= this.#fresh(place.owner, foldName(definition.name));
        parameters.set(
          foldName(name),
          this.#named(`${base}>${name}`, name, argument, extent.box, place, definition.name),
        );
      }
    }
    const at = callable.kind === "macro" ? span : place.scope.kind === "body" ? place.scope.at : undefined;
    const functions = callable.kind === "own" ? place.scope.functions : noFunctions;
    const scope: BodyScope = {
      kind: "body",
      base: base ?? place.owner,
      variables: new Map(),
      parameters,
      box: noBox,
      functions,
      origin: originIn(place, definition.name),
      ...(at && { at }),
    };
    return this.expression(definition.result, { ...place, scope, open: [...place.open, key] });
  }

  /** An argument that is used more than once gets a name, so that it is worked out once. */
  #named(name: string, shown: string, argument: Expr, box: Box, place: Place, what: string): NameExpr {
    const { span } = argument;
    const equation = partsOverBox(argument, box, span);
    this.#hide(name, shown, box.dimensions, span, { kind: "aux", equation }, place, what);
    return reference(name, box.dimensions, span);
  }

  #hide(
    name: string,
    shown: string,
    dimensions: readonly DimensionRef[],
    span: Span,
    definition: Definition,
    place: Place,
    what: string,
  ): void {
    this.#workshop.lands.dimensionsOf.set(foldName(name), dimensions);
    const origin: Origin = { kind: "call", ...originIn(place, what), name: shown };
    this.#workshop.add({ name, nameSpan: span, dimensions, origin, span, ...definition });
  }

  /** A name for the hidden variables of one more call in the definition of a variable. */
  #fresh(owner: string, what: string): string {
    const key = `${foldName(owner)}>${what}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return `${owner}>${what} ${count}`;
  }

  /** How often the body of a function speaks of each of its names, by folded name. */
  #usesOf(definition: FunctionDefinition): ReadonlyMap<string, number> {
    const known = this.#uses.get(definition);
    if (known) return known;
    const uses = new Map<string, number>();
    for (const expr of [...definition.body.flatMap(expressionsOf), definition.result]) {
      for (const part of walkExpr(expr)) {
        if (part.kind === "name" || part.kind === "call")
          uses.set(foldName(part.name), (uses.get(foldName(part.name)) ?? 0) + 1);
      }
    }
    this.#uses.set(definition, uses);
    return uses;
  }

  /** Whether there was more to write out than can be. */
  get isTooMuch(): boolean {
    return this.#work > mostWork;
  }

  #tooMuch(span: Span): Expr {
    if (this.#work === mostWork + 1) {
      const message = `The functions of this model, written out, come to more than ${mostWork / 1e6} million parts.`;
      const notes = [
        {
          message:
            "Functions that call functions several times grow quickly: give what they compute names of their own.",
        },
      ];
      this.#workshop.report({ code: "too-many-calls", severity: "error", message, span, notes });
    }
    return { kind: "error", span };
  }
}

/** What a hidden variable is, besides what every variable says of itself. */
type Definition = Own<Auxiliary> | Own<Memory> | Own<Device>;
type Own<Kind extends Variable> = Omit<Kind, keyof VariableHead>;

/** Of one's own functions, it is seen later; of Hence's, only some have any. */
function hasOutput(callable: ReturnType<Rows["callable"]>, output: string): boolean {
  if (callable?.kind !== "macro") return callable?.kind === "own";
  return callable.row.outputs?.some((name) => name === foldName(output)) ?? false;
}

const noFunctions: ReadonlyMap<string, FunctionDefinition> = new Map();

/** A place where any call may become hidden variables. */
export function plainPlace(scope: Scope, owner: string, site: Site): Place {
  return { scope, owner, site, mayHide: true, isUnderReducer: false, isInBrackets: false, open: [] };
}

/** Whose call it is, however many functions lie between. */
function originIn({ scope, owner }: Place, what: string): BodyScope["origin"] {
  return scope.kind === "body" ? scope.origin : { owner, function: what };
}

/** The elements that a box is for, as those of an equation. */
function siteOf(box: Box, span: Span): Site {
  const value: Expr = { kind: "error", span };
  const parts = partsOverBox(value, box, span);
  const part = parts.find((one) => one.value === value);
  return { dimensions: box.dimensions, ...(part && { part, others: parts.filter((one) => one !== part) }) };
}

function reference(name: string, dimensions: readonly DimensionRef[], span: Span): NameExpr {
  return pick(
    name,
    dimensions.map((dimension): Subscript => ({ kind: "name", name: dimension.name, span })),
    span,
  );
}

function pick(name: string, subscripts: readonly Subscript[], span: Span): NameExpr {
  return {
    kind: "name",
    name,
    path: [],
    ...(subscripts.length > 0 && { subscripts }),
    transposed: false,
    span,
  };
}

/** Whether it pays to work an argument out once: numbers and names need no name, and free stars belong to the body. */
function isWorthAName(argument: Expr, rows: Rows): boolean {
  if (argument.kind === "number" || argument.kind === "name" || argument.kind === "error") return false;
  if (argument.kind === "unary") return isWorthAName(argument.operand, rows);
  return !hasFreeStar(argument, rows);
}

function hasFreeStar(expr: Expr, rows: Rows): boolean {
  if (expr.kind === "error") return true;
  if (expr.kind === "call" && rows.isReducer(foldName(expr.name), expr.args.length)) return false;
  if (expr.kind === "name" && expr.subscripts?.some(({ kind }) => kind === "all" || kind === "range"))
    return true;
  return childrenOf(expr).some((child) => hasFreeStar(child, rows));
}

function isNumber({ kind }: Variable): boolean {
  return kind === "const" || kind === "lever" || kind === "switch";
}
