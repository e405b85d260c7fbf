import type { Expr, NameExpr } from "../../model/expression.ts";
import { foldName, nearestName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import { type BracketTools, translateBrackets, turnRound, wholeBrackets } from "./brackets.ts";
import { translateCall } from "./call.ts";
import { constantIn } from "./constant.ts";
import { errorAt } from "./fault.ts";
import { type Found, findVariable } from "./find.ts";
import { clockNames, isNamespace } from "./foreign.ts";
import { type Ground, plainly, type Surroundings, type Translate } from "./ground.ts";
import { itemOf } from "./item.ts";
import type { ModelNode } from "./terms.ts";

/** A translator of one variable's equations. What cannot be said is reported. */
export function createTranslator(ground: Ground): Translate {
  const translate: Translate = (expr, surroundings = plainly, inside = ground) => {
    // What a macro is written out as is translated by a translator of its own.
    if (inside !== ground) return createTranslator(inside)(expr, surroundings);
    switch (expr.kind) {
      case "name":
        return translateName(expr, surroundings);
      case "call":
        return translateCall(expr, { ground, surroundings, translate });
      case "unary":
        return { ...expr, operand: translate(expr.operand, surroundings) };
      case "binary": {
        const [left, right] = [translate(expr.left, surroundings), translate(expr.right, surroundings)];
        const { maker, findFunction } = ground.node.shared;
        const row = expr.op === "mod" && maker === "vensim" ? findFunction("mod", 2) : undefined;
        if (!row) return { ...expr, left, right };
        return {
          kind: "call",
          name: row.row.name,
          args: [left, right],
          nameSpan: expr.opSpan,
          span: expr.span,
        };
      }
      case "if": {
        const known = ground.expansion && constantIn(expr.condition, ground.node);
        if (known !== undefined) return translate(known !== 0 ? expr.yes : expr.no, surroundings);
        return {
          ...expr,
          condition: translate(expr.condition, surroundings),
          yes: translate(expr.yes, surroundings),
          no: translate(expr.no, surroundings),
        };
      }
      default:
        return expr;
    }
  };

  function translateName(expr: NameExpr, surroundings: Surroundings): Expr {
    const found = findVariable(expr, ground.node);
    if (found) return referTo(found, expr, surroundings);
    const parts = isNamespace(expr.path[0]) ? expr.path.slice(1) : expr.path;
    if (parts.length === 0) {
      const word = wordWithoutBrackets(expr);
      if (word) return word;
    }
    return unknownName(expr);
  }

  function referTo({ declared, path }: Found, expr: NameExpr, surroundings: Surroundings): Expr {
    const item = itemOf(expr, declared);
    if (item) return translate(item, surroundings);
    const { dimensions, name } = declared;
    const tools: BracketTools = {
      shared: ground.node.shared,
      left: ground.owner?.dimensions ?? [],
      ...surroundings,
      translate,
    };
    const { span, transposed } = expr;
    // Without brackets, a reversed array meets the dimensions of the left in reverse.
    const whole = { ...declared, dimensions: transposed ? dimensions.toReversed() : dimensions };
    const subscripts =
      expr.subscripts !== undefined
        ? translateBrackets(expr.subscripts, declared, tools)
        : dimensions.length > 0
          ? transposed && !surroundings.inReducer
            ? acrossTheLeft(tools, dimensions.length, span)
            : wholeBrackets(whole, span, tools)
          : undefined;
    const turned = !transposed
      ? subscripts
      : expr.subscripts === undefined
        ? subscripts?.toReversed()
        : subscripts && turnRound(subscripts, tools.shared);
    return { kind: "name", name, path, ...(turned && { subscripts: turned }), transposed: false, span };
  }

  /** `A'` without brackets follows the dimensions of the left, the last one first. */
  function acrossTheLeft({ left }: BracketTools, count: number, span: Span) {
    return left.slice(0, count).map((name) => ({ kind: "name", name, span }) as const);
  }

  /** `TIME`, `PI`, `SELF`, a dimension as a number, `Location.Boston`. */
  function wordWithoutBrackets(expr: NameExpr): Expr | undefined {
    const { span } = expr;
    const folded = foldName(expr.name);
    const plain = { kind: "name", path: [], transposed: false, span } as const;
    const clock = clockNames.get(folded);
    if (clock !== undefined) return { ...plain, name: clock, ofLanguage: true };
    if (folded === "self" && ground.owner)
      return referTo({ declared: ground.owner, home: ground.node, path: [] }, expr, plainly);
    const { dimensions } = ground.node.shared;
    const dimension = dimensions.get(folded);
    if (dimension) return { ...plain, name: dimension.name, ofLanguage: true };
    const row = ground.node.shared.findFunction(expr.name, 0);
    if (row) return { kind: "call", name: row.row.name, args: [], nameSpan: span, span };
    // Converted files name an element without its dimension.
    const homes = [...dimensions.values()].filter(({ elements }) =>
      elements.some(({ name }) => foldName(name) === folded),
    );
    const places = new Set(
      homes.map(({ elements }) => elements.findIndex(({ name }) => foldName(name) === folded)),
    );
    if (homes[0] && places.size === 1) return { ...plain, name: expr.name, path: [homes[0].name] };
    return undefined;
  }

  function unknownName(expr: NameExpr): Expr {
    const { span, path, name } = expr;
    const { dimensions } = ground.node.shared;
    const dimension = path.length === 1 ? dimensions.get(foldName(path[0]!)) : undefined;
    if (dimension) {
      if (dimension.elements.some((element) => foldName(element.name) === foldName(name)))
        return { ...expr, path: [dimension.name] };
      const message = `‘${name}’ is no element of ‘${dimension.name}’.`;
      ground.report(errorAt("unknown-element", message, span));
      return { kind: "error", span };
    }
    const written = [...path, name].join(".");
    const near = nearestName(written, namesIn(ground.node));
    const note = near === undefined ? undefined : `Is ‘${near}’ meant?`;
    ground.report(errorAt("unknown-name", `Nothing in this model is called ‘${written}’.`, span, note));
    return { kind: "error", span };
  }

  return translate;
}

function* namesIn(node: ModelNode): Generator<string> {
  for (const { name } of node.declared.values()) yield name;
  for (const [child, { declared }] of node.children)
    for (const { name } of declared.values()) yield `${child}.${name}`;
}
