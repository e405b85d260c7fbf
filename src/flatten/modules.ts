import type { Remark, Report } from "../model/diagnostic.ts";
import { foldName, nearestName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Dimension, Model } from "../model/system.ts";
import type { UnitDeclaration } from "../model/unit.ts";
import type { Module } from "../model/variable.ts";
import { type SystemScope, systemScope } from "./scope.ts";

/** A module in a module in a module …: so many at most. */
const mostNested = 50;

/**
 * Finds the systems of all modules, one within another, and lends what they declare to the whole: units, dimensions and
 * mappings. What two systems declare under one name must be the same.
 */
export function gatherSystems(written: Model, root: SystemScope, report: Report): Model {
  const units = new Map(written.units.map((unit) => [foldName(unit.name), unit]));
  const dimensions = new Map(written.dimensions.map((dimension) => [foldName(dimension.name), dimension]));
  const mappings = [...written.mappings];

  const lend = (inner: Model, module: Module): void => {
    const { name, nameSpan } = module;
    if (inner === written) return;
    lendAll(inner.units, units, sameUnits, (one) => tellUnlike("unit", one, name, nameSpan, report));
    lendAll(inner.dimensions, dimensions, sameDimensions, (one) =>
      tellUnlike("dimension", one, name, nameSpan, report),
    );
    for (const mapping of inner.mappings) {
      const isKnown = mappings.some(
        ({ from, to }) => foldName(from) === foldName(mapping.from) && foldName(to) === foldName(mapping.to),
      );
      if (!isKnown) mappings.push(mapping);
    }
    reportOtherTime(inner, written, module, report);
  };
  const gather = (scope: SystemScope, open: readonly Model[]): void => {
    for (const module of scope.variables.values()) {
      if (module.kind !== "module") continue;
      const inner = systemOf(module, scope);
      const key = foldName(module.name);
      scope.modules.set(key, undefined);
      if (!inner) continue;
      if (open.includes(inner) || open.length > mostNested) {
        const message = `The module ‘${module.name}’ is an instance of a system that it is itself a part of.`;
        report({ code: "module-circle", severity: "error", message, span: module.nameSpan });
        continue;
      }
      lend(inner, module);
      const inside = systemScope(
        inner,
        [...scope.path, module.name],
        [...scope.over, ...module.dimensions],
        scope,
      );
      scope.modules.set(key, inside);
      gather(inside, [...open, inner]);
    }
  };
  gather(root, [written]);
  return { ...written, units: [...units.values()], dimensions: [...dimensions.values()], mappings };
}

/** The system that a module is an instance of: its own system brings it along, or one around that in the same file. */
function systemOf({ system }: Module, scope: SystemScope): Model | undefined {
  for (let here: SystemScope | undefined = scope; here; here = here.around) {
    if (here !== scope && here.model.time.span.source !== system.span.source) continue;
    const found = here.model.systems.find(({ path }) => path === system.path);
    if (found) return found.model;
  }
  return undefined;
}

function lendAll<Item extends { readonly name: string }>(
  items: readonly Item[],
  known: Map<string, Item>,
  isSame: (left: Item, right: Item) => boolean,
  tell: (item: Item) => void,
): void {
  for (const item of items) {
    const before = known.get(foldName(item.name));
    if (!before) known.set(foldName(item.name), item);
    else if (before !== item && !isSame(before, item)) tell(item);
  }
}

function sameUnits(left: UnitDeclaration, right: UnitDeclaration): boolean {
  const words = ({ name, aliases }: UnitDeclaration) => [name, ...aliases].map(foldName).toSorted().join(" ");
  return words(left) === words(right);
}

function sameDimensions(left: Dimension, right: Dimension): boolean {
  const elements = ({ elements: own }: Dimension) => own.map(({ name }) => foldName(name)).join(" ");
  return elements(left) === elements(right) && foldName(left.of ?? "") === foldName(right.of ?? "");
}

function tellUnlike(
  what: string,
  { name }: { readonly name: string },
  module: string,
  span: Span,
  report: Report,
): void {
  const message = `The ${what} ‘${name}’ is another one in the system of the module ‘${module}’ than outside of it.`;
  const notes = [{ message: "What both declare must be the same: rename it in one of the two." }];
  report({ code: "module-differs", severity: "error", message, span, notes });
}

function reportOtherTime(
  { time: own }: Model,
  { time }: Model,
  { name, nameSpan, steps }: Module,
  report: Report,
): void {
  const isSame =
    own.start === time.start &&
    own.stop === time.stop &&
    (steps !== undefined || own.step === time.step) &&
    own.integrator === time.integrator &&
    foldName(own.unit) === foldName(time.unit);
  if (isSame) return;
  const ratio = Math.round(time.step / own.step);
  const fits = steps === undefined && ratio > 1 && Math.abs(time.step / own.step - ratio) < 1e-9 * ratio;
  report({
    code: "module-time",
    severity: "note",
    message: `The system of the module ‘${name}’ has a time of its own; as a module it runs in that of the whole.`,
    span: nameSpan,
    notes: [
      { message: "Its own is here.", span: own.span },
      ...(fits ? [{ message: `With ‘steps ${ratio}’ it takes steps as long as its own.` }] : []),
    ],
  });
}

/** The ports of a module by the folded names of the inputs that they fill. */
export type Ports = ReadonlyMap<string, Module["ports"][number]>;

/** Which port fills which input of a module's system; a port that fills none is a fault. */
export function portsOf(module: Module, { variables }: SystemScope, report: Report): Ports {
  const ports = new Map<string, Module["ports"][number]>();
  for (const port of module.ports) {
    const key = foldName(port.input);
    const input = variables.get(key);
    const fault = (code: string, message: string, notes: readonly Remark[] = []) =>
      report({ code, severity: "error", message, span: port.span, notes });
    if (ports.has(key)) {
      const first = { message: "The first one is here.", span: ports.get(key)!.span };
      fault("port-twice", `Two ports of ‘${module.name}’ fill its input ‘${port.input}’.`, [first]);
    } else if (input?.kind === "input") {
      ports.set(key, port);
    } else if (input) {
      const note = { message: "A port fills what its system declares as ‘input’.", span: input.nameSpan };
      fault("unknown-port", `‘${port.input}’ of ‘${module.name}’ is no input.`, [note]);
    } else {
      const inputs = [...variables.values()].filter(({ kind }) => kind === "input").map(({ name }) => name);
      const meant = nearestName(port.input, inputs);
      const notes = meant === undefined ? [] : [{ message: `Is ‘${meant}’ meant?` }];
      fault("unknown-port", `The system of ‘${module.name}’ has no input called ‘${port.input}’.`, notes);
    }
  }
  return ports;
}
