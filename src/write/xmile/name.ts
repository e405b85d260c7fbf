import { foldName } from "../../model/name.ts";

/** A name as it stands in an equation of XMILE (1.0, 3.2.2): in quotes where it is no plain identifier. */
export function identifier(name: string): string {
  const plain = name.replace(/[ \u00a0]/g, "_");
  const isPlain = /^[\p{L}][\p{L}\p{N}\p{M}_$]*$/u.test(plain) && !plain.endsWith("_");
  return isPlain && !reserved.has(foldName(plain)) ? plain : `"${escapeName(name)}"`;
}

/** A name as it stands in an attribute. */
export function attributeName(name: string): string {
  return name.replaceAll("\\", "\\\\").replace(/\r\n?|\n/g, "\\n");
}

function escapeName(name: string): string {
  return attributeName(name).replaceAll('"', '\\"');
}

/** The words of XMILE's operators and statements, the names of its functions, and what Stella adds to them. */
const reserved: ReadonlySet<string> = new Set(
  (
    "and or not mod if then else abs arccos arcsin arctan cos exp inf int ln log10 max min pi sin sqrt tan exprnd " +
    "lognormal normal poisson random delay delay1 delay3 delayn forcst smth1 smth3 smthn trend pulse ramp step dt " +
    "starttime stoptime time init previous self mean rank size stddev sum prod product lookup history endval counter " +
    "round sign sshape percent rootn safediv npv irr pv fv pmt allocate uniform triangular beta binomial gamma " +
    "geometric logistic negbinomial pareto weibull montecarlo invnorm combinations factorial derivn"
  ).split(" "),
);
