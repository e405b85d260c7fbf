import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Expr } from "../src/model/expression.ts";
import type { Model } from "../src/model/system.ts";
import { readText } from "./read.texts.ts";

/** Each file is a text, a line `==>`, and what is read: faults, then one line for each thing in the model. */
const folder = "test/cases/read";
const arrow = "\n==>\n";

test.each(readdirSync(folder).sort())("%s is read as its case says", (file) => {
  const path = join(folder, file);
  const [input = "", expected = ""] = readFileSync(path, "utf8").split(arrow);
  const { model, printed } = readText(input);
  const result = `${[...printed, ...linesOf(model)].join("\n")}\n`;
  if (process.env.UPDATE) writeFileSync(path, `${input}${arrow}${result}`);
  else expect(result).toBe(expected);
});

function linesOf(model: Model): readonly string[] {
  return Object.entries(model).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item) => `${name}: ${show(item)}`) : [`${name}: ${show(value)}`],
  );
}

/** Everything but spans, what is empty, and what is so unless told; expressions with all their brackets. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isExpr(value)) return showExpr(value);
  const shown = Object.entries(value).filter(
    ([key, inner]) => !/span$/i.test(key) && inner !== false && !(Array.isArray(inner) && inner.length === 0),
  );
  return `{${shown.map(([key, inner]) => `${key} ${show(inner)}`).join(", ")}}`;
}

const exprKinds = new Set(["number", "call", "unary", "binary", "if", "at", "base", "percent", "error"]);

function isExpr(value: object): value is Expr {
  return (
    "kind" in value && (exprKinds.has(`${value.kind}`) || (value.kind === "name" && "transposed" in value))
  );
}

function showExpr(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return `${expr.value}`;
    case "name": {
      const name = [...expr.path, expr.name].join(".");
      const subscripts = expr.subscripts ? `[${expr.subscripts.map(showSubscript).join(", ")}]` : "";
      return `${name}${expr.transposed ? "'" : ""}${subscripts}`;
    }
    case "call": {
      const over = expr.over ? ` over ${show(expr.over)}` : "";
      return `${expr.name}(${expr.args.map(showExpr).join(", ")}${over})`;
    }
    case "unary":
      return `(${expr.op} ${showExpr(expr.operand)})`;
    case "binary":
      return `(${showExpr(expr.left)} ${expr.op} ${showExpr(expr.right)})`;
    case "if":
      return `(if ${showExpr(expr.condition)} then ${showExpr(expr.yes)} else ${showExpr(expr.no)})`;
    case "at": {
      const run = `${expr.scenario ? ` in ${expr.scenario.name}` : ""}${expr.against ? ` against ${expr.against.name}` : ""}`;
      return `(${showExpr(expr.quantity)} @ ${showExpr(expr.time)}${run})`;
    }
    case "percent":
      return `${showExpr(expr.value)} ${expr.word}`;
    case "base":
    case "error":
      return `<${expr.kind}>`;
  }
}

function showSubscript(subscript: NonNullable<(Expr & { kind: "name" })["subscripts"]>[number]): string {
  switch (subscript.kind) {
    case "name":
      return subscript.name;
    case "all":
      return "*";
    case "range":
      return `${subscript.from}:${subscript.to}`;
    case "position":
      return `position ${showExpr(subscript.index)}`;
  }
}
