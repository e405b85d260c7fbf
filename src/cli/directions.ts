import { readFileSync } from "node:fs";

/** Brings the direction numbers of the dimensions beyond those in the code, from the file in the package. */
export function bringDirections(): Uint8Array {
  return readFileSync(new URL("../../data/joe-kuo.bits", import.meta.url));
}
