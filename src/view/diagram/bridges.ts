import type { Point } from "../../model/layout.ts";
import type { Pipe } from "./block.ts";
import { type Box, centreOf } from "./geometry.ts";
import type { SheetFlow } from "./sheet.ts";

/** How far a cloud lies from a valve. */
const cloudDistance = 56;

/** Where the clouds of a pipe lie, as far as it has been said. */
export interface Clouds {
  readonly from?: Point;
  readonly to?: Point;
}

/** The pipes of a flow between stocks that do not stand in one row: level and upright pieces, by way of its valve. */
export function bridgePipes(
  { flows, from, to }: SheetFlow,
  valve: Point,
  boxes: ReadonlyMap<string, Box>,
  clouds: Clouds = {},
): readonly Pipe[] {
  const legs = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const box = boxes.get(key);
      return box ? [{ key, points: legBetween(box, valve) }] : [];
    });
  const [[source, ...otherSources], [target, ...otherTargets]] = [legs(from), legs(to)];
  const [x, y] = valve;
  /** A cloud lies on the side of the valve where the stock is not, level with it. */
  const cloud = (
    other: { readonly points: readonly Point[] } | undefined,
    said: Point | undefined,
    usual: 1 | -1,
  ): Point => {
    const isLeft = other ? other.points.at(-2)![0] < x : usual === 1;
    return [said && said[0] < x !== isLeft ? said[0] : x + (isLeft ? cloudDistance : -cloudDistance), y];
  };
  const before = source?.points ?? [cloud(target, clouds.from, -1), valve];
  const behind = target?.points.toReversed() ?? [valve, cloud(source, clouds.to, 1)];
  return [
    {
      flows,
      points: [...before, ...behind.slice(1)],
      valve,
      ...(source && { from: source.key }),
      ...(target && { to: target.key }),
    },
    ...otherSources.map(({ key, points }): Pipe => ({ flows, points, from: key })),
    ...otherTargets.map(({ key, points }): Pipe => ({ flows, points: points.toReversed(), to: key })),
  ];
}

/** From the edge of a box to a valve, arriving level. */
function legBetween(box: Box, [vx, vy]: Point): readonly Point[] {
  const [cx, cy] = centreOf(box);
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const isBeside = vy > box.y + 6 && vy < bottom - 6;
  if (isBeside || (vx > box.x - 30 && vx < right + 30)) {
    const edge = vx < cx ? box.x : right;
    const level = Math.min(Math.max(vy, box.y + 10), bottom - 10);
    if (isBeside)
      return [
        [edge, vy],
        [vx, vy],
      ];
    const out = vx < cx ? Math.min(edge, vx) - 24 : Math.max(edge, vx) + 24;
    return [
      [edge, level],
      [out, level],
      [out, vy],
      [vx, vy],
    ];
  }
  return [
    [cx, vy < cy ? box.y : bottom],
    [cx, vy],
    [vx, vy],
  ];
}
