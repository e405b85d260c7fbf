import { clockPlaces } from "../../run/program.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import type { LaneFrame } from "./frame.ts";

/** Adds `spread(lane)`: the world in the row takes its place among the others. */
export function addSpread(frame: LaneFrame): void {
  const { module, kernel, parted, layout, held } = frame;
  const body = module.addFunction({ parameters: ["i32"], results: [], exported: "spread" });
  const places = { from: body.local("i32"), to: body.local("i32") };
  copyApart(frame, body, places, {
    from: layout.row,
    to: layout.laneRows,
    count: kernel.width + parted.hidden,
  });
  copyApart(frame, body, places, { from: layout.holds, to: layout.laneHolds, count: held.size });
  body.get(0).i32(3).write("i32.shl");
  body
    .i32(0)
    .memory("i32.load", layout.clock + clockPlaces.world)
    .memory("i32.store", layout.worlds);
}

/** Copies so many words of eight bytes to where each has those of the other worlds beside it. */
function copyApart(
  { lanes }: LaneFrame,
  body: FunctionWriter,
  places: { readonly from: number; readonly to: number },
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
): void {
  if (count === 0) return;
  body.i32(from).set(places.from);
  body.get(0).i32(3).write("i32.shl").i32(to).write("i32.add").set(places.to);
  const again = body.loop();
  body.get(places.to).get(places.from).memory("i64.load").memory("i64.store");
  body
    .get(places.to)
    .i32(8 * lanes)
    .write("i32.add")
    .set(places.to);
  body
    .get(places.from)
    .i32(8)
    .write("i32.add")
    .tee(places.from)
    .i32(from + 8 * count)
    .write("i32.lt_u")
    .brIf(again)
    .end();
}
