import { markup } from "../markup.ts";
import { drawArgument } from "./argument.ts";
import { drawAssumptions } from "./assumptions.ts";
import { drawPolicies, drawScenarios } from "./compared.ts";
import { drawEssay, type ShownNotes } from "./essay.ts";
import { drawFailing } from "./failing.ts";
import { drawGlance, drawHead } from "./glance.ts";
import { drawDoubts, drawMaking } from "./making.ts";
import { Names } from "./names.ts";
import { frameWith, type LivePart, type PageSection, writePage } from "./page.ts";
import { drawPast } from "./past.ts";
import { drawPicture, type ShownPicture } from "./picture.ts";
import { drawPlay, type Play } from "./play.ts";
import type { ShownReport } from "./shown.ts";
import { drawStructure } from "./structure.ts";

/** A published page: a report that runs, and the texts that the system rests on. */
export interface ShownPublished {
  readonly shown: ShownReport;
  readonly play: Play;
  readonly notes: readonly ShownNotes[];
  readonly picture?: ShownPicture;
  readonly live: LivePart;
}

/** One page of HTML that runs its system by itself, from a file as from any host. */
export function writePublished({ shown, play, notes, picture, live }: ShownPublished): string {
  const names = new Names(shown.variables);
  const sections: readonly (PageSection | undefined)[] = [
    drawPlay(play),
    ...notes.map((one) => drawEssay(one, shown)),
    picture && drawPicture(picture),
    drawGlance(shown),
    drawArgument(shown, names),
    drawFailing(shown, names),
    drawPast(shown, names),
    drawPolicies(shown),
    drawScenarios(shown),
    drawStructure(shown),
    drawAssumptions(shown),
    drawDoubts(shown),
    drawMaking(shown),
  ];
  return writePage({
    kind: "page",
    title: titleOf(shown),
    head: drawHead(shown),
    sections: sections.filter((section) => section !== undefined),
    foot: markup`<p class="quiet">${shown.model.purpose ?? ""} Projections in this model, under these assumptions. Made with Hence ${shown.making.version}.</p>`,
    live,
  });
}

/**
 * A chart and a lever for somebody else's page: which ones, the link says behind its `#`. With its range, how many worlds
 * it is of, and the way to the whole.
 */
export function writeEmbed({ shown, play, live }: ShownPublished): string {
  const { worlds, model } = shown;
  const over =
    typeof worlds === "string"
      ? "one run"
      : `p5 to p95 of ${worlds.candidates.kept} plausible worlds, and one run`;
  const { body } = drawPlay({ ...play, horizons: [], first: play.figures.length });
  const begin = markup`<body class="embed"><div class="frame"><main id="main"><h1 class="quiet">${titleOf(shown)}</h1>${body}</main>`;
  const rest = markup`<footer><p class="quiet">${over}. A projection in this model, under these assumptions; what comes sooner and later, what it costs, and what speaks against it: <a href="index.html" target="_blank" rel="noopener">the whole page</a>. ${model.purpose ?? ""}</p></footer></div></body>`;
  return frameWith({ kind: "page", title: titleOf(shown), live }, begin, rest);
}

function titleOf({ model }: ShownReport): string {
  return model.title ?? model.name;
}
