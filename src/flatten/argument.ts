import type { CheckLine, CheckRelation, ClaimTest } from "../model/argument.ts";
import { never } from "../model/diagnostic.ts";
import type { Expr, NameExpr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import type { Equations } from "./equations.ts";
import { plainPlace } from "./place.ts";
import type { SystemScope } from "./scope.ts";

type Argument = Pick<Model, "claims" | "links" | "loops" | "scenarios" | "checks" | "history">;

/** The claims, links, loops, scenarios, checks and bands of a model, with flat names; calls in them get hidden variables. */
export function flattenArgument(model: Model, root: SystemScope, equations: Equations): Argument {
  const flatten = (expr: Expr, owner: string, mayHide = true): Expr =>
    equations.expression(expr, { ...plainPlace(root, owner, { dimensions: [] }), mayHide });
  const name = (expr: NameExpr, owner: string): NameExpr => {
    const flat = flatten(expr, owner, false);
    return flat.kind === "name" ? flat : expr;
  };
  return {
    claims: model.claims.map((claim) => ({
      ...claim,
      tests: claim.tests.map(
        (test): ClaimTest =>
          test.kind === "effect"
            ? { ...test, cause: flatten(test.cause, claim.id), effect: flatten(test.effect, claim.id) }
            : { ...test, effect: flatten(test.effect, claim.id) },
      ),
    })),
    links: model.links.map((link) => ({
      ...link,
      paths: link.paths.map((path) => ({
        ...path,
        variables: path.variables.map((station) => name(station, link.id)),
      })),
    })),
    loops: model.loops.map((loop) => ({ ...loop, path: loop.path.map((station) => name(station, loop.id)) })),
    scenarios: model.scenarios.map((scenario) => ({
      ...scenario,
      ...(scenario.forces && {
        forces: scenario.forces.map((force) => ({ ...force, name: name(force.name, scenario.name) })),
      }),
      settings: scenario.settings.map((setting) =>
        setting.kind === "points"
          ? { ...setting, name: name(setting.name, scenario.name) }
          : {
              ...setting,
              name: name(setting.name, scenario.name),
              value: flatten(setting.value, scenario.name, false),
            },
      ),
    })),
    checks: model.checks.map((check) => ({
      ...check,
      lines: check.lines.map((line) => flattenLine(line, check.id, flatten, name)),
    })),
    history: model.history.map((history) => ({
      ...history,
      bands: history.bands.map((band) => ({ ...band, quantity: flatten(band.quantity, history.id) })),
    })),
  };
}

function flattenLine(
  line: CheckLine,
  owner: string,
  flatten: (expr: Expr, owner: string) => Expr,
  name: (expr: NameExpr, owner: string) => NameExpr,
): CheckLine {
  const { subject, relation } = line;
  const flat = { ...line, relation: flattenRelation(relation, (expr) => flatten(expr, owner)) };
  if (subject.kind === "quantity")
    return { ...flat, subject: { ...subject, quantity: flatten(subject.quantity, owner) } };
  if (subject.kind === "each")
    return {
      ...flat,
      subject: { ...subject, quantities: subject.quantities.map((each) => name(each, owner)) },
    };
  return flat;
}

function flattenRelation(relation: CheckRelation, flatten: (expr: Expr) => Expr): CheckRelation {
  switch (relation.kind) {
    case "compare":
      return { ...relation, right: flatten(relation.right) };
    case "between":
      return { ...relation, low: flatten(relation.low), high: flatten(relation.high) };
    case "within":
      return { ...relation, amount: flatten(relation.amount), of: flatten(relation.of) };
    case "show":
      return relation;
    default:
      return never(relation);
  }
}
