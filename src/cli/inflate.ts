import type { Inflate } from "../read/data/zip.ts";

/** Unpacks with what Node brings along; it is loaded only where there is something to unpack. */
export const inflate: Inflate = (packed, most) => {
  const { inflateRawSync } = process.getBuiltinModule("node:zlib");
  try {
    return { bytes: inflateRawSync(packed, { maxOutputLength: most }) };
  } catch (problem) {
    const code = problem instanceof Error && "code" in problem ? problem.code : "";
    if (code === "ERR_BUFFER_TOO_LARGE") return { fault: "too much" };
    return { fault: code === "Z_BUF_ERROR" ? "cut short" : "damaged" };
  }
};
