import { flowQuestionsOfStella, questions } from "../../functions/contents.ts";
import type { CallExpr, Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { discreteTagOf } from "./discrete.ts";
import { findVariable } from "./find.ts";
import type { CallTools } from "./ground.ts";

/**
 * What is asked of the content of a conveyor, queue or oven: `SIZE(queue)` and the like, since these are containers
 * (XMILE 1.0, 3.7.1), and Stella's functions of discrete stocks, which have other names here.
 */
export function readContent(
  call: CallExpr,
  { ground, surroundings, translate }: CallTools,
): Expr | undefined {
  const [arg, ...others] = call.args;
  if (arg?.kind !== "name") return undefined;
  const element = findVariable(arg, ground.node)?.declared.element;
  const cycle =
    call.args.length === 1 && element?.name === "flow" && flowQuestionsOfStella.get(call.name.toUpperCase());
  if (cycle) return { ...call, name: cycle, args: [translate(arg, surroundings)] };
  const tag = element && discreteTagOf(element);
  if (!tag) return undefined;
  const asked = foldName(call.name).replace(/^std\./, "");
  const stock = translate(arg, surroundings);
  if (stock.kind !== "name") return undefined;
  if (asked === "sum" && others.length === 0) return stock;
  // Ages have no end where none is said.
  const isEndless = asked === "agecount" && others.length === 1;
  const end: readonly Expr[] = isEndless ? [{ ...call, name: "inf", args: [] }] : [];
  const args = [stock, ...others.map((other) => translate(other, surroundings)), ...end];
  const question = questions.find(
    ({ stella, argumentCount, kinds }) =>
      foldName(stella) === (asked === "capacity" ? "cap" : asked) &&
      argumentCount === args.length &&
      kinds.some((kind) => kind === tag.name),
  );
  return question && { ...call, name: question.name, args };
}
