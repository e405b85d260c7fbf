import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createSimulator } from "../compile/simulator.ts";
import type { Layout } from "../model/layout.ts";
import { foldName, nearestName } from "../model/name.ts";
import { outlineOf } from "../view/diagram/outline.ts";
import { svgText, type Theme, themes } from "../view/diagram/svg.ts";
import type { DiagramSystem, DiagramWay } from "../view/diagram/system.ts";
import type { DiagramView } from "../view/diagram/viewname.ts";
import { drawView, type NamedView, viewsOf } from "../view/diagram/views.ts";
import { formatCount } from "../view/number.ts";
import { drawTable } from "../view/table.ts";
import { optionOf, type Request } from "./command.ts";
import { readDataOptions } from "./data.ts";
import { signsInBaseRun } from "./diagramsigns.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem, writeWhole } from "./files.ts";
import { layoutOf } from "./layout.ts";
import { complain, hasErrors, openRunnable } from "./opening.ts";
import type { Terminal } from "./terminal.ts";

/** `hence diagram`. */
export async function drawDiagrams(request: Request, terminal: Terminal): Promise<number> {
  const [path = ""] = request.operands;
  const theme = readTheme(request);
  const opened = openRunnable(path, readDataOptions(request, []));
  const { facts, report, diagnostics } = opened;
  const layout = layoutOf(opened);
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  const system = outlineOf(facts, signsInBaseRun(facts, simulator));
  const errors = diagnostics.filter(({ severity, code }) => severity === "error" && code !== "not-given");
  complain(opened, errors, terminal);
  const out = optionOf(request, "out");
  const asked = askedView(request, system, layout);
  if (out === undefined) {
    if (asked) throw new WrongUsage("Where is the picture to go?", "Name a file: --out FILE.svg");
    terminal.out(list(system, layout, terminal).join("\n"));
  } else {
    const files = /\.svg$/i.test(out)
      ? [{ path: out, view: asked ?? viewsOf(system, layout)[0]!.view }]
      : inFolder(out, asked, system, layout);
    for (const file of files) {
      const options = { ...(layout && { layout }), constants: !request.options.has("structure") };
      const drawing = drawView(system, file.view, options);
      if (!drawing) throw new WrongUsage(`There is nothing to draw for ‘${file.path}’.`);
      await writeWhole(file.path, [svgText(drawing.scene, theme)]);
      const { nodes, arrows } = drawing.scene;
      const counts = `${formatCount(nodes.length, "name")}, ${formatCount(arrows.length, "arrow")}`;
      terminal.out(`Wrote ${file.path}: ${counts}.`);
    }
  }
  return hasErrors(errors) ? exit.faults : exit.good;
}

function readTheme(request: Request): Theme {
  const written = optionOf(request, "theme") ?? "auto";
  const theme = themes.find((one) => one === written);
  if (theme) return theme;
  throw new WrongUsage(`‘${written}’ is no theme.`, `--theme is one of ${themes.join(", ")}.`);
}

/** The view that the options ask for; undefined where they leave it open. */
function askedView(
  request: Request,
  system: DiagramSystem,
  layout: Layout | undefined,
): DiagramView | undefined {
  const named = (["sector", "claim", "link", "loop", "around", "view"] as const).flatMap((option) => {
    const name = optionOf(request, option);
    return name === undefined ? [] : [{ option, name }];
  });
  const [first, second] = named;
  if (second)
    throw new WrongUsage(`--${first!.option} and --${second.option} each ask for a view: one at a time.`);
  if (!first) return undefined;
  const { option, name } = first;
  switch (option) {
    case "sector": {
      const keys = system.groups.map(({ key }) => key);
      return { kind: "group", key: pick(name, keys, "sector or module") };
    }
    case "around": {
      const names = system.variables.map((variable) => variable.name);
      return { kind: "around", name: pick(name, names, "variable") };
    }
    case "view": {
      const names = (layout?.views ?? []).map((view) => view.name);
      return { kind: "given", name: pick(name, names, "view of the layout") };
    }
    default: {
      const ids = system.ways.filter(({ kind }) => kind === option).map(({ id }) => id);
      return { kind: "way", of: option, id: pick(name, ids, `${option} with a path`) };
    }
  }
}

function pick(written: string, known: readonly string[], what: string): string {
  const found = known.find((one) => foldName(one) === foldName(written));
  if (found !== undefined) return found;
  const near = nearestName(written, known);
  throw new WrongUsage(`No ${what} is called ‘${written}’.${near ? ` Did you mean ‘${near}’?` : ""}`);
}

/** A file for each view, in a folder that is made where it is not there. */
function inFolder(
  folder: string,
  asked: DiagramView | undefined,
  system: DiagramSystem,
  layout: Layout | undefined,
): readonly { readonly path: string; readonly view: DiagramView }[] {
  if (asked)
    throw new WrongUsage("One view goes into one file.", "Its name must end in .svg: --out FILE.svg");
  try {
    mkdirSync(folder, { recursive: true });
  } catch (problem) {
    throw new WrongUsage(`The folder ‘${folder}’ cannot be made: ${explainFileProblem(problem)}.`);
  }
  const loops = system.ways.filter(({ kind }) => kind === "loop");
  const taken = new Set<string>();
  return [...viewsOf(system, layout), ...loops.map(viewOfWay)].map(({ view, title }) => {
    const words = view.kind === "group" && view.key !== undefined ? view.key : title;
    const plain = words.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_|_$/g, "");
    let name = plain;
    for (let i = 2; taken.has(foldName(name)); i++) name = `${plain}_${i}`;
    taken.add(foldName(name));
    return { path: join(folder, `${name}.svg`), view };
  });
}

function viewOfWay({ kind, id }: DiagramWay): NamedView {
  return { view: { kind: "way", of: kind, id }, title: id };
}

/** What there is to draw, with the option that asks for it. */
function list(
  system: DiagramSystem,
  layout: Layout | undefined,
  { width, paint }: Terminal,
): readonly string[] {
  const quote = (text: string) => (/^[\w.-]+$/.test(text) ? text : `"${text}"`);
  const optionFor = (view: DiagramView): string => {
    switch (view.kind) {
      case "group":
        return view.key === undefined ? "" : `--sector ${quote(view.key)}`;
      case "given":
        return `--view ${quote(view.name)}`;
      case "way":
        return `--${view.of} ${view.id}`;
      default:
        return "";
    }
  };
  const rows = [
    ...viewsOf(system, layout).map(({ view, title }) => [optionFor(view), title]),
    ...system.ways.map((way) => [optionFor(viewOfWay(way).view), way.title]),
  ];
  return [
    paint.strong("Views, each drawn with --out FILE.svg:"),
    ...drawTable([{}, { gives: "wrap" }], rows, width, "  "),
  ];
}
