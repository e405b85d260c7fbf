import type { ModuleWriter } from "../wasm/module.ts";

/**
 * Adds `areFinite(from, to)`: whether all numbers between two addresses are numbers, and finite. A finite number less
 * itself is nought, any other NaN; the sums of all these differences are nought if each of them is.
 */
export function addFiniteness(module: ModuleWriter): void {
  const body = module.addFunction({ parameters: ["i32", "i32"], results: ["i32"], exported: "areFinite" });
  const [from, to] = [0, 1];
  const [pairs, more, one, sum] = [
    body.local("v128"),
    body.local("v128"),
    body.local("v128"),
    body.local("f64"),
  ];
  const isLeft = (bytes: number): void => {
    body.get(to).get(from).write("i32.sub").i32(bytes).write("i32.ge_s");
  };
  // Two sums, because one would wait for each addition.
  isLeft(32);
  body.if();
  const again = body.loop();
  for (const [total, at] of [
    [pairs, 0],
    [more, 16],
  ] as const) {
    body.get(from).memory("v128.load", at).set(one);
    body.get(total).get(one).get(one).write("f64x2.sub").write("f64x2.add").set(total);
  }
  body.get(from).i32(32).write("i32.add").set(from);
  isLeft(32);
  body.brIf(again).end().end();

  isLeft(8);
  body.if();
  const rest = body.loop();
  body.get(sum).get(from).memory("f64.load").get(from).memory("f64.load").write("f64.sub");
  body.write("f64.add").set(sum).get(from).i32(8).write("i32.add").set(from);
  isLeft(8);
  body.brIf(rest).end().end();

  body.get(pairs).get(more).write("f64x2.add").set(one);
  body.get(sum).get(one).lane("f64x2.extract_lane", 0).write("f64.add");
  body.get(one).lane("f64x2.extract_lane", 1).write("f64.add").f64(0).write("f64.eq");
}
