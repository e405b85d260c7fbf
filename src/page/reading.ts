import { markup } from "../view/markup.ts";
import { nameAt, type Pictures } from "./picture.ts";

/**
 * Choosing a sentence of the essay, or a claim behind it, shows beside it what the claims say and what came of them, and
 * lights their ways in the pictures. Choosing it again puts that away.
 */
export function bindReading(pictures: Pictures): void {
  const card = document.createElement("aside");
  card.className = "reading";
  card.tabIndex = -1;
  card.setAttribute("aria-label", "The claims of the chosen sentence");
  let chosen: Element | undefined;

  const close = (): void => {
    chosen?.classList.remove("chosen");
    chosen?.querySelector<HTMLElement>(".chip")?.focus({ preventScroll: true });
    chosen = undefined;
    card.remove();
    pictures.light([]);
  };
  const choose = (sentence: Element, isByKey: boolean): void => {
    chosen?.classList.remove("chosen");
    chosen = sentence;
    sentence.classList.add("chosen");
    const anchors = anchorsIn(sentence);
    pictures.light(anchors);
    card.replaceChildren(...anchors.map((anchor) => tell(anchor, pictures)), closing(close));
    sentence.closest("li")?.append(card);
    if (isByKey) card.focus({ preventScroll: true });
  };
  for (const sentence of document.querySelectorAll("ol.essay .sentence")) {
    if (anchorsIn(sentence).length === 0) continue;
    sentence.classList.add("claimed");
    sentence.addEventListener("click", (event) => {
      if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (sentence === chosen) close();
      else choose(sentence, event.detail === 0);
    });
  }
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && chosen) close();
  });
}

function anchorsIn(sentence: Element): string[] {
  return [...sentence.querySelectorAll<HTMLAnchorElement>("a.chip")].map(({ hash }) => hash.slice(1));
}

/** What a claim says, what came of it, and the way it takes. */
function tell(anchor: string, pictures: Pictures): HTMLElement {
  const told = document.createElement("div");
  const item = document.getElementById(anchor);
  const parts = item?.querySelectorAll(":scope > div:not(.side) > p:first-child, :scope > .side") ?? [];
  told.append(...[...parts].map((part) => part.cloneNode(true)));
  // The one that stands below leads there too.
  told.querySelector(".side > a")?.remove();
  told.append(...pictures.waysOf(anchor).slice(0, 1));
  const links = document.createElement("p");
  links.innerHTML =
    markup`<a href="#${anchor}">How ${nameAt(anchor)} was tested, evidence for and against</a> · <a href="#picture">its way in the picture</a>`.text;
  told.append(links);
  return told;
}

function closing(close: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", close);
  return button;
}
