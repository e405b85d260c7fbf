import { type Signal, useSignal } from "@preact/signals";
import type { Point } from "../../model/layout.ts";
import { centreOf, edgeTowards } from "../../view/diagram/geometry.ts";
import type { Scene, SceneNode } from "../../view/diagram/scene.ts";
import type { Asking } from "./forms.tsx";
import { keyOf } from "./places.ts";

/** An arrow that is being drawn by hand. */
export interface Linking {
  /** Where it begins, and to where it has been drawn. */
  readonly drawn: Signal<{ readonly from: string; readonly to: Point } | undefined>;
  readonly linksFrom: (event: PointerEvent) => string | undefined;
  readonly onLink: (from: string, to: Point) => void;
  readonly onLinked: (from: string, target: Element | null) => void;
}

/** Draws arrows from node to node; what an arrow is to mean is asked for when it has come to a variable. */
export function useLinking(
  nodeOf: (key: string) => SceneNode | undefined,
  ask: ((what: Asking) => void) | undefined,
): Linking {
  const drawn = useSignal<Linking["drawn"]["value"]>(undefined);
  const variableAt = (key: string | undefined) => {
    const node = key === undefined ? undefined : nodeOf(key);
    return node && isVariable(node) ? node.name : undefined;
  };
  return {
    drawn,
    linksFrom: (event) => {
      const isHandle = event.target instanceof Element && event.target.closest(".handle") !== null;
      const key = keyOf(event.target);
      return ask && (isHandle || event.shiftKey) && variableAt(key) !== undefined ? key : undefined;
    },
    onLink: (from, to) => {
      drawn.value = { from, to };
    },
    onLinked: (from, target) => {
      drawn.value = undefined;
      const [name, to] = [variableAt(from), variableAt(keyOf(target))];
      if (ask && name !== undefined && to !== undefined && to !== name) ask({ kind: "connect", name, to });
    },
  };
}

/** Whether a node stands for a variable, and not for a sector. */
export function isVariable({ kind }: SceneNode): boolean {
  return kind !== "group" && kind !== "elsewhere";
}

/** The arrow as far as it has been drawn. */
export function LinkLine({ scene, drawn }: { readonly scene: Scene; readonly drawn: Linking["drawn"] }) {
  if (!drawn.value) return null;
  const { from, to } = drawn.value;
  const box = scene.nodes.find(({ key }) => key === from)?.box;
  if (!box) return null;
  const [x, y] = edgeTowards(box, to, 3);
  const [cx, cy] = centreOf(box);
  const isInside = Math.hypot(to[0] - cx, to[1] - cy) < Math.hypot(x - cx, y - cy);
  return isInside ? null : <line class="link-line" x1={x} y1={y} x2={to[0]} y2={to[1]} />;
}

/** Where an arrow can be drawn from, above what is chosen, for its card stands at a side. */
export function Handle({ box: { x, y, width } }: Pick<SceneNode, "box">) {
  return (
    <g class="handle" transform={`translate(${x + width / 2} ${y - 11})`}>
      <title>Draw an arrow from here to what it acts on (Shift and drag does so from any name; L asks)</title>
      <circle r={12} class="handle-room" />
      <circle r={5.5} />
      <path d="M-2.5 0H2.5M0.5 -2L2.5 0L0.5 2" />
    </g>
  );
}
