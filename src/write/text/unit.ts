import type { UnitExpr } from "../../model/unit.ts";
import { wordsBehindExpressions } from "../../read/words.ts";
import { nameText } from "./name.ts";

/** A unit as it stands behind a colon: `USD/person/year`, `1/month`. */
export function unitText({ factors }: UnitExpr): string {
  let text = "";
  for (const { name, power } of factors) {
    const word = wordsBehindExpressions.has(name) ? `'${name}'` : nameText(name);
    const size = Math.abs(power);
    const sign = power < 0 || Object.is(power, -0) ? "/" : text === "" ? "" : "*";
    text += `${text === "" && sign === "/" ? "1" : ""}${sign}${word}${size === 1 ? "" : `^${size}`}`;
  }
  return text === "" ? "1" : text;
}
