import { foldName } from "../../model/name.ts";
import type { Range as NumberRange, VariableHead } from "../../model/variable.ts";
import { type Definition, numberOf } from "./definition.ts";
import type { Left } from "./left.ts";

/** What a variable says of itself, put together from all its equations. */
export function headOf(
  name: string,
  definitions: readonly Definition[],
  { dimensions }: Left,
  parameters: ReadonlySet<string>,
): VariableHead {
  const { left, span } = definitions[0]!.statement;
  const written = definitions.find(({ units }) => units?.unit)?.units?.unit;
  // In a macro the name of a parameter stands for the unit of what is handed over, which differs from call to call.
  const isOfParameter =
    parameters.size > 0 && written?.factors.some((factor) => parameters.has(foldName(factor.name)));
  const unit = isOfParameter ? undefined : written;
  const bounds = definitions.find(({ units }) => units?.bounds)?.units?.bounds;
  const range = bounds && rangeOf(bounds, definitions);
  const comments = new Set(definitions.flatMap(({ comment }) => (comment ? [comment] : [])));
  if (bounds && !range) comments.add(`Allowed: ${inWords(bounds)}.`);
  const description = [...comments].join(" ");
  const { sector } = definitions[0]!;
  return {
    name,
    nameSpan: left.span,
    dimensions,
    ...(description !== "" && { description }),
    ...(unit && { unit }),
    ...(range && { range }),
    ...(sector !== undefined && { sector }),
    span,
  };
}

type Bounds = NonNullable<NonNullable<Definition["units"]>["bounds"]>;

/** Bounds that a constant keeps to are a range to play in; those of other variables are only told. */
function rangeOf({ low, high, span }: Bounds, definitions: readonly Definition[]): NumberRange | undefined {
  if (low === undefined || high === undefined || !(low < high)) return undefined;
  const numbers = definitions.flatMap(({ statement: { right } }) => {
    if (right === undefined) return [Number.NaN];
    return right.kind === "table" ? right.rows.flat() : [numberOf(right) ?? Number.NaN];
  });
  const isInside = numbers.every((number) => number >= low && number <= high);
  return isInside ? { low, high, shape: "uniform", span } : undefined;
}

function inWords({ low, high, step }: Bounds): string {
  const ends =
    low === undefined ? `at most ${high}` : high === undefined ? `at least ${low}` : `${low} to ${high}`;
  return step === undefined ? ends : `${ends} in steps of ${step}`;
}
