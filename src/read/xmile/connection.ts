import type { Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import { attributeOf, childrenOf, headSpan } from "./element.ts";
import { errorAt, warningAt } from "./fault.ts";
import { type Found, findVariable, seenFrom } from "./find.ts";
import type { Declared, ModelNode } from "./terms.ts";
import { tokenizeEquation } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** What fills the inputs of models, by the model and the folded name of the input in the file. */
export type Connections = ReadonlyMap<ModelNode, ReadonlyMap<string, Connection>>;

export interface Connection {
  readonly target: Declared;
  /** Seen from the model around the one that is filled; in the root, from there. */
  readonly value: Expr;
  readonly span: Span;
}

/** Reads the `<connect>` of all modules, in the three spellings that there are (XMILE 1.0, 4.7.1). */
export function readConnections(root: ModelNode, report: Report): Connections {
  const connections = new Map<ModelNode, Map<string, Connection>>();
  const parents = new Map<ModelNode, ModelNode>();
  const visit = (node: ModelNode) => {
    for (const child of node.children.values()) parents.set(child, node);
    for (const [name, { kind, element }] of node.declared) {
      if (kind !== "module") continue;
      const plain = childrenOf(element, "connect");
      for (const connect of plain.length > 0 ? plain : childrenOf(element, "connect2"))
        readConnection(connect, node, node.children.get(name));
    }
    for (const child of node.children.values()) visit(child);
  };

  const readConnection = (connect: XmlElement, around: ModelNode, module: ModelNode | undefined) => {
    const span = headSpan(connect);
    const [to, from] = ["to", "from"].map((name) => partsOf(connect, name));
    if (!to || !from || !module) return;
    const target = findTarget(to, around, module);
    if (!target) {
      const message = `‘${to.join(".")}’, which this connection fills, is no variable of the module.`;
      report(warningAt("unknown-input", message, connect.attributes.get("to")?.text.whole ?? span));
      return;
    }
    const viewer = parents.get(target.node) ?? target.node;
    const source = findSource(from, around, viewer);
    if (!source) {
      const message = `Nothing in this model is called ‘${from.join(".")}’.`;
      report(errorAt("unknown-name", message, connect.attributes.get("from")?.text.whole ?? span));
      return;
    }
    const own = connections.get(target.node) ?? new Map<string, Connection>();
    connections.set(target.node, own);
    const { dimensions } = seenFrom(target.declared, target.node, viewer);
    if (!own.has(target.name))
      own.set(target.name, { target: target.declared, value: referTo(source, dimensions, span), span });
  };

  visit(root);
  return connections;
}

interface Target {
  readonly node: ModelNode;
  readonly declared: Declared;
  /** Folded, as the file has it. */
  readonly name: string;
}

/** `input`, `module.input`, `inner.input`, `.input of the root`. */
function findTarget(parts: readonly string[], around: ModelNode, module: ModelNode): Target | undefined {
  const name = foldName(parts.at(-1)!);
  const path = parts.slice(0, -1);
  const at = (start: ModelNode | undefined, steps: readonly string[]): Target | undefined => {
    const node = steps.reduce<ModelNode | undefined>(
      (here, step) => here?.children.get(foldName(step)),
      start,
    );
    const declared = node?.declared.get(name);
    return node && declared && { node, declared, name };
  };
  const root = around.shared.models.get("");
  if (path[0] === "") return at(root, path.slice(1)) ?? at(around, path.slice(1));
  const [first, ...rest] = path;
  if (first === undefined) return at(module, []) ?? at(around, []);
  return (
    at(around, path) ??
    at(module, path) ??
    at(around.shared.models.get(foldName(first)), rest) ??
    at(root, path)
  );
}

/** What fills an input: named from the model around the module, from the root, or by a model's own name. */
function findSource(parts: readonly string[], around: ModelNode, viewer: ModelNode): Found | undefined {
  const name = parts.at(-1)!;
  const path = parts.slice(0, -1);
  const found =
    findVariable({ name, path }, around) ??
    findVariable({ name, path: path.filter((part) => part !== "") }, around);
  if (!found) return undefined;
  const whole = found.path[0] === "" ? found.path.slice(1) : [...around.path, ...found.path];
  const isBelow = viewer.path.every((part, i) => part === whole[i]);
  const declared = seenFrom(found.home.declared.get(foldName(name))!, found.home, viewer);
  return { ...found, declared, path: isBelow ? whole.slice(viewer.path.length) : ["", ...whole] };
}

/** A source, element by element as the input has them. */
function referTo({ declared, path }: Found, target: readonly string[], span: Span): Expr {
  const { dimensions, name } = declared;
  const names = dimensions.length === target.length ? target : dimensions;
  const subscripts = names.map((dimension) => ({ kind: "name", name: dimension, span }) as const);
  return { kind: "name", name, path, ...(dimensions.length > 0 && { subscripts }), transposed: false, span };
}

/** The parts of a name with dots; parts in quotes may hold dots of their own. */
function partsOf(connect: XmlElement, attribute: string): readonly string[] | undefined {
  const text = connect.attributes.get(attribute)?.text;
  if (!text || attributeOf(connect, attribute) === undefined) return undefined;
  const tokens = tokenizeEquation(text).filter(({ kind }) => kind !== "end");
  const names = tokens.flatMap((token) => (token.kind === "name" ? [token.parts] : []));
  // A name with blanks or other signs, which an equation would have in quotes.
  if (names.length !== tokens.length || names.length === 0) return text.text.trim().split(".");
  return names.reduce((whole, parts) => [
    ...whole.slice(0, -1),
    `${whole.at(-1)!} ${parts[0]!}`,
    ...parts.slice(1),
  ]);
}
