import type { Report } from "../../model/diagnostic.ts";
import type { Points } from "../../model/variable.ts";
import { attributeOf, childOf, headSpan, says, splitText } from "./element.ts";
import { errorAt, warningAt } from "./fault.ts";
import type { SourceText } from "./text.ts";
import type { XmlElement } from "./xml.ts";

/** The points of a `<gf>`; undefined where it has none, or where they were reported. */
export function readPoints(gf: XmlElement, report: Report): Points | undefined {
  const ypts = childOf(gf, "ypts");
  const xpts = childOf(gf, "xpts");
  const span = headSpan(gf);
  const ys = ypts && readNumbers(ypts, report);
  if (!ys) {
    if (!ypts)
      report(errorAt("graph-points", "This graphical function has no points: <ypts> is missing.", span));
    return undefined;
  }
  const xs = xpts && xpts.text.text.trim() !== "" ? readNumbers(xpts, report) : evenly(gf, ys.length, report);
  if (!xs) return undefined;
  if (xs.length !== ys.length) {
    const message = `This graphical function has ${xs.length} numbers in <xpts> and ${ys.length} in <ypts>.`;
    report(errorAt("graph-points", message, (xpts ?? ypts).text.whole));
    return undefined;
  }
  const pairs = xs.map((x, i) => [x, ys[i]!] as const);
  const isSorted = pairs.every(([x], i) => i === 0 || x >= pairs[i - 1]![0]);
  if (!isSorted) {
    const message = "The numbers of <xpts> are not in rising order; the points were sorted.";
    report(warningAt("graph-unsorted", message, (xpts ?? ypts).text.whole));
  }
  return { pairs: isSorted ? pairs : pairs.toSorted(([a], [b]) => a - b), outside: outsideOf(gf), span };
}

/** XMILE's three kinds (XMILE 1.0, 3.1.4); before OASIS a discrete one was an attribute. */
function outsideOf(gf: XmlElement): Points["outside"] {
  const type = (attributeOf(gf, "type") ?? "").toLowerCase();
  if (type === "discrete" || says(gf, "discrete", "true")) return "step";
  return type === "extrapolate" || says(gf, "extrapolate", "true") ? "extrapolate" : "hold";
}

/** As many x's as there are points, evenly over `<xscale>`. */
function evenly(gf: XmlElement, count: number, report: Report): readonly number[] | undefined {
  const scale = childOf(gf, "xscale");
  const [min, max] = ["min", "max"].map((name) => Number(scale && attributeOf(scale, name)));
  if (!Number.isFinite(min) || !Number.isFinite(max)) {
    const message = "This graphical function has neither <xpts> nor an <xscale> with ‘min’ and ‘max’.";
    report(errorAt("graph-points", message, headSpan(scale ?? gf)));
    return undefined;
  }
  const width = max! - min!;
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? min! : i === count - 1 ? max! : min! + (width * i) / (count - 1),
  );
}

function readNumbers(element: XmlElement, report: Report): readonly number[] | undefined {
  const sep = element.attributes.get("sep")?.value;
  const { text } = element;
  const cuts = cutAt(text, sep);
  const numbers: number[] = [];
  for (const cut of cuts) {
    const number = cut.text === "" ? Number.NaN : Number(cut.text);
    if (Number.isNaN(number)) {
      const message = cut.text === "" ? "A number is missing here." : `‘${cut.text}’ is no number.`;
      report(errorAt("graph-points", message, cut.whole));
      return undefined;
    }
    numbers.push(number);
  }
  return numbers;
}

/** At the separator; at blanks, where that is one; a separator at the end is forgiven. */
function cutAt(text: SourceText, sep: string | undefined): readonly SourceText[] {
  const sign = sep === undefined || sep === "" ? "," : sep;
  const cuts = /^\s+$/.test(sign)
    ? [...text.text.matchAll(/\S+/g)].map((match) => text.slice(match.index, match.index + match[0].length))
    : splitText(text, sign);
  return cuts.length > 1 && cuts.at(-1)!.text === "" ? cuts.slice(0, -1) : cuts;
}
