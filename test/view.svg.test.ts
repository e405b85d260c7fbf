import { expect, test } from "vitest";
import { markup } from "../src/view/markup.ts";
import { drawRangeBar } from "../src/view/svg/bar.ts";
import { drawFanChart } from "../src/view/svg/fan.ts";
import { scaleOver } from "../src/view/svg/scale.ts";
import { drawTornado } from "../src/view/svg/tornado.ts";

test("what is put into markup is escaped, and markup is not escaped again", () => {
  const inner = markup`<b title="${'"><script>'}">${"a < b & 'c'"}</b>`;
  expect(markup`<p>${inner}${[1, undefined, "<"]}</p>`.text).toBe(
    '<p><b title="&quot;&gt;&lt;script&gt;">a &lt; b &amp; &#39;c&#39;</b>1&lt;</p>',
  );
});

test("signs that no page may have become the sign for what is missing", () => {
  expect(markup`${"a\u0000b\u001bc\ud800d\uffffe\n\t"}`.text).toBe("a\ufffdb\ufffdc\ufffdd\ufffde\n\t");
});

test("a scale has round ticks, and room for numbers that are all the same", () => {
  const scale = scaleOver([3, 97, Number.NaN, Number.POSITIVE_INFINITY], {
    from: 100,
    to: 0,
    ticks: 4,
    round: true,
  });
  expect(scale.ticks).toEqual([0, 50, 100]);
  expect([0, 50, 100].map((value) => scale.place(value))).toEqual([100, 50, 0]);
  for (const same of [0, 5, -2e-9, 1e300]) {
    const one = scaleOver([same, same], { from: 0, to: 1, ticks: 4 });
    expect(one.place(same)).toBeGreaterThanOrEqual(0);
    expect(one.place(same)).toBeLessThanOrEqual(1);
    expect(one.ticks.length).toBeGreaterThan(1);
  }
});

const fan = {
  times: [2020, 2021, 2022],
  p5: [1e6, 2e6, 2e6],
  p25: [2e6, 3e6, 4e6],
  p50: [3e6, 4e6, 5e6],
  p75: [4e6, 5e6, 6e6],
  p95: [5e6, 6e6, 8e6],
};

test("a fan has its areas, its middle, one run that is labelled as one, bands, and units on both axes", () => {
  const { text } = drawFanChart({
    name: "People < over time",
    unit: "person",
    timeUnit: "year",
    fan,
    run: { times: [2020, 2022], values: [3e6, 7e6] },
    bands: [{ time: 2021, low: 2e6, high: 5e6 }],
  });
  for (const name of ["outer", "inner", "edge", "median", "run", "band"])
    expect(text.match(new RegExp(`class="${name}"`, "g"))).toHaveLength(1);
  expect(text).toContain(">one run</text>");
  expect(text).toContain(">million person</text>");
  expect(text).toContain(">year</text>");
  expect(text).toContain(">2021</text>");
  expect(text).toContain('aria-label="People &lt; over time"');
  expect(text).not.toMatch(/NaN|Infinity/);
});

test("numbers that are lost leave a gap in a line, and of nothing but lost ones there is no picture", () => {
  const draw = (values: readonly number[]) =>
    drawFanChart({
      name: "x",
      unit: "1",
      timeUnit: "year",
      run: { times: [0, 1, 2, 3, 4], values },
      bands: [],
    }).text;
  const [, path] = /class="run" d="([^"]*)"/.exec(draw([1, 2, Number.NaN, 3, 4])) ?? [];
  expect(path?.match(/M/g)).toHaveLength(2);
  expect(draw([Number.NaN, Number.POSITIVE_INFINITY])).toBe(
    '<p class="quiet">There are no numbers to draw.</p>',
  );
});

test("a bar shows a stretch of a range, cut at the ends, and stands beside numbers for those who listen", () => {
  const { text } = drawRangeBar({ low: 0, high: 10, from: 2, to: 20, mark: 5, line: 0 });
  expect(text).toContain('aria-hidden="true"');
  expect(text).toContain('class="stretch" x="24.6" y="3" width="94.4"');
  expect(text).toContain('class="mark" d="M60 1V13"');
  expect(drawRangeBar({ low: 1, high: 1, from: 1, to: 1, mark: Number.NaN }).text).not.toContain("NaN");
});

test("a tornado has a bar for each range of each group around nought", () => {
  const range = (label: string, low: number, high: number) => ({
    label,
    low,
    middle: (low + high) / 2,
    high,
  });
  const { text } = drawTornado({
    name: "Changes",
    unit: "change in %",
    groups: [
      { label: "one & only", ranges: [range("2027", -5, 5), range("2031", -20, -10)] },
      { label: "other", ranges: [range("2027", 0, 40), range("2031", Number.NaN, Number.NaN)] },
    ],
  });
  expect(text.match(/<rect class="inner"/g)).toHaveLength(3);
  expect(text).toContain("one &amp; only");
  expect(text).toContain(">change in %</text>");
  expect(text).not.toContain("NaN");
});
