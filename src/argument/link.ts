import type { Facts } from "../check/facts.ts";
import type { Link, LinkPath, NamedLoop } from "../model/argument.ts";
import { type Chain, readChain } from "./chain.ts";
import type { Signs } from "./sign.ts";
import type { LinkPathVerdict, LinkVerdict, LoopVerdict } from "./verdict.ts";

/** Judges a behavioural link: each of its paths must exist and do what the link says at every step of the base run. */
export function judgeLink(link: Link, facts: Facts, signs: Signs): LinkVerdict {
  const paths = link.paths.map((path) => judgePath(path, facts, signs));
  const worstFirst = ["fails", "varies", "no-effect", "holds"] as const;
  const worst = worstFirst.find((verdict) => paths.some((path) => path.verdict === verdict));
  return {
    id: link.id,
    verdict: worst ?? (link.context === undefined ? "untestable" : "context"),
    title: link.title ?? null,
    because: link.because.map(({ id }) => id),
    evidence: { for: link.evidenceFor.length, against: link.evidenceAgainst.length },
    basis: link.basis?.word ?? null,
    context: link.context ?? null,
    paths,
  };
}

function judgePath({ variables, says }: LinkPath, facts: Facts, signs: Signs): LinkPathVerdict {
  const chain = readChain(variables, "open", facts, signs);
  return { verdict: verdictOf(chain, says), says, ...chain };
}

/** Judges a named loop: each of its links must exist, and their signs multiply to its kind. */
export function judgeLoop(loop: NamedLoop, facts: Facts, signs: Signs): LoopVerdict {
  const { sign, ...chain } = readChain(loop.path, "closed", facts, signs);
  const wanted = loop.says === "reinforcing" ? "raises" : "lowers";
  return {
    id: loop.id,
    verdict: verdictOf({ sign }, wanted),
    title: loop.title ?? null,
    says: loop.says,
    sign: sign === "raises" ? "reinforcing" : sign === "lowers" ? "balancing" : sign,
    because: loop.because.map(({ id }) => id),
    ...chain,
  };
}

function verdictOf({ sign }: Pick<Chain, "sign">, says: "raises" | "lowers"): LinkPathVerdict["verdict"] {
  if (sign === says) return "holds";
  return sign === "varies" ? "varies" : sign === "none" ? "no-effect" : "fails";
}
