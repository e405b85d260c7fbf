import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { quantilesOf } from "../src/study/quantiles.ts";
import { darkPalette, lightPalette } from "../src/view/html/palette.ts";
import { chartSvg } from "../src/web/chart/chartsvg.ts";
import { chartOf, type Shown } from "../src/web/chart/lines.ts";

const times = Float64Array.from({ length: 26 }, (_, i) => 2010 + i);

function shownAs(label: string, unit: string, size: number): Shown {
  const quantiles = quantilesOf((share) => times.map((_, i) => size * (1 + share + i / 10)));
  return {
    key: label,
    label,
    unit,
    current: times.map((_, i) => (i === 3 ? Number.NaN : size * (1.3 + i / 9))),
    band: { quantiles, end: { low: 0, high: 1, counts: [] } },
    baseBand: { quantiles, end: { low: 0, high: 1, counts: [] } },
    observed: [{ time: 2015, low: size, high: 2 * size }],
    scenarios: [{ name: "a <b> & c", values: times.map((_, i) => size * (1 + i / 5)) }],
  };
}

const words = {
  title: "people <expelled> and a share",
  sentence: "Between 1 and 2 in 2035.",
  timeUnit: "year",
  remarks: ["Ranges: p5 to p95 of 1,000 plausible worlds.", "To try pictures, never persons. ".repeat(9)],
};

/** The elements of a text of XML, with their attributes; throws where it is none. */
function elementsOf(
  text: string,
): readonly { readonly name: string; readonly attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => found.push({ name, attributes }));
  parser.on("error", (problem) => {
    throw problem;
  });
  parser.write(text).close();
  return found;
}

test("a saved chart stands alone: title, both axes with units, band, legend, remarks", () => {
  const shown = [shownAs("people <expelled>", "person/year", 2_000_000), shownAs("share", "1", 0.01)];
  const text = chartSvg(chartOf(times, shown, true), words, lightPalette);
  const elements = elementsOf(text);
  for (const said of [
    "people &lt;expelled&gt; and a share",
    "million person/year",
    ">%<",
    ">year<",
    "nine tenths of the worlds",
    "one run",
    "what was observed",
    "base, p5 and p95",
    "a &lt;b&gt; &amp; c, one run",
    "Between 1 and 2 in 2035. Ranges: p5 to p95 of 1,000 plausible worlds.",
  ])
    expect(text).toContain(said);
  const paths = elements.filter(({ name }) => name === "path").map(({ attributes }) => attributes);
  expect(paths.filter(({ fill }) => fill === lightPalette.outer)).toHaveLength(1);
  // A number that is missing breaks the line and is not drawn as nought.
  const runs = paths.filter(
    ({ stroke, "stroke-width": width }) => stroke === lightPalette.run && width === "1",
  );
  expect(runs.some(({ d = "" }) => (d.match(/M/g) ?? []).length === 2)).toBe(true);
  expect(text).not.toMatch(/NaN|undefined|var\(|class=/);
  // Remarks are broken into lines, and none of them reaches below the picture.
  const last = Math.max(
    ...elements.flatMap(({ name, attributes }) => (name === "text" ? [Number(attributes.y)] : [])),
  );
  expect(elements[0]!.attributes.height! > String(last)).toBe(true);
  expect((text.match(/never persons/g) ?? []).length).toBe(18);
});

test("what is saved in the dark is dark, and a chart of nothing is a chart", () => {
  const text = chartSvg(chartOf(times, [], false), words, darkPalette);
  expect(elementsOf(text).find(({ name }) => name === "rect")!.attributes.fill).toBe(darkPalette.page);
  expect(text).not.toMatch(/NaN|undefined/);
});
