import type { PublishedLever } from "../publish/system.ts";

/**
 * Of a page that stands in a frame only what its link asks for is shown: `#chart=2&lever=lev_growth`, a chart by its place and
 * levers by their names. Without any, the first chart.
 */
export function chooseParts(levers: readonly PublishedLever[]): void {
  const asked = new URLSearchParams(location.hash.slice(1));
  const charts = asked.getAll("chart");
  const names = asked.getAll("lever").map((name) => name.toLowerCase());
  const wanted = charts.length + names.length === 0 ? ["0"] : charts;
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-course]"))
    figure.classList.toggle("unwanted", !wanted.includes(figure.dataset.course ?? ""));
  const form = document.querySelector("form#controls");
  for (const [i, { key }] of levers.entries())
    form
      ?.querySelector(`[data-lever="${i}"]`)
      ?.closest(".lever")
      ?.classList.toggle("unwanted", !names.includes(key));
  for (const group of form?.querySelectorAll("fieldset") ?? [])
    group.classList.toggle("unwanted", !group.querySelector(".lever:not(.unwanted)"));
  form?.classList.toggle("unwanted", names.length === 0);
  document.querySelector(".legend")?.classList.toggle("unwanted", wanted.length === 0);
}
