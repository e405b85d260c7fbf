import { markup } from "../markup.ts";
import { drawArgument } from "./argument.ts";
import { drawAssumptions } from "./assumptions.ts";
import { drawBehaviour } from "./behaviour.ts";
import { drawPolicies, drawScenarios } from "./compared.ts";
import { drawFailing } from "./failing.ts";
import { drawGlance, drawHead } from "./glance.ts";
import { drawDoubts, drawMaking } from "./making.ts";
import { Names } from "./names.ts";
import { type PageSection, writePage } from "./page.ts";
import { drawPast } from "./past.ts";
import type { ShownReport } from "./shown.ts";
import { drawStructure } from "./structure.ts";

/** A report as one page of HTML that needs nothing else; equal reports are equal texts. */
export function writeReport(shown: ShownReport): string {
  const names = new Names(shown.variables);
  const sections: readonly (PageSection | undefined)[] = [
    drawGlance(shown),
    drawStructure(shown),
    drawArgument(shown, names),
    drawFailing(shown, names),
    drawPast(shown, names),
    drawBehaviour(shown),
    drawPolicies(shown),
    drawScenarios(shown),
    drawAssumptions(shown),
    drawDoubts(shown),
    drawMaking(shown),
  ];
  const title = shown.model.title ?? shown.model.name;
  return writePage({
    kind: "report",
    title: `${title}: report`,
    head: drawHead(shown),
    sections: sections.filter((section) => section !== undefined),
    foot: markup`<p class="quiet">${shown.model.purpose ?? ""} Projections in this model, under these assumptions. Made with Hence ${shown.making.version}.</p>`,
  });
}
