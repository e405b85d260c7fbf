import type { DescribedItem } from "../study/uneven.ts";
import type { Limit, Where } from "../study/where.ts";
import { formatNumber } from "./number.ts";
import { formatShare } from "./share.ts";

const verbs = {
  failing: { mostly: "Mostly where", it: "it does not hold" },
  holding: { mostly: "It holds mostly where", it: "it holds" },
} as const;

/** `Mostly where a is below 0.22 and b above 0.7: …`, with the share of all worlds beside those of the box. */
export function describeItem(interest: DescribedItem["interest"], where: Where): string {
  const { mostly, it } = verbs[interest];
  const { limits, share, worlds, inside, found } = where;
  return [
    `${mostly} ${limits.map(limitWords).join(" and ")}:`,
    `${formatShare(found / (share * worlds))} % of the worlds in which ${it} lie there,`,
    `and there ${it} in ${formatShare(found / inside)} % (${found} of ${inside}), of all worlds in ${formatShare(share)} %.`,
  ].join(" ");
}

function limitWords({ label, low, high }: Limit): string {
  if (low !== undefined && high !== undefined)
    return `${label} is between ${formatNumber(low)} and ${formatNumber(high)}`;
  return low === undefined
    ? `${label} is below ${formatNumber(high ?? Number.NaN)}`
    : `${label} is above ${formatNumber(low)}`;
}
