import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import { attributeOf, childOf, childrenOf, headSpan, nameSpanOf, textOf, variablesOf } from "./element.ts";
import { errorAt, noteAt } from "./fault.ts";
import { fileOf, type XmileFiles } from "./files.ts";
import { createFinder, type Maker } from "./foreign.ts";
import { declareVariables } from "./node.ts";
import type { MacroHead, ModelNode, OptionFilter } from "./terms.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** So many models may stand one inside another. */
const deepest = 50;

/** The models of a whole as they stand in each other: the root, and the model of each module below it. */
export function buildTree(
  files: XmileFiles,
  dimensions: Map<string, Dimension>,
  macros: ReadonlyMap<string, readonly MacroHead[]>,
  filters: readonly OptionFilter[],
  report: Report,
): ModelNode | undefined {
  const models = new Map<string, ModelNode>();
  const used = new Set<XmlElement>();
  const maker = makerOf(files);
  const shared = { dimensions, macros, models, filters, maker, findFunction: createFinder(maker) };

  const create = (
    element: XmlElement,
    path: readonly string[],
    around: readonly string[],
    open: readonly XmlElement[],
  ): ModelNode => {
    used.add(element);
    const variables = variablesOf(element);
    if (attributeOf(element, "encryption-scheme") !== undefined)
      report(errorAt("xmile-encrypted", "This model is encrypted, and cannot be read.", headSpan(element)));
    const declared = declareVariables(variables, dimensions, report);
    const children = new Map<string, ModelNode>();
    const node: ModelNode = { element, path, over: around, declared, children, shared };
    if (path.length === 0) models.set("", node);
    for (const { name, kind, element: module, dimensions: over } of declared.values()) {
      if (kind !== "module") continue;
      const model = findModel(module, name, element, files);
      if (!model) {
        const message = `There is no model for the module ‘${name}’.`;
        const note = `A model of this name stands in the file, <model name="${name}">, or the module names a file as its ‘resource’.`;
        report(errorAt("missing-model", message, nameSpanOf(module), note));
      } else if ([...open, element].includes(model) || open.length >= deepest) {
        report(
          errorAt("module-circle", `The model of the module ‘${name}’ holds itself.`, nameSpanOf(module)),
        );
      } else {
        const child = create(model, [...path, name], [...around, ...over], [...open, element]);
        children.set(foldName(name), child);
        if (!models.has(foldName(name))) models.set(foldName(name), child);
      }
    }
    return node;
  };

  const all = [files.entry, ...files.included].flatMap((file) => childrenOf(file?.root, "model"));
  const own = childrenOf(files.entry?.root, "model");
  const root = own.find((model) => attributeOf(model, "name") === undefined) ?? own[0];
  if (!root) {
    const message = "This file holds no <model>.";
    if (files.entry) report(errorAt("xmile-structure", message, headSpan(files.entry.root)));
    return undefined;
  }
  const node = create(root, [], [], []);
  for (const model of all) {
    const name = attributeOf(model, "name");
    if (used.has(model) || name === undefined) continue;
    const message = `No module stands for the model ‘${nameOf(name)}’; it is not part of the whole.`;
    report(noteAt("unused-model", message, nameSpanOf(model)));
  }
  return node;
}

/** Whose program wrote the entry. */
function makerOf({ entry }: XmileFiles): Maker {
  const header = childOf(entry?.root, "header");
  const words = [textOf(childOf(header, "vendor")), textOf(childOf(header, "product"))].join(" ");
  return /vensim|ventana/i.test(words) ? "vensim" : "stella";
}

/** The model of a module: in the file that it names, else among the models of the whole (XMILE 1.0, 4.7.1). */
function findModel(
  module: XmlElement,
  name: string,
  around: XmlElement,
  files: XmileFiles,
): XmlElement | undefined {
  const modelsIn = (root: XmlElement | undefined) => childrenOf(root, "model");
  const called = (models: readonly XmlElement[]) =>
    models.find((model) => foldName(nameOf(attributeOf(model, "name") ?? "")) === foldName(name));
  const rootOf = (models: readonly XmlElement[]) =>
    models.find((model) => attributeOf(model, "name") === undefined) ?? models[0];
  const inFile = (element: XmlElement): XmlElement | undefined => {
    const models = modelsIn(fileOf(element, element.source, files)?.root);
    return called(models) ?? rootOf(models);
  };
  if (attributeOf(module, "resource") !== undefined) return inFile(module);
  const home = files.byPath.get(around.source);
  const places = [home, files.entry, ...files.included].flatMap((file) => modelsIn(file?.root));
  const found = called(places);
  // A model may be a place only: the file that it names holds what it is.
  return found && attributeOf(found, "resource") !== undefined ? (inFile(found) ?? found) : found;
}
