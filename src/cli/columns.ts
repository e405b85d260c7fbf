import { foldName, nearestName } from "../model/name.ts";
import type { Program, Slot } from "../run/program.ts";
import { WrongUsage } from "./exit.ts";

/** One series of numbers of a run: a variable, or one element of it. */
export interface Series {
  /** As named in the model: `name`, or `name[element]`. */
  readonly name: string;
  readonly slot: Slot;
  readonly element: number;
}

/** Everything that varies: stocks, flows, auxiliaries, counts, graphs of time and data, in the order of the model. */
export function varyingSeries(program: Program): Series[] {
  return [...program.slots.values()]
    .filter((slot) => slot.role !== "input" && !slot.hidden)
    .flatMap((slot) => Array.from({ length: slot.size }, (_, element) => seriesOfElement(slot, element)));
}

/** The same and the numbers that do not vary: other programs' tables have a column for each variable. */
export function everySeries(program: Program): Series[] {
  return [...program.slots.values()]
    .filter((slot) => !slot.hidden)
    .flatMap((slot) => Array.from({ length: slot.size }, (_, element) => seriesOfElement(slot, element)));
}

/** The series that a list of names asks for; an array stands for all of its elements. */
export function namedSeries(program: Program, names: readonly string[]): Series[] {
  return names.flatMap((name) => {
    const { slot, labels } = findSlot(program, name);
    if (!labels) return Array.from({ length: slot.size }, (_, element) => seriesOfElement(slot, element));
    return [seriesOfElement(slot, findElement(slot, name, labels))];
  });
}

/** The key of `Inputs` for `name` or `name[element]` as a person wrote it, and the slot that it is in. */
export function findKey(program: Program, written: string): { readonly key: string; readonly slot: Slot } {
  const { slot, labels } = findSlot(program, written);
  const name = foldName([...slot.module, slot.variable].join("."));
  if (!labels) return { key: name, slot };
  findElement(slot, written, labels);
  return { key: `${name}[${labels.map(foldName).join(",")}]`, slot };
}

function seriesOfElement(slot: Slot, element: number): Series {
  const name = [...slot.module, slot.variable].join(".");
  return {
    name: slot.dimensions.length === 0 ? name : `${name}[${labelsOf(slot, element).join(",")}]`,
    slot,
    element,
  };
}

/** The element's name along each dimension; elements lie in row-major order. */
function labelsOf(slot: Slot, element: number): string[] {
  const labels: string[] = [];
  let rest = element;
  for (const { elements } of slot.dimensions.toReversed()) {
    labels.unshift(elements[rest % elements.length]!);
    rest = Math.floor(rest / elements.length);
  }
  return labels;
}

function findSlot(program: Program, written: string): { slot: Slot; labels: readonly string[] | undefined } {
  const [, name = written, inside] = /^([^[]*)\[(.*)\]$/s.exec(written) ?? [];
  const plain = name.trim().replace(/^'(.*)'$/s, "$1");
  const slot = program.slots.get(foldName(plain)) ?? program.tableSlots.get(foldName(plain));
  if (!slot) {
    const all = [...program.slots.values(), ...program.tableSlots.values()].filter(({ hidden }) => !hidden);
    const near = nearestName(
      plain,
      all.map((one) => one.variable),
    );
    throw new WrongUsage(
      `Nothing in ‘${program.name}’ is called ‘${plain}’.${near ? ` Did you mean ‘${near}’?` : ""}`,
    );
  }
  return { slot, labels: inside?.split(",").map((label) => label.trim()) };
}

function findElement(slot: Slot, written: string, labels: readonly string[]): number {
  if (labels.length !== slot.dimensions.length) {
    const form =
      slot.dimensions.length === 0
        ? "no elements"
        : `elements [${slot.dimensions.map((one) => one.name).join(", ")}]`;
    throw new WrongUsage(`‘${slot.variable}’ has ${form}, and ‘${written}’ names another number of them.`);
  }
  return slot.dimensions.reduce((before, { name, elements }, i) => {
    const place = elements.findIndex((element) => foldName(element) === foldName(labels[i]!));
    if (place < 0) {
      const near = nearestName(labels[i]!, elements);
      const meant = near ? ` Did you mean ‘${near}’?` : ` It has: ${elements.slice(0, 12).join(", ")}.`;
      throw new WrongUsage(`The dimension ‘${name}’ has no element ‘${labels[i]}’.${meant}`);
    }
    return before * elements.length + place;
  }, 0);
}
