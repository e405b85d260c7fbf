import type { Report } from "../model/diagnostic.ts";
import type { Layout, LayoutItem, Point, View } from "../model/layout.ts";

/** Reads the file of a layout, which stands beside a text of Hence. What is no layout gives nothing, and is reported. */
export function readLayoutFile(text: string, source: string, report: Report): Layout | undefined {
  const fault = (message: string, from = 0, to = 0) => {
    const notes = [{ message: "The file can be deleted: it says only where things lie on diagrams." }];
    report({ code: "layout-form", severity: "warning", message, span: { source, from, to }, notes });
    return undefined;
  };
  // What is left where the making of a layout has been undone.
  if (text.trim() === "") return { views: [] };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return fault("This layout is no JSON, and is not used.", 0, text.length);
  }
  const views = isRecord(data) && Array.isArray(data.views) ? data.views : undefined;
  if (!views) return fault("A layout has a list ‘views’; this one has none, and is not used.");
  const read = views.map(viewOf);
  const at = read.indexOf(undefined);
  if (at >= 0)
    return fault(`View ${at + 1} of this layout is not as a view should be, and the layout is not used.`);
  return { views: read.filter((view) => view !== undefined) };
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function viewOf(value: unknown): View | undefined {
  if (!isRecord(value) || typeof value.name !== "string" || !Array.isArray(value.items)) return undefined;
  return value.items.every(isItem) ? { name: value.name, items: value.items } : undefined;
}

/** By kind: what each part must be; the parts of `optional` may be left out. */
const forms: Readonly<Record<LayoutItem["kind"], Readonly<Record<string, (value: unknown) => boolean>>>> = {
  variable: { name: isText, at: isPoint, size: optional(isPoint), ghost: isTruth },
  pipe: { flow: isText, from: optional(isText), to: optional(isText), points: isPoints },
  arrow: {
    from: isText,
    to: isText,
    through: optional(isPoints),
    angle: optional(isNumber),
    sign: optional((value) => value === "+" || value === "-"),
    delayed: optional(isTruth),
  },
  text: { text: isText, at: isPoint, size: optional(isPoint) },
  loop: { text: isText, at: isPoint, clockwise: isTruth },
  frame: { name: isText, at: isPoint, size: isPoint },
};

function isItem(value: unknown): value is LayoutItem {
  if (!isRecord(value) || typeof value.kind !== "string" || !Object.hasOwn(forms, value.kind)) return false;
  const form = forms[value.kind as LayoutItem["kind"]]; // It is one of the kinds that have a form.
  const known = new Set(["kind", ...Object.keys(form)]);
  return (
    Object.keys(value).every((key) => known.has(key)) &&
    Object.entries(form).every(([key, isRight]) => isRight(value[key]))
  );
}

function optional(isRight: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === undefined || isRight(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isTruth(value: unknown): boolean {
  return typeof value === "boolean";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

function isPoints(value: unknown): boolean {
  return Array.isArray(value) && value.every(isPoint);
}
