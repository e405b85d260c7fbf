import type { Facts } from "../check/facts.ts";
import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { printUnit } from "../model/unit.ts";
import type { Variable } from "../model/variable.ts";
import { elementName } from "./element.ts";
import { everyOf } from "./plan.ts";
import { type Quantity, quantityOf } from "./quantity.ts";

/** A quantity that people ask about, at no time yet. */
export interface Asked {
  /** As people write it. */
  readonly label: string;
  readonly title?: string;
  readonly unit?: string;
  readonly quantity: Quantity;
}

/**
 * What a model is about: what its claims say something of, those of which most is said first, then what was observed, then
 * its stocks. Each once.
 */
export function askedOf(facts: Facts, textOf: (span: Span) => string): readonly Asked[] {
  const { model } = facts;
  const effects = model.claims.flatMap(({ tests }) => tests.map(({ effect }) => effect));
  const observed = model.history.flatMap(({ bands }) => bands.map(({ quantity }) => quantity));
  const asked = (expr: Expr) => {
    const quantity = quantityOf(expr, facts);
    return quantity ? [describe(quantity, textOf(expr.span), facts)] : [];
  };
  const claimed = effects.flatMap(asked);
  const times = new Map<string, number>();
  for (const { label } of claimed) times.set(label, (times.get(label) ?? 0) + 1);
  claimed.sort((one, other) => times.get(other.label)! - times.get(one.label)!);
  const stocks = everyOf(facts, "stock").flatMap((stock) => elementsOf(stock, facts));
  const all = [...claimed, ...observed.flatMap(asked), ...stocks];
  return [...new Map(all.map((one) => [one.label, one])).values()];
}

/** Every element of a variable. */
function elementsOf(variable: Variable, facts: Facts): readonly Asked[] {
  const axes = facts.shapes.axes.get(variable) ?? [];
  const size = axes.reduce((product, { elements }) => product * elements.length, 1);
  return Array.from({ length: size }, (_, element) => {
    const quantity = { kind: "element", variable: foldName(variable.name), element } as const;
    return describe(quantity, elementName(variable.name, axes, element), facts);
  });
}

/** A quantity with what people are told of it. */
export function describe(quantity: Quantity, label: string, facts: Facts): Asked {
  if (quantity.kind === "expression") return { label, quantity };
  const variable = facts.names.variables.get(quantity.variable);
  const unit = variable && facts.units.variables.get(variable);
  const axes = (variable && facts.shapes.axes.get(variable)) ?? [];
  const labels = variable ? elementName("", axes, quantity.element) : "";
  const title = variable?.title;
  return {
    // One name for what is written in several ways.
    label: variable ? variable.name + labels : label,
    ...(title !== undefined && { title: title + labels }),
    ...(unit && { unit: printUnit(unit) }),
    quantity,
  };
}
