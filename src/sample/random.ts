import type { Sampler } from "./sampler.ts";
import { createUniforms } from "./uniform.ts";

/** Points anywhere, independent of each other. */
export function randomPoints(rows: number, columns: number, seed: number): Sampler {
  const uniforms = createUniforms(seed);
  return {
    name: "random",
    rows,
    columns,
    point: (row, into) => uniforms.fill(into, "random", row),
  };
}
