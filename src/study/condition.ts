import { quantileOfSorted } from "./interval.ts";

/** Worlds of interest by an outcome: `radicalised@2035 > 50000`, or `> p90`, above which a tenth of the worlds lie. */
export interface Condition {
  /** `radicalised@2035`, as it was written. */
  readonly outcome: string;
  readonly relation: Relation;
  readonly limit: Limit;
}

type Relation = (typeof relations)[number];
type Limit =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "quantile"; readonly share: number };

const relations = [">=", "<=", ">", "<"] as const;

/** Reads a condition; undefined where the text is none. */
export function readCondition(text: string): Condition | undefined {
  const relation = relations.find((one) => text.includes(one));
  if (!relation) return undefined;
  const at = text.indexOf(relation);
  const outcome = text.slice(0, at).trim();
  const limit = readLimit(text.slice(at + relation.length).trim());
  return outcome === "" || !limit ? undefined : { outcome, relation, limit };
}

function readLimit(text: string): Limit | undefined {
  const share = /^p(\d{1,2}(?:\.\d+)?)$/.exec(text)?.[1];
  if (share !== undefined) return { kind: "quantile", share: Number(share) / 100 };
  const value = text === "" ? Number.NaN : Number(text.replaceAll(/(?<=\d)[_,](?=\d{3})/g, ""));
  return Number.isFinite(value) ? { kind: "number", value } : undefined;
}

/** In which worlds a condition holds, and what its limit is as a number. */
export function worldsWhere(
  { relation, limit }: Condition,
  values: Float64Array,
): { readonly interest: Uint8Array; readonly limit: number } {
  const at = limit.kind === "number" ? limit.value : quantileOfSorted(values.slice().sort(), limit.share);
  const holds: Record<Relation, (value: number) => boolean> = {
    ">": (value) => value > at,
    "<": (value) => value < at,
    ">=": (value) => value >= at,
    "<=": (value) => value <= at,
  };
  return { interest: Uint8Array.from(values, (value) => (holds[relation](value) ? 1 : 0)), limit: at };
}
