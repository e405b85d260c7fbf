import { formatNumber } from "../../view/number.ts";

/** A number as people read it: years, and other times, without marks between thousands. */
export function formatValue(value: number, unit: string | undefined, timeUnit: string, digits = 4): string {
  const isTime = unit === timeUnit && Number.isInteger(value) && Math.abs(value) < 1e6;
  return isTime ? String(value) : formatNumber(value, digits);
}
