import type { Model } from "../model/system.ts";
import type { Coverage } from "./verdict.ts";

/** What of the text the model does not carry, and what of the model rests on nothing. */
export function measureCoverage({ claims, links }: Model): Coverage {
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  const untested = claims.filter(({ tests }) => tests.length === 0);
  const unclaimed = links.filter(({ because }) => because.length === 0);
  return {
    claims: {
      total: claims.length,
      tested: claims.length - untested.length,
      context: ids(untested.filter(({ context }) => context !== undefined)),
      untested: ids(untested.filter(({ context }) => context === undefined)),
    },
    links: {
      total: links.length,
      withoutClaim: ids(unclaimed),
      withoutEvidence: ids(
        links.filter(({ evidenceFor, evidenceAgainst }) => evidenceFor.length + evidenceAgainst.length === 0),
      ),
    },
  };
}
