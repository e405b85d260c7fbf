import type { LinkVerdict, LoopVerdict } from "../argument/verdict.ts";
import type { Evidence } from "../model/argument.ts";
import {
  type AnyVerdict,
  drawItem,
  drawRemark,
  isDetailed,
  type ReportOptions,
  verdictWords,
  widestId,
} from "./item.ts";
import { wrap } from "./text.ts";

/** The loops that the author names: by id where they are as named, with the signs of their steps where they are not. */
export function drawLoops(loops: readonly LoopVerdict[], options: ReportOptions): string[] {
  const idWidth = widestId(loops);
  const shown = loops.filter((loop) => isDetailed(loop, options));
  return [
    ...listOthers(loops, shown, options),
    ...shown.flatMap((loop) => {
      const isAsNamed = loop.sign === null || loop.sign === loop.says;
      const kind = isAsNamed ? loop.says : `said to be ${loop.says}; is ${loopWords[loop.sign!]}`;
      return [
        ...drawItem({ ...loop, idWidth }, `${loop.title ?? ""} (${kind})`.trim(), options),
        ...drawRemark(drawSteps(loop.path, loop.steps), options),
        ...(loop.note === null ? [] : drawRemark(loop.note, options)),
      ];
    }),
  ];
}

/** The links that the author asserts, with what they rest on. */
export function drawLinks(links: readonly LinkVerdict[], options: ReportOptions): string[] {
  const idWidth = widestId(links);
  const shown = links.filter((link) => isDetailed(link, options));
  return [
    ...listOthers(links, shown, options),
    ...shown.flatMap((link) => {
      const because = link.because.length === 0 ? "no claim" : link.because.join(", ");
      return [
        ...drawItem({ ...link, idWidth }, link.title ?? link.context ?? "", options),
        ...drawRemark(`rests on ${because}`, options),
        ...drawEvidence(link, options),
        ...link.paths.flatMap((path) => [
          ...drawRemark(
            `${drawSteps(path.path, path.steps)} ${path.says}: ${verdictWords[path.verdict]}`,
            options,
          ),
          ...(path.note === null ? [] : drawRemark(path.note, options)),
        ]),
      ];
    }),
  ];
}

/** What speaks for a link, and what against it: its texts, or how many there are. */
function drawEvidence({ id, evidence }: LinkVerdict, options: ReportOptions): string[] {
  const written = options.links?.find((link) => link.id === id);
  if (!written) return drawRemark(`evidence: ${evidence.for} for, ${evidence.against} against`, options);
  const list = (side: string, texts: readonly Evidence[]) =>
    texts.length === 0
      ? drawRemark(`${side}: nothing`, options)
      : texts.flatMap(({ text, fromMemory }) =>
          drawRemark(`${side}: ${text}${fromMemory ? " (from memory)" : ""}`, options),
        );
  return [...list("for", written.evidenceFor), ...list("against", written.evidenceAgainst)];
}

/** What is not shown by itself, by id alone. */
function listOthers(
  all: readonly { readonly id: string; readonly verdict: AnyVerdict }[],
  shown: readonly { readonly id: string }[],
  { width, paint }: ReportOptions,
): string[] {
  const others = all.filter((item) => !shown.includes(item) && item.verdict !== "context");
  return others.length === 0 ? [] : wrap(others.map(({ id }) => id).join(" "), width, "  ").map(paint.faint);
}

const loopWords = {
  reinforcing: "reinforcing",
  balancing: "balancing",
  none: "without effect",
  varies: "now one, now the other",
} as const;

const arrows = { raises: "→(+)", lowers: "→(−)", none: "→(0)", varies: "→(±)" } as const;

/** A path with what each of its steps does. */
function drawSteps(path: readonly string[], steps: LoopVerdict["steps"]): string {
  if (steps.length === 0) return path.join(" → ");
  return steps.reduce((text, step) => `${text} ${arrows[step.sign]} ${step.to}`, steps[0]!.from);
}
