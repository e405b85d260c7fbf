import { childOf, isOn } from "./element.ts";
import type { XmlElement } from "./xml.ts";

/** A `<behavior>` of a model or of the file, the nearer one first. */
export type Behaviour = XmlElement;

/** Whether a stock or flow never goes below zero: as it says itself, else its model, else the file (XMILE 1.0, 2.8). */
export function isNonNegative(
  element: XmlElement,
  kind: "stock" | "flow",
  behaviours: readonly Behaviour[],
): boolean {
  const places = [element, ...behaviours.flatMap((behaviour) => [childOf(behaviour, kind), behaviour])];
  const told = places.map((place) => childOf(place, "non_negative")).find((tag) => tag !== undefined);
  return told !== undefined && isOn(told);
}
