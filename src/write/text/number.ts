/** The shortest text that is read back as the same number, as a person would write it: `0.25`, `1.05e6`, `1e-7`. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  const plain = String(value);
  const [, digits, tail] = /^(-?[1-9]\d*?)(0*)$/.exec(plain) ?? [];
  if (digits === undefined || tail === undefined) return plain.replace("e+", "e");
  const length = Math.abs(value).toString().length;
  if (length <= 6) return plain;
  const [first, rest] = digits.startsWith("-")
    ? [digits.slice(0, 2), digits.slice(2)]
    : [digits[0]!, digits.slice(1)];
  const scientific = `${first}${rest === "" ? "" : `.${rest}`}e${length - 1}`;
  return scientific.length < plain.length ? scientific : plain;
}

/** A step or another part of the time axis: `1/32` is easier to read than 0.03125. */
export function stepText(value: number): string {
  const plain = numberText(value);
  const parts = Math.round(1 / value);
  const isPart = parts > 1 && parts <= 10_000 && 1 / parts === value;
  if (!isPart) return plain;
  const isHalved = Math.log2(parts) % 1 === 0;
  return isHalved || plain.length > `1/${parts}`.length + 2 ? `1/${parts}` : plain;
}
