/** A number for people: so many significant digits, thousands set off, very large and small ones with an exponent. */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "no number";
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "minus infinite";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e12 || size < 1e-6) return rounded.toExponential().replace("e+", "e");
  if (size < 1000) return String(rounded);
  const [whole, fraction] = String(rounded).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Numbers for people side by side: two significant digits, or as many as it takes to tell unequal ones apart. */
export function formatApart(...values: readonly number[]): string[] {
  const different = new Set(values).size;
  for (let digits = 2; digits < 15; digits++) {
    const texts = values.map((value) => formatNumber(value, digits));
    if (new Set(texts).size === different) return texts;
  }
  return values.map((value) => formatNumber(value, 15));
}

/** A change in per cent, with its sign. */
export function formatPercent(percent: number, digits = 2): string {
  if (!Number.isFinite(percent)) return "no number";
  return `${percent > 0 ? "+" : ""}${formatNumber(percent, digits)} %`;
}

/** `1 claim`, `2 claims`: a number with its noun. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 15)} ${count === 1 ? one : many}`;
}
