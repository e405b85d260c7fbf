import { type CallExpr, childrenOf, type Expr, type NameExpr, type Subscript } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Dimension, Mapping } from "../model/system.ts";
import type { DimensionRef, PartSubscript } from "../model/variable.ts";
import type { Box, PartShape } from "./box.ts";

/** What is known of dimensions before they are resolved, and over which ones the variables of the flat model are. */
export interface Lands {
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly mappings: readonly Mapping[];
  /** By the folded flat name of the variable. */
  readonly dimensionsOf: ReadonlyMap<string, readonly DimensionRef[]>;
  /** Whether a call, by its name and number of arguments, brings elements together. */
  readonly isReducer: (name: string, argumentCount: number) => boolean;
}

/** The elements that an equation is for. */
export interface Site {
  readonly dimensions: readonly DimensionRef[];
  readonly part?: PartShape;
  /** The other parts of the same definition. */
  readonly others?: readonly PartShape[];
}

/** A star of a call under a reducer: the dimension that hidden variables get for it, and what stands in the reference to them. */
export interface Star {
  readonly key: string;
  readonly dimension: string;
  readonly reference: Subscript;
}

/** What a call's hidden variables are over, and how the equation that holds the call picks from them. */
export interface Extent {
  readonly box: Box;
  readonly picks: readonly Subscript[];
}

/**
 * The box of a call in an equation, as small as is safe: an element that the equation is for needs no dimension, and a
 * subrange is one, where the arguments speak of nothing but what is left.
 */
export function extentOf(
  site: Site,
  args: readonly Expr[],
  stars: readonly Star[],
  lands: Lands,
  span: Span,
): Extent | { readonly conflict: string } {
  const mentioned = mentionedDimensions(args, lands);
  const starred = new Set(stars.map(({ dimension }) => foldName(dimension)));
  const overlap = site.dimensions.find(({ name }) => starred.has(foldName(name)));
  if (overlap && site.dimensions.some(({ name }) => mentioned === "any" || mentioned.has(foldName(name))))
    return { conflict: overlap.name };
  const behind = stars.map(({ dimension }) => ({ name: dimension, span }));
  const starPicks = stars.map(({ reference }) => ({ ...reference, span }));
  const finish = (dimensions: readonly DimensionRef[], part?: Box["part"]): Extent => ({
    box: {
      dimensions: [...dimensions, ...behind],
      ...(part && { part: withStars(part, behind.length, span) }),
    },
    picks: [...dimensions.map(({ name }): Subscript => ({ kind: "name", name, span })), ...starPicks],
  });
  if (overlap) return finish([]);

  const { dimensions, part, others = [] } = site;
  if (!part || (part.subscripts.length === 0 && !part.otherwise)) return finish(dimensions);
  if (!part.otherwise && part.except.length === 0 && part.subscripts.length === dimensions.length) {
    const left = part.subscripts.flatMap((subscript, i) => narrowed(subscript, dimensions[i]!, lands));
    const names = new Set(left.map(({ name }) => foldName(name)));
    const fits = mentioned !== "any" && [...mentioned].every((name) => names.has(name));
    if (fits && names.size === left.length) return finish(left);
  }
  if (!part.otherwise)
    return finish(dimensions, { kind: "inside", subscripts: part.subscripts, except: part.except });
  const shapes = others.filter(({ otherwise }) => !otherwise);
  if (shapes.some(({ except }) => except.length > 0))
    return finish(dimensions, { kind: "rest", others: shapes });
  return finish(dimensions, {
    kind: "inside",
    subscripts: dimensions.map(() => ({ kind: "all", span })),
    except: shapes.map(({ subscripts }) => subscripts),
  });
}

/** What is left of a dimension where an equation is for a part of it: nothing of it for one element. */
function narrowed(
  subscript: PartSubscript,
  dimension: DimensionRef,
  { dimensions }: Lands,
): readonly DimensionRef[] {
  if (subscript.kind === "all") return [dimension];
  return dimensions.has(foldName(subscript.name)) ? [{ name: subscript.name, span: subscript.span }] : [];
}

function withStars(part: NonNullable<Box["part"]>, count: number, span: Span): NonNullable<Box["part"]> {
  const stars = Array.from({ length: count }, (): PartSubscript => ({ kind: "all", span }));
  if (part.kind === "inside") {
    const except = part.except.map((out) => [...out, ...stars]);
    return { ...part, subscripts: [...part.subscripts, ...stars], except };
  }
  const others = part.others.map((other) => ({
    ...other,
    subscripts: [...other.subscripts, ...stars],
    except: other.except.map((out) => [...out, ...stars]),
  }));
  return { ...part, others };
}

/** The folded names of the dimensions that expressions follow; `any` where they follow the equation without saying so. */
function mentionedDimensions(exprs: readonly Expr[], lands: Lands): ReadonlySet<string> | "any" {
  const found = new Set<string>();
  let any = false;
  const visit = (expr: Expr): void => {
    if (expr.kind === "name") {
      const folded = foldName(expr.name);
      const own = lands.dimensionsOf.get(folded);
      if (expr.path.length === 0 && !own && lands.dimensions.has(folded)) found.add(folded);
      if (expr.transposed && !expr.subscripts) any = true;
      if (!expr.subscripts) for (const { name } of own ?? []) found.add(foldName(name));
    } else if (expr.kind === "call") {
      if (!expr.subscripts)
        for (const { name } of lands.dimensionsOf.get(foldName(expr.name)) ?? []) found.add(foldName(name));
    }
    if (expr.kind === "name" || expr.kind === "call") {
      for (const subscript of expr.subscripts ?? []) {
        if (subscript.kind === "name" && lands.dimensions.has(foldName(subscript.name)))
          found.add(foldName(subscript.name));
      }
    }
    for (const child of childrenOf(expr)) visit(child);
  };
  for (const expr of exprs) visit(expr);
  return any ? "any" : found;
}

