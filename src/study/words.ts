/** `31 %` */
export function percentWords(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A number to so many digits, without an exponent where it can be read without one. */
export function roundedWords(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits)));
}
