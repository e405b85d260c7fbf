import type { LinkVerdict, LoopVerdict, Sign, SignedStep } from "../../argument/verdict.ts";
import type { Link } from "../../model/argument.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { type DrawnWith, drawEvidence } from "./claims.ts";
import { drawItem } from "./item.ts";
import type { ItemShares } from "./itemshares.ts";
import type { Names } from "./names.ts";
import { drawPairs } from "./pieces.ts";

const arrows: Readonly<Record<Sign, string>> = {
  raises: " →(+) ",
  lowers: " →(−) ",
  none: " →(0) ",
  varies: " →(±) ",
};

function drawSteps(path: readonly string[], steps: readonly SignedStep[], names: Names): string {
  if (steps.length === 0) return path.map((name) => names.title(name)).join(" → ");
  return steps.reduce(
    (text, { sign, to }) => text + arrows[sign] + names.title(to),
    names.title(steps[0]!.from),
  );
}

/** The loops that have names, with the signs of their steps in the base run. */
export function drawLoops({ shown, names, shares }: DrawnWith): Piece {
  const { loops } = shown.verdicts;
  if (loops.length === 0) return markup`<p>No loop has a name in the system.</p>`;
  return markup`<ul class="items">${loops.map((loop, i) => drawLoop(loop, shares[i], names))}</ul>`;
}

function drawLoop(loop: LoopVerdict, shares: ItemShares | undefined, names: Names): Markup {
  const isAsNamed = loop.sign === null || loop.sign === loop.says;
  const kind = isAsNamed ? loop.says : `said to be ${loop.says}; is ${loop.sign}`;
  return drawItem({
    kind: "loop",
    id: loop.id,
    text: markup`${loop.title ?? ""} <small>(${kind})</small>`,
    verdict: loop.verdict,
    shares,
    details: drawPairs([
      ["Around", drawSteps(loop.path, loop.steps, names)],
      ["Rests on", loop.because.join(", ")],
      ["Note", loop.note ?? undefined],
    ]),
    called: "Steps",
  });
}

/** The links that the author asserts, with the evidence on either side. */
export function drawLinks({ shown, names, shares }: DrawnWith): Piece {
  const { links } = shown.verdicts;
  if (links.length === 0) return markup`<p>The system names no links.</p>`;
  return markup`<ul class="items">${links.map((link, i) => drawLink(link, shown.model.links[i]!, shares[i], names))}</ul>`;
}

function drawLink(link: LinkVerdict, written: Link, shares: ItemShares | undefined, names: Names): Markup {
  const { basis } = written;
  const isAssumed = basis?.word === "assumed";
  return drawItem({
    kind: "link",
    id: link.id,
    text: [
      link.title ?? link.context ?? "",
      isAssumed ? markup` <span class="tag">ASSUMED</span>` : undefined,
    ],
    says: `rests on ${link.because.length === 0 ? "no claim" : link.because.join(", ")}; evidence: ${link.evidence.for} for, ${link.evidence.against} against`,
    verdict: link.verdict,
    shares,
    details: drawPairs([
      [
        "In the model",
        link.paths.map(
          ({ path, steps, says, note }) =>
            markup`<p>${drawSteps(path, steps, names)} (said: ${says})${note === null ? "" : `; ${note}`}</p>`,
        ),
      ],
      ["Evidence for", drawEvidence(written.evidenceFor)],
      ["Evidence against", drawEvidence(written.evidenceAgainst)],
      ["Basis", basis ? [basis.word, basis.text].filter(Boolean).join(": ") : undefined],
    ]),
    called: "Paths and evidence",
    isPrinted: true,
  });
}
