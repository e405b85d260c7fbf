import type { Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { Loaded } from "../hence.ts";
import { pathBeside } from "../path.ts";
import { attributeOf, childOf, childrenOf, headSpan, variablesOf } from "./element.ts";
import { errorAt, noteAt } from "./fault.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** A file as loaded, and the files that it needs, by the path that it was loaded by. */
export interface XmileFile {
  readonly path: string;
  readonly root: XmlElement;
}

/** All files of a whole: the entry first, then what it includes, then what modules are read from. */
export interface XmileFiles {
  readonly entry: XmileFile | undefined;
  readonly included: readonly XmileFile[];
  readonly byPath: ReadonlyMap<string, XmileFile>;
  readonly sources: ReadonlyMap<string, string>;
}

/** So many files may lead from the entry to one that is used. */
const mostOpen = 100;

/** Loads the entry and all files that it includes or takes models from. */
export function loadFiles(entry: string, load: (path: string) => Loaded, report: Report): XmileFiles {
  const byPath = new Map<string, XmileFile>();
  const sources = new Map<string, string>();
  const included: XmileFile[] = [];
  const failed = new Set<string>();

  const loadFile = (path: string, used: Span | undefined, open: readonly string[]): XmileFile | undefined => {
    const known = byPath.get(path);
    if (known || failed.has(path)) return known;
    const file = readFile(path, used);
    if (!file) {
      failed.add(path);
      return undefined;
    }
    byPath.set(path, file);
    follow(file, [...open, path]);
    return file;
  };

  const readFile = (path: string, used: Span | undefined): XmileFile | undefined => {
    const loaded = load(path);
    if ("missing" in loaded) {
      const message = `The file ‘${path}’ cannot be read: ${loaded.missing}.`;
      report({ code: "missing-file", severity: "error", message, ...(used && { span: used }) });
      return undefined;
    }
    for (const diagnostic of loaded.diagnostics ?? []) report(diagnostic);
    sources.set(path, loaded.text);
    if (loaded.diagnostics?.some(({ severity }) => severity === "error")) return undefined;
    const root = readXml(loaded.text, path, report);
    if (!root || root.name.toLowerCase() === "xmile") return root && { path, root };
    const message = `This is XML, but no XMILE: its outermost element is <${root.name}>.`;
    report(errorAt("not-xmile", message, headSpan(root)));
    return undefined;
  };

  const follow = (file: XmileFile, open: readonly string[]) => {
    for (const { resource, span, isIncluded } of resourcesOf(file.root)) {
      if (isLink(resource)) {
        // What Hence has of its own needs no file: libraries of standard macros are named by links.
        const message = `‘${resource}’ is a link, which is not fetched; what it defines is not known.`;
        report(noteAt("xmile-link", message, span));
        continue;
      }
      const path = pathBeside(file.path, pathOfResource(resource));
      if (isIncluded && (open.includes(path) || open.length >= mostOpen)) {
        const circle = [...open.slice(Math.max(0, open.indexOf(path))), path]
          .map((each) => `‘${each}’`)
          .join(" includes ");
        report(errorAt("use-circle", `These files include each other: ${circle}.`, span));
        continue;
      }
      const found = loadFile(path, span, open);
      if (found && isIncluded && !included.includes(found)) included.push(found);
    }
  };

  const first = loadFile(pathBeside("", entry), undefined, []);
  return { entry: first, included, byPath, sources };
}

/** Whether what is named is no file but a link. */
export function isLink(resource: string): boolean {
  return /^[a-z]{2,}:\/\//i.test(resource);
}

/**
 * The path, from the folder of the file, that a resource names. Blanks and the like are written with signs of per cent, as
 * in links; behind an `r` Stella counts from the file itself, so that `r../prices.csv` lies beside it (so do the files that
 * are named in the corpus).
 */
export function pathOfResource(resource: string): string {
  const path = resource.replace(/^r(?:\.[/\\])?\.\.[/\\]/, "").replace(/^r(?=\.[/\\])/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface Resource {
  readonly resource: string;
  readonly span: Span;
  readonly isIncluded: boolean;
}

/** The files that a file names: in `<include>`, and as places of models. */
function resourcesOf(root: XmlElement): readonly Resource[] {
  const header = childOf(root, "header");
  const includes = [root, header, childOf(header, "includes"), childOf(root, "includes")].flatMap((place) =>
    childrenOf(place, "include"),
  );
  const models = childrenOf(root, "model");
  const modules = models.flatMap((model) => childrenOf(variablesOf(model), "module"));
  const from = (elements: readonly XmlElement[], isIncluded: boolean) =>
    elements.flatMap((element): Resource[] => {
      const resource = attributeOf(element, "resource");
      const span = element.attributes.get("resource")?.text.whole ?? headSpan(element);
      return resource === undefined ? [] : [{ resource, span, isIncluded }];
    });
  return [...from(includes, true), ...from([...models, ...modules], false)];
}

/** The file that a model or module names as its place; undefined where it names none. */
export function fileOf(element: XmlElement, from: string, { byPath }: XmileFiles): XmileFile | undefined {
  const resource = attributeOf(element, "resource");
  return resource === undefined ? undefined : byPath.get(pathBeside(from, pathOfResource(resource)));
}
