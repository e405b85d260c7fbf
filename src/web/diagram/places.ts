import type { Point } from "../../model/layout.ts";
import type { Drawing } from "../../view/diagram/drawing.ts";
import { type Box, centreOf } from "../../view/diagram/geometry.ts";
import type { Scene } from "../../view/diagram/scene.ts";
import type { Camera, Size } from "./camera.ts";

/** Where the largest stock is, or else the first node. */
export function middleOf({ nodes }: Scene): Point {
  const size = ({ kind, ghost, box }: Scene["nodes"][number]) =>
    kind === "stock" && !ghost ? box.height : 0;
  const first = nodes.reduce<Scene["nodes"][number] | undefined>(
    (best, node) => (best && size(best) >= size(node) ? best : node),
    undefined,
  );
  return first ? centreOf(first.box) : [0, 0];
}

/** The key of the node that an element is a part of. */
export function keyOf(target: EventTarget | null): string | undefined {
  const node = target instanceof Element ? target.closest<SVGElement>("[data-key]") : null;
  return node?.dataset.key;
}

/** A stock is dragged alone; what stands beside a node goes with it. */
export function heldWith(key: string, { made }: Drawing): ReadonlySet<string> {
  const beside = made?.sheet.nodes.filter((node) => node.beside === key).map((node) => node.key) ?? [];
  return new Set([key, ...beside]);
}

/** So wide is a card at most, in points of the window: see its style. */
const cardWidth = 300;

/** Where the card of a node stands. */
export function cardPlace({ x, y, width, height }: Box, camera: Camera, window: Size) {
  const [left, right] = [(x - camera.x) * camera.scale, (x + width - camera.x) * camera.scale];
  // It goes where there is more room.
  const isLeft = window.width - right < Math.min(cardWidth, left);
  const middle = (y + height / 2 - camera.y) * camera.scale;
  return {
    left: isLeft ? left - 8 : right + 8,
    top: Math.min(Math.max(middle, 16), window.height - 16),
    isLeft,
    isAbove: middle > window.height * 0.55,
  };
}
