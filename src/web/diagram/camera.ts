import type { Point } from "../../model/layout.ts";
import type { Box } from "../../view/diagram/geometry.ts";

/** Which part of a scene a window shows: what lies at its upper left corner, and how large a point of the scene is. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest and the largest that things can be shown. */
const [least, most] = [0.08, 4];

/** Shows all of a box in the middle of a window, no larger than it was drawn for. */
export function wholeOf(box: Box, { width, height }: Size, largest = 1.25): Camera {
  const wanted = Math.min(width / Math.max(box.width, 1), height / Math.max(box.height, 1), largest);
  const scale = Math.min(Math.max(wanted, least), most);
  return {
    x: box.x + box.width / 2 - width / scale / 2,
    y: box.y + box.height / 2 - height / scale / 2,
    scale,
  };
}

/** Below this, names cannot be read. */
const readable = 0.62;

/** Shows all of a box, or, where its names could not be read then, the part of it around a place. */
export function begin(box: Box, window: Size, [x, y]: Point, smallest = readable): Camera {
  const whole = wholeOf(box, window);
  if (whole.scale >= smallest) return whole;
  const scale = 0.85;
  const [width, height] = [window.width / scale, window.height / scale];
  const within = (wanted: number, from: number, length: number, size: number) =>
    length <= size
      ? from + (length - size) / 2
      : Math.min(Math.max(wanted - size / 2, from), from + length - size);
  return { x: within(x, box.x, box.width, width), y: within(y, box.y, box.height, height), scale };
}

/** Larger or smaller by a factor, while what is at a place of the window stays there. */
export function zoomAt(camera: Camera, factor: number, [px, py]: Point): Camera {
  const scale = Math.min(Math.max(camera.scale * factor, least), most);
  const shift = 1 / camera.scale - 1 / scale;
  return { x: camera.x + px * shift, y: camera.y + py * shift, scale };
}

/** Moves the scene by points of the window. */
export function pan({ x, y, scale }: Camera, dx: number, dy: number): Camera {
  return { x: x - dx / scale, y: y - dy / scale, scale };
}

/** The place in the scene that lies at a place of the window. */
export function placeAt({ x, y, scale }: Camera, [px, py]: Point): Point {
  return [x + px / scale, y + py / scale];
}

/** Moves as little as is needed to have a box in the window, with some room around it. */
export function reveal(camera: Camera, box: Box, { width, height }: Size): Camera {
  const room = 24 / camera.scale;
  const shift = (from: number, length: number, start: number, size: number) => {
    if (length > size) return start + length / 2 - (from + size / 2);
    return Math.min(0, start - room - from) + Math.max(0, start + length + room - (from + size));
  };
  return {
    x: camera.x + shift(camera.x, box.width, box.x, width / camera.scale),
    y: camera.y + shift(camera.y, box.height, box.y, height / camera.scale),
    scale: camera.scale,
  };
}

/** The part of the scene that a window shows. */
export function windowOf({ x, y, scale }: Camera, { width, height }: Size): Box {
  return { x, y, width: width / scale, height: height / scale };
}
