import { flowQuestions, questions } from "../../functions/contents.ts";
import { layoutName } from "../../functions/discrete.ts";
import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { DiscreteStock, Variable } from "../../model/variable.ts";
import { rewriteChildren, rewriteVariable } from "../rewrite.ts";
import { call, isDiscrete, Network, unlimited } from "./network.ts";
import { answerCycle, layoutOf } from "./stamps.ts";

/**
 * What equations ask of a discrete stock, `content_size(belt)` and the like, is answered by looking into it. It may be one
 * of a module: those of the models that the equation stands in are known, its own first.
 */
export function answerAsks(variable: Variable, network: Network, models: readonly Model[]): Variable {
  let isAsking = false;
  const answered = (expr: Expr): Expr => {
    const inside = rewriteChildren(expr, answered);
    const found = inside.kind === "call" ? answer(inside, network, models) : undefined;
    isAsking ||= found !== undefined;
    return found ?? inside;
  };
  const rewritten = rewriteVariable(variable, {
    parts: (parts) => parts.map((part) => ({ ...part, value: answered(part.value) })),
    whole: answered,
    flow: (name) => name,
    plain: (parts) => parts,
  });
  return isAsking ? rewritten : variable;
}

const names: ReadonlySet<string> = new Set([...questions.map(({ name }) => name), ...flowQuestions]);

function answer(asking: CallExpr, here: Network, models: readonly Model[]): Expr | undefined {
  const { name, args, span } = asking;
  const [asked] = args;
  const wanted = foldName(name);
  if (asked?.kind !== "name" || !names.has(wanted)) return undefined;
  const network = asked.path.length === 0 ? here : networkAt(asked.path, models, here);
  if (!network) return undefined;
  const cycle = flowQuestions.find((question) => question === wanted);
  if (cycle && args.length === 1 && network.flowOf({ flow: asked, span }))
    return answerCycle(cycle, asked, network);
  const stock = network.stockOf(asked);
  if (!stock) return undefined;
  const isAnswered = questions.some(
    ({ name: question, argumentCount, kinds }) =>
      question === wanted && argumentCount === args.length && kinds.includes(stock.kind),
  );
  return isAnswered ? look(asking, stock, asked, network) : undefined;
}

/** The discrete stocks of a module; undefined where the path leads to none. */
function networkAt(
  path: readonly string[],
  models: readonly Model[],
  { report }: Network,
): Network | undefined {
  const [first, ...rest] = path;
  const isFromRoot = first === "";
  let around = isFromRoot ? models.slice(-1) : models;
  for (const name of isFromRoot ? rest : path) {
    const module = around[0]?.variables.find((variable) => foldName(variable.name) === foldName(name));
    if (module?.kind !== "module") return undefined;
    const inside = around
      .flatMap(({ systems }) => systems)
      .find((system) => system.path === module.system.path);
    if (!inside) return undefined;
    around = [inside.model, ...around];
  }
  const variables = around[0]?.variables ?? [];
  return new Network(variables, variables.filter(isDiscrete), report);
}

function look({ name, args, span }: CallExpr, stock: DiscreteStock, asked: NameExpr, network: Network): Expr {
  const question = foldName(name);
  /** The hidden variable that a clause has become. */
  const clause = (what: string): Expr => ({ ...asked, name: `${asked.name}>${what}` });
  switch (question) {
    case "oven_state":
      return call("oven>state>", args, span);
    case "capacity_of":
      return stock.capacity ? clause("capacity") : unlimited(span);
    case "transit_of":
      return clause(stock.kind === "oven" ? "cook" : "transit");
    default: {
      const what = question.replace("content_", "");
      const layout = stock.kind === "conveyor" ? layoutName(layoutOf(stock, network)) : "";
      return call(`${stock.kind}>${what}>${layout}`, args, span);
    }
  }
}
