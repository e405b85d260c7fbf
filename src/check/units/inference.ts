import type { Remark } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import { dimensionless, isDimensionless, printUnit, type Unit } from "../../model/unit.ts";
import type { Stream, Variable } from "../../model/variable.ts";
import { type Equations, eachValue, equationsOf, streamsOf } from "../definition.ts";
import type { Names } from "../facts.ts";
import { inUnit } from "./messages.ts";
import type { Products } from "./products.ts";
import { isUnit, type UnitSetting, unitOfExpr } from "./rules.ts";
import { isPlainNumber, type StatedUnits } from "./words.ts";

/** The units of variables, stated or following from others, and where each is said. */
export interface VariableUnits {
  readonly units: ReadonlyMap<Variable, Unit>;
  readonly originOf: (variable: Variable) => Remark | undefined;
}

/**
 * Gives every variable without a unit the one that its equation has; failing that, a flow that of its stock, and a stock
 * that of its flows. `parametersOf` tells what the parameters are around a variable inside a function.
 */
export function inferUnits(
  variables: readonly Variable[],
  names: Names,
  stated: StatedUnits,
  products: Products,
  parametersOf: (variable: Variable) => UnitSetting["parameters"],
): VariableUnits {
  const units = new Map(stated.variables);
  const findings = new Map<Variable, Finding>();
  const outside: UnitSetting = { names, stated, products, units, originOf: () => undefined };
  const settingOf = (variable: Variable): UnitSetting => {
    const parameters = parametersOf(variable);
    return parameters ? { ...outside, parameters } : outside;
  };

  const unknown = variables.filter((variable) => !units.has(variable));
  const readers = readersOf(unknown, names);
  const attachments = attachmentsOf(variables, units, names);
  // What equations say goes before what stocks and flows say of each other.
  const byEquation = new Set(unknown);
  const byAttachment = new Set(unknown);
  for (;;) {
    const [next] = byEquation.size > 0 ? byEquation : byAttachment;
    if (!next)
      return {
        units,
        originOf: (variable) => originOf(variable, units.get(variable), findings.get(variable)),
      };
    const found = byEquation.delete(next)
      ? unitByEquation(next, settingOf(next))
      : byAttachment.delete(next) && unitByAttachment(next, attachments.get(next) ?? [], settingOf);
    if (!found || units.has(next)) continue;
    units.set(next, found.unit);
    findings.set(next, found);
    for (const reader of readers.get(next) ?? []) byEquation.add(reader);
    for (const { stock, flow } of attachments.get(next) ?? []) byAttachment.add(stock).add(flow);
  }
}

interface Finding {
  readonly unit: Unit;
  /** Up to the unit: ‘its equation is’. */
  readonly because: string;
  readonly span: Span;
}

/** Where a variable's unit is said: behind its colon, or in what it follows from. */
function originOf(
  variable: Variable,
  unit: Unit | undefined,
  found: Finding | undefined,
): Remark | undefined {
  if (!unit) return undefined;
  const { name } = variable;
  if (found)
    return {
      message: `‘${name}’ has no unit of its own: ${found.because} ${inUnit(unit)}.`,
      span: found.span,
    };
  const words = isDimensionless(unit) ? "dimensionless" : printUnit(unit);
  return { message: `‘${name}’ is declared as ${words}.`, span: variable.unit?.span ?? variable.nameSpan };
}

function unitByEquation(variable: Variable, setting: UnitSetting): Finding | undefined {
  // A bare number says nothing here: 500 is no reason to take a stock for dimensionless.
  const bareNumberCounts = !["stock", "flow", "count", "device"].includes(variable.kind);
  for (const { role, parts } of equationsOf(variable).toReversed()) {
    if (role === "input") continue;
    for (const { value } of parts) {
      const unit = bareNumberCounts || !isPlainNumber(value) ? unitOfExpr(value, setting) : undefined;
      if (!isUnit(unit)) continue;
      const own = role === "rate" ? setting.products.multiply(unit, setting.stated.time) : unit;
      return { unit: own, because: becauseOf(role), span: value.span };
    }
  }
  if (variable.kind !== "switch") return undefined;
  return { unit: dimensionless, because: "a switch is", span: variable.nameSpan };
}

function becauseOf(role: Equations["role"]): string {
  switch (role) {
    case "starts":
      return "what it starts with is";
    case "rate":
      return "from its rate it is";
    case "initially":
      return "what it is at the start is";
    case "next":
      return "what it remembers is";
    case "input":
    case "equation":
    case "value":
      return "its equation is";
  }
}

function unitByAttachment(
  variable: Variable,
  attachments: Iterable<Attachment>,
  settingOf: (variable: Variable) => UnitSetting,
): Finding | undefined {
  for (const { stock, flow, stream } of attachments) {
    const setting = settingOf(stock);
    const known = setting.units.get(variable === stock ? flow : stock);
    const share = stream.share ? unitOfExpr(stream.share, setting) : dimensionless;
    if (!known || !isUnit(share)) continue;
    const { products, stated } = setting;
    const { span } = stream;
    return variable === stock
      ? {
          unit: products.multiply(products.multiply(known, share), stated.time),
          because: `from its flow ‘${flow.name}’ it is`,
          span,
        }
      : {
          unit: products.divide(products.divide(known, stated.time), share),
          because: `as a flow of ‘${stock.name}’ it is`,
          span,
        };
  }
  return undefined;
}

/** A stock with one of its flows. */
interface Attachment {
  readonly stock: Variable;
  readonly flow: Variable;
  readonly stream: Stream;
}

/** For each variable, the pairs of a stock and a flow that it is one of, where the unit of either is not stated. */
function attachmentsOf(
  variables: readonly Variable[],
  stated: ReadonlyMap<Variable, Unit>,
  names: Names,
): ReadonlyMap<Variable, Set<Attachment>> {
  const attachments = new Map<Variable, Set<Attachment>>();
  for (const stock of variables) {
    const { inflows, outflows } = streamsOf(stock);
    if (inflows.length === 0 && outflows.length === 0) continue;
    for (const streams of [inflows, outflows]) {
      for (const stream of streams) {
        const meaning = names.meanings.get(stream.flow);
        if (meaning?.kind !== "variable") continue;
        const flow = meaning.variable;
        if (stated.has(stock) && stated.has(flow)) continue;
        const attachment = { stock, flow, stream };
        add(attachments, stock, attachment);
        add(attachments, flow, attachment);
      }
    }
  }
  return attachments;
}

/** For each variable, those of the given ones whose equations read it. */
function readersOf(variables: readonly Variable[], names: Names): ReadonlyMap<Variable, Set<Variable>> {
  const readers = new Map<Variable, Set<Variable>>();
  for (const reader of variables)
    eachValue(reader, (value) => {
      for (const { variable } of names.reads.get(value)!.places) add(readers, variable, reader);
    });
  return readers;
}

function add<Value>(map: Map<Variable, Set<Value>>, key: Variable, value: Value): void {
  const own = map.get(key);
  if (own) own.add(value);
  else map.set(key, new Set([value]));
}
