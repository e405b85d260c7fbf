import type { Points } from "../../model/variable.ts";
import { numberText } from "../text/number.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

const types = { hold: "continuous", extrapolate: "extrapolate", step: "discrete" } as const;

/** A graphical function of XMILE. With its points it has no scale of x, which would say them twice (1.0, 4.1.3). */
export function graphNode(
  { pairs, outside }: Points,
  attributes: Readonly<Record<string, string>> = {},
  inside: readonly XmlNode[] = [],
): XmlNode {
  const ys = pairs.map(([, y]) => y);
  const least = ys.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = ys.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return branch(
    "gf",
    [
      ...inside,
      pairs.length > 0
        ? leaf("yscale", undefined, { min: numberText(least), max: numberText(most) })
        : undefined,
      leaf("xpts", pairs.map(([x]) => numberText(x)).join(",")),
      leaf("ypts", ys.map(numberText).join(",")),
    ],
    { ...attributes, type: types[outside] },
  );
}
