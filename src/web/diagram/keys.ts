import type { Point } from "../../model/layout.ts";
import type { Scene } from "../../view/diagram/scene.ts";
import type { Asking } from "./forms.tsx";
import { neighbour } from "./walk.ts";

/** What keys can do in a diagram. */
export interface KeyHands {
  /** The node that has the focus. */
  readonly key: string | undefined;
  readonly scene: Scene | undefined;
  readonly hasEdits: boolean;
  readonly group: string | undefined;
  walkTo(way: "cause" | "effect"): void;
  sibling(by: 1 | -1): void;
  focus(key: string): void;
  choose(key: string): void;
  nudge(by: Point): void;
  zoom(factor: number): void;
  fit(): void;
  ask(what: Asking): void;
  nameOf(key: string): string | undefined;
  dismiss(): void;
}

const arrows = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" } as const;
const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;
const added = { s: "stock", f: "flow", a: "aux" } as const;

/** Does what a key means in a diagram; false where it means nothing there. */
export function actOn(event: KeyboardEvent, hands: KeyHands): boolean {
  const { key, scene } = hands;
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key in arrows) {
    const direction = arrows[event.key as keyof typeof arrows];
    if (event.altKey) {
      if (direction === "up") hands.walkTo("cause");
      else if (direction === "down") hands.walkTo("effect");
      else hands.sibling(direction === "right" ? 1 : -1);
    } else if (event.shiftKey) {
      const [x, y] = ways[direction];
      hands.nudge([10 * x, 10 * y]);
    } else {
      const next = scene && (key === undefined ? scene.nodes[0]?.key : neighbour(key, direction, scene));
      if (next !== undefined) hands.focus(next);
    }
    return true;
  }
  if (event.altKey) return false;
  switch (event.key) {
    case "Enter":
    case " ":
      if (key === undefined) return false;
      hands.choose(key);
      return true;
    case "+":
    case "=":
      hands.zoom(1.25);
      return true;
    case "-":
      hands.zoom(1 / 1.25);
      return true;
    case "0":
      hands.fit();
      return true;
    case "Escape":
      hands.dismiss();
      return true;
    default:
      return hands.hasEdits && edit(event.key, hands);
  }
}

function edit(pressed: string, { key, group, ask, nameOf }: KeyHands): boolean {
  const letter = pressed.toLowerCase();
  if (letter in added) {
    ask({ kind: "add", what: added[letter as keyof typeof added], ...(group !== undefined && { group }) });
    return true;
  }
  const name = key === undefined ? undefined : nameOf(key);
  if (name === undefined) return false;
  const asked =
    letter === "l" ? "connect" : pressed === "F2" ? "rename" : pressed === "Delete" ? "remove" : undefined;
  if (!asked) return false;
  ask({ kind: asked, name });
  return true;
}
