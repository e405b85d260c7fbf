import type { Signal } from "@preact/signals";
import type { Point } from "../../model/layout.ts";
import { type Camera, pan, placeAt, zoomAt } from "./camera.ts";

/** What fingers and the mouse do to a stage. */
export interface Gestures {
  readonly camera: Signal<Camera>;
  /** The key of the node that an element belongs to. */
  readonly keyOf: (target: EventTarget | null) => string | undefined;
  /** Whether nodes can be dragged. */
  readonly canDrag: () => boolean;
  /** A node has been dragged so far, in points of the scene. */
  readonly onDrag: (key: string, by: Point) => void;
  readonly onDrop: (key: string, by: Point) => void;
  readonly onTap: (key: string | undefined) => void;
  /** The key of the node that an arrow begins at when it is drawn from an element: with Shift, or from a handle. */
  readonly linksFrom: (event: PointerEvent) => string | undefined;
  /** An arrow is being drawn to a place of the scene; at last to an element, or to none where it was let go elsewhere. */
  readonly onLink: (from: string, to: Point) => void;
  readonly onLinked: (from: string, target: Element | null) => void;
}

/** Less than this is a tap, in points of the window. */
const slop = 4;

interface Down {
  readonly key: string | undefined;
  readonly linksFrom: string | undefined;
  readonly start: Point;
  last: Point;
  isMoving: boolean;
}

/** Listens to a stage: drags move it or a node, two fingers and the wheel zoom. Returns what ends it. */
export function listenTo(stage: SVGSVGElement, gestures: Gestures): () => void {
  const { camera } = gestures;
  const down = new Map<number, Down>();
  const placeOf = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
    const { left, top } = stage.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const dragged = ({ start, last }: Down): Point => {
    const { scale } = camera.peek();
    return [(last[0] - start[0]) / scale, (last[1] - start[1]) / scale];
  };

  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const place = placeOf(event);
    down.set(event.pointerId, {
      key: gestures.keyOf(event.target),
      linksFrom: gestures.linksFrom(event),
      start: place,
      last: place,
      isMoving: false,
    });
    stage.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const own = down.get(event.pointerId);
    if (!own) return;
    const place = placeOf(event);
    const before = own.last;
    if (!own.isMoving && Math.hypot(place[0] - own.start[0], place[1] - own.start[1]) < slop) return;
    own.isMoving = true;
    own.last = place;
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const [ox, oy] = other.last;
      const [now, then] = [
        Math.hypot(place[0] - ox, place[1] - oy),
        Math.hypot(before[0] - ox, before[1] - oy),
      ];
      const middle: Point = [(place[0] + ox) / 2, (place[1] + oy) / 2];
      const moved = pan(camera.peek(), (place[0] - before[0]) / 2, (place[1] - before[1]) / 2);
      camera.value = zoomAt(moved, then > 0 ? now / then : 1, middle);
      other.isMoving = true;
    } else if (own.linksFrom !== undefined) gestures.onLink(own.linksFrom, placeAt(camera.peek(), place));
    else if (own.key !== undefined && gestures.canDrag()) gestures.onDrag(own.key, dragged(own));
    else camera.value = pan(camera.peek(), place[0] - before[0], place[1] - before[1]);
  };
  const lift = (event: PointerEvent) => {
    const own = down.get(event.pointerId);
    down.delete(event.pointerId);
    if (!own) return;
    if (own.linksFrom !== undefined && own.isMoving) {
      const isGiven = event.type === "pointerup";
      // The stage has caught the pointer: what lies below it is asked for.
      gestures.onLinked(
        own.linksFrom,
        isGiven ? document.elementFromPoint(event.clientX, event.clientY) : null,
      );
      return;
    }
    if (event.type === "pointercancel") return;
    if (!own.isMoving) gestures.onTap(own.key);
    else if (own.key !== undefined && gestures.canDrag()) gestures.onDrop(own.key, dragged(own));
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    // A wheel moves in steps and one way only; what moves smoothly is a touchpad, whose pinch the browser tells as Ctrl.
    const isWheel = event.deltaMode !== 0 || (event.deltaX === 0 && Math.abs(event.deltaY) >= 48);
    if (event.ctrlKey || event.metaKey || isWheel) {
      const lines = event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY;
      const factor = Math.exp(-Math.min(Math.max(lines, -120), 120) * (event.ctrlKey ? 0.01 : 0.002));
      camera.value = zoomAt(camera.peek(), factor, placeOf(event));
    } else camera.value = pan(camera.peek(), -event.deltaX, -event.deltaY);
  };

  stage.addEventListener("pointerdown", press);
  stage.addEventListener("pointermove", move);
  stage.addEventListener("pointerup", lift);
  stage.addEventListener("pointercancel", lift);
  stage.addEventListener("wheel", wheel, { passive: false });
  return () => {
    stage.removeEventListener("pointerdown", press);
    stage.removeEventListener("pointermove", move);
    stage.removeEventListener("pointerup", lift);
    stage.removeEventListener("pointercancel", lift);
    stage.removeEventListener("wheel", wheel);
  };
}
