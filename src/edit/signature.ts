import type { FunctionRow, Parameter } from "../functions/function.ts";

/** `pulse_quantity(q, start, width)`; what may be left out stands in brackets. */
export function signatureOf({ name, parameters }: FunctionRow): string {
  return `${name}(${parameters.map(parameterText).join(", ")})`;
}

function parameterText({ name, otherwise }: Parameter): string {
  return otherwise === undefined ? name : `[${name}]`;
}