/** Arguments under a reducer in which the stars of that reducer are replaced by dimensions, and these stars. */
export interface Starless {
  readonly args: readonly Expr[];
  readonly stars: readonly Star[];
  /** A star that cannot be replaced. */
  readonly fault?: Span;
}

/** Takes the stars out of the arguments of a call that stands under a reducer, but for those of reducers inside. */
export function takeStars(args: readonly Expr[], site: Site, lands: Lands): Starless {
  const stars = new Map<string, Star>();
  let fault: Span | undefined;

  const take = (star: Star, span: Span): Subscript => {
    const before = stars.get(star.key);
    if (before && foldName(before.dimension) !== foldName(star.dimension)) fault ??= span;
    if ([...stars].some(([key, { dimension }]) => key !== star.key && dimension === star.dimension))
      fault ??= span;
    stars.set(star.key, before ?? star);
    return { kind: "name", name: (before ?? star).dimension, span };
  };
  const inBrackets = <Reference extends NameExpr | CallExpr>(expr: Reference): Reference => {
    const own = lands.dimensionsOf.get(foldName(expr.name));
    if (!own || !expr.subscripts) return expr;
    const met = new Map<string, number>();
    const subscripts = expr.subscripts.map((subscript, i) => {
      const axis = own[i]?.name;
      const dimension = axis === undefined ? undefined : starredDimension(subscript, axis, site, lands);
      if (axis === undefined || dimension === undefined) return subscript;
      const family = familyOf(axis, lands);
      const count = met.get(family) ?? 0;
      met.set(family, count + 1);
      // A star with a name keeps it, so that it still runs together with others of that name.
      const isKept = subscript.kind === "range" || subscript.kind === "all";
      const reference: Subscript = isKept ? subscript : { kind: "all", span: subscript.span };
      return take({ key: `${family} ${count}`, dimension, reference }, subscript.span);
    });
    return { ...expr, subscripts };
  };
  const visit = (expr: Expr): Expr => {
    if (expr.kind === "name") return inBrackets(expr);
    if (expr.kind === "call") {
      if (lands.isReducer(foldName(expr.name), expr.args.length)) return expr;
      return { ...inBrackets(expr), args: expr.args.map(visit) };
    }
    if (expr.kind === "unary") return { ...expr, operand: visit(expr.operand) };
    if (expr.kind === "binary") return { ...expr, left: visit(expr.left), right: visit(expr.right) };
    if (expr.kind === "if")
      return { ...expr, condition: visit(expr.condition), yes: visit(expr.yes), no: visit(expr.no) };
    return expr;
  };
  const visited = args.map(visit);
  return { args: visited, stars: [...stars.values()], ...(fault && { fault }) };
}

/** The dimension that a place between brackets goes through under a reducer; undefined where it picks one element. */
function starredDimension(
  subscript: Subscript,
  axis: string,
  { dimensions: around, part }: Site,
  lands: Lands,
): string | undefined {
  switch (subscript.kind) {
    case "all":
      return subscript.of ?? axis;
    case "range":
      return axis;
    case "position":
      return undefined;
    case "name": {
      const { name } = subscript;
      if (!lands.dimensions.has(foldName(name))) return undefined;
      if (around.some((each) => foldName(each.name) === foldName(name))) return undefined;
      // What the brackets of the equation name is the element at hand, in reducers too.
      if (part?.subscripts.some((one) => one.kind === "name" && foldName(one.name) === foldName(name)))
        return undefined;
      const root = rootOf(name, lands);
      const isMapped = around.some((each) =>
        lands.mappings.some(
          ({ from, to }) => rootOf(from, lands) === rootOf(each.name, lands) && rootOf(to, lands) === root,
        ),
      );
      return isMapped ? undefined : name;
    }
  }
}

/** The dimension that stands by itself at the end of all `of` and other names; circles are told of elsewhere. */
function rootOf(name: string, { dimensions }: Lands): string {
  return climb(name, dimensions, true);
}

/** Subranges count as what they are of; another name for a dimension is a family of its own. */
function familyOf(name: string, { dimensions }: Lands): string {
  return climb(name, dimensions, false);
}

function climb(name: string, dimensions: ReadonlyMap<string, Dimension>, throughAliases: boolean): string {
  const seen = new Set<string>();
  let key = foldName(name);
  while (!seen.has(key)) {
    seen.add(key);
    const dimension = dimensions.get(key);
    const [only, second] = dimension?.elements ?? [];
    const alias = throughAliases && only && !second ? foldName(only.name) : undefined;
    const above = dimension?.of !== undefined ? foldName(dimension.of) : alias;
    if (above === undefined || !dimensions.has(above)) return key;
    key = above;
  }
  return key;
}
