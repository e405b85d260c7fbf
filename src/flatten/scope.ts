import type { Expr, NameExpr, Subscript } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { FunctionDefinition, Model } from "../model/system.ts";
import type { DimensionRef, Variable } from "../model/variable.ts";
import type { Box } from "./box.ts";

/** Where an expression stands: what its names mean. */
export type Scope = SystemScope | BodyScope;

/** The whole system, or one that stands in it as a module. */
export interface SystemScope {
  readonly kind: "system";
  readonly model: Model;
  /** The modules that lead to it; none for the whole. */
  readonly path: readonly string[];
  /** By folded name. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** The systems of its modules, by the folded name of the module; undefined where one was not read. */
  readonly modules: Map<string, SystemScope | undefined>;
  /** Names that are dimensions or elements, which count in brackets. */
  readonly places: ReadonlySet<string>;
  /** The dimensions of the modules that lead to it: over them is all that is in it. */
  readonly over: readonly DimensionRef[];
  readonly around?: SystemScope;
}

/** The body of a function, in one call of it. */
export interface BodyScope {
  readonly kind: "body";
  /** What the names of its variables begin with: `wage>smooth 1`. */
  readonly base: string;
  readonly variables: ReadonlyMap<string, Variable>;
  /** The arguments of the call, by the folded name of the parameter. They mean what they mean where the call stands. */
  readonly parameters: ReadonlyMap<string, Expr>;
  /** Over which elements its variables are, besides their own dimensions. */
  readonly box: Box;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** The variable whose definition holds the call, and the function that it calls there. */
  readonly origin: { readonly owner: string; readonly function: string };
  /** Of a function of Hence's own: where its call stands. Its text is nobody's to look at. */
  readonly at?: Span;
}

/** The scope of a whole model. */
export function rootScope(model: Model): SystemScope {
  return systemScope(model, [], [], undefined);
}

/** The scope of a system that stands as a module in another. */
export function systemScope(
  model: Model,
  path: readonly string[],
  over: readonly DimensionRef[],
  around: SystemScope | undefined,
): SystemScope {
  return {
    kind: "system",
    model,
    path,
    over,
    variables: byName(model.variables),
    functions: byName(model.functions),
    modules: new Map(),
    places: new Set(
      model.dimensions
        .flatMap(({ name, elements }) => [name, ...elements.map((element) => element.name)])
        .map(foldName),
    ),
    ...(around && { around }),
  };
}

/** By folded name; of two with one name, the first. */
export function byName<Item extends { readonly name: string }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> {
  return new Map(items.map((item): [string, Item] => [foldName(item.name), item]).reverse());
}

/** What a variable of a scope is called in the flat model. */
export function flatName(scope: Scope, name: string): string {
  return scope.kind === "body" ? `${scope.base}>${name}` : [...scope.path, name].join(".");
}

/**
 * The dimensions that a variable of a body or an array of modules has before its own: its tables are the same for all
 * elements, and so are the numbers of a body.
 */
export function boxDimensions(scope: Scope, { kind }: Variable): readonly DimensionRef[] {
  if (kind === "graph" || kind === "data") return [];
  if (scope.kind === "system") return scope.over;
  return kind === "const" || kind === "lever" || kind === "switch" ? [] : scope.box.dimensions;
}

/** The reference to a variable of a scope in the flat model. */
export function flatReference(
  scope: Scope,
  variable: Variable,
  expr: NameExpr,
  isUnderReducer = false,
): NameExpr {
  const before = boxDimensions(scope, variable).map(
    ({ name }): Subscript => ({ kind: "name", name, span: expr.span }),
  );
  const subscripts = [...before, ...(expr.subscripts ?? [])];
  // All of an array of a module is all that its own element has of it.
  if (scope.kind === "system" && before.length > 0 && !expr.subscripts)
    for (const { name } of variable.dimensions)
      subscripts.push(
        isUnderReducer ? { kind: "all", span: expr.span } : { kind: "name", name, span: expr.span },
      );
  const { subscripts: _, ...bare } = expr;
  return {
    ...bare,
    name: flatName(scope, variable.name),
    path: [],
    ...((subscripts.length > 0 || expr.subscripts) && { subscripts }),
  };
}

/** The system that the path of a name leads to, in which its last part is looked up; undefined where it leads nowhere. */
export function systemAt(scope: SystemScope, path: readonly string[]): SystemScope | "unread" | undefined {
  let here: SystemScope = scope;
  let rest = path;
  if (rest[0] === "") {
    while (here.around) here = here.around;
    rest = rest.slice(1);
  }
  for (const part of rest) {
    const key = foldName(part);
    if (!here.modules.has(key)) return undefined;
    const inside = here.modules.get(key);
    if (!inside) return "unread";
    here = inside;
  }
  return here;
}

/** Over which dimensions the variables of all systems are, by their flat names. */
export function registerVariables(
  scope: SystemScope,
  dimensionsOf: Map<string, readonly DimensionRef[]>,
): void {
  for (const variable of scope.variables.values()) {
    const { kind, name } = variable;
    const dimensions = [...boxDimensions(scope, variable), ...variable.dimensions];
    if (kind !== "module" && dimensions.length > 0)
      dimensionsOf.set(foldName([...scope.path, name].join(".")), dimensions);
  }
  for (const inside of scope.modules.values()) if (inside) registerVariables(inside, dimensionsOf);
}

/** How many of the dimensions of an array of modules, counted from the outermost, a place in one of its elements is in too. */
export function sharedOver(scope: SystemScope, place: SystemScope): number {
  const around = new Set<SystemScope>();
  for (let here: SystemScope | undefined = place; here; here = here.around) around.add(here);
  let common: SystemScope | undefined = scope;
  while (common && !around.has(common)) common = common.around;
  return common?.over.length ?? 0;
}
