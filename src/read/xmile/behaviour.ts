import { childOf, isOn } from "./element.ts";
import type { XmlElement } from "./xml.ts";

/** A `<behavior>` of a model or of the file, the nearer one first. */
export type Behaviour = XmlElement;

/** Whether a stock or flow never goes below zero. */
export function isNonNegative(
  element: XmlElement,
  kind: "stock" | "flow",
  behaviours: readonly Behaviour[],
): boolean {
  const told = optionOf(element, kind, "non_negative", behaviours);
  return told !== undefined && isOn(told);
}

/** An option of a variable: as it says itself, else its model, else the file (XMILE 1.0, 2.8). */
export function optionOf(
  element: XmlElement,
  kind: "stock" | "flow" | "aux",
  option: string,
  behaviours: readonly Behaviour[],
): XmlElement | undefined {
  const places = [element, ...behaviours.flatMap((behaviour) => [childOf(behaviour, kind), behaviour])];
  return places.map((place) => childOf(place, option)).find((tag) => tag !== undefined);
}
