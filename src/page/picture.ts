import { markup } from "../view/markup.ts";

/** The pictures of a page, in which ways of the argument can be lit and parts be chosen. */
export interface Pictures {
  /** Lights the ways of what stands at these anchors; of none, nothing is lit. */
  light(anchors: readonly string[]): void;
  /** The ways of what stands at an anchor, as lists of parts. */
  waysOf(anchor: string): HTMLElement[];
}

/** Binds the pictures of the page, where it has any. */
export function bindPictures(): Pictures {
  const root = document.getElementById("pictures");
  const card = document.getElementById("part");
  // Whoever made the page wrote it so.
  const ways = JSON.parse(root?.dataset.ways ?? "{}") as Readonly<Record<string, number[][]>>;
  const all = (selector: string) => [...(root?.querySelectorAll<SVGElement>(selector) ?? [])];
  const groupOf = (part: string): string | undefined =>
    document.getElementById(`part-${part}`)?.dataset.group;

  const offerAll = (): HTMLElement => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show all alike";
    button.addEventListener("click", () => {
      light([]);
      card?.replaceChildren();
    });
    return button;
  };

  /** Tells what a part is, and lights what acts on it and what it acts on. */
  const choosePart = (part: string): void => {
    const told = document.getElementById(`part-${part}`);
    if (!card || !told) return;
    const beside = [...told.querySelectorAll<HTMLAnchorElement>("a[href^='#part-']")].map(({ hash }) =>
      Number(hash.slice("#part-".length)),
    );
    lightPaths([[Number(part)], ...beside.flatMap((other) => [[Number(part), other, Number(part)]])]);
    for (const one of all(`.node[data-part="${part}"]`)) one.classList.add("chosen");
    card.replaceChildren(...[...told.childNodes].map((node) => node.cloneNode(true)), offerAll());
  };

  const showGroup = (group: string): void => {
    const sector = root?.querySelector<HTMLDetailsElement>(`.sector[data-group="${group}"]`);
    if (!sector) return;
    sector.open = true;
    sector.scrollIntoView({ block: "start" });
    sector.querySelector<HTMLElement>("summary")?.focus({ preventScroll: true });
  };
  // A picture that is larger than its frame shows first what is lit, or the first of its boxes.
  for (const sector of root?.querySelectorAll<HTMLDetailsElement>(".sector") ?? [])
    sector.addEventListener("toggle", () => sector.open && showMiddle(sector.querySelector(".seen")));

  const light = (anchors: readonly string[]): void => {
    const some = anchors.filter((anchor) => ways[anchor]);
    lightPaths(some.flatMap((anchor) => ways[anchor]!));
    if (!card || some.length === 0) return;
    showLit();
    card.innerHTML =
      markup`<p><strong>Lit: the way of ${some.map(nameAt).join(", ")}</strong></p><p class="quiet">The sectors that it passes say so. Choose a part to read what it is.</p>`.text;
    card.append(offerAll());
  };

  const showLit = (): void => {
    for (const frame of root?.querySelectorAll(".seen") ?? []) showMiddle(frame);
  };

  const lightPaths = (paths: readonly (readonly number[])[]): void => {
    for (const one of all(".chosen")) one.classList.remove("chosen");
    const parts = new Set(paths.flat().map(String));
    const steps = new Set(paths.flatMap((path) => path.slice(1).map((to, i) => `${path[i]} ${to}`)));
    const groups = new Map([...parts].map((part) => [part, groupOf(part)]));
    const bundles = new Set(
      paths.flatMap((path) =>
        path.slice(1).map((to, i) => `${groups.get(String(path[i]))} ${groups.get(String(to))}`),
      ),
    );
    const isLit = ({ dataset: { part, from, to } }: SVGElement): boolean =>
      part === undefined
        ? steps.has(`${from} ${to}`) || bundles.has(`${from} ${to}`)
        : parts.has(part) || [...groups.values()].includes(part);
    for (const one of all("[data-part],[data-from]")) one.classList.toggle("lit", isLit(one));
    // Where nothing is lit nothing is dimmed.
    for (const frame of root?.querySelectorAll(".seen") ?? [])
      frame.classList.toggle("some-lit", frame.querySelector(litHere) !== null);
    for (const sector of root?.querySelectorAll<HTMLElement>(".sector") ?? []) {
      const count = [...groups.values()].filter((group) => group === sector.dataset.group).length;
      sector.querySelector(".lit-count")!.textContent = count > 0 ? `(${count} lit)` : "";
    }
  };

  root?.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const part = event.target.closest<SVGElement>("svg [data-part]")?.dataset.part;
    if (part?.startsWith("g")) showGroup(part);
    else if (part !== undefined) choosePart(part);
  });
  // Parts that are named elsewhere are shown in the pictures; in the list of all parts a link goes where it says.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a");
    const [, part] = (link && /#part-(\d+)$/.exec(link.href)) || [];
    if (part === undefined || !card || !link || link.closest(".parts")) return;
    event.preventDefault();
    choosePart(part);
    showLit();
    if (!card.contains(link)) root?.scrollIntoView();
    card.focus({ preventScroll: true });
  });
  if (card) card.tabIndex = -1;
  for (const anchor of Object.keys(ways)) {
    const link = document.createElement("a");
    link.href = "#picture";
    link.textContent = `${nameAt(anchor)} in the picture`;
    link.addEventListener("click", () => light([anchor]));
    document.getElementById(anchor)?.querySelector(".side")?.append(link);
  }

  return {
    light,
    waysOf: (anchor) =>
      (ways[anchor] ?? []).map((path) => {
        const list = document.createElement("ol");
        list.className = "way";
        list.innerHTML = path
          .map(
            (part) =>
              markup`<li><a href="#part-${part}">${document.querySelector(`#part-${part} strong`)?.textContent ?? ""}</a></li>`
                .text,
          )
          .join("");
        return list;
      }),
  };
}

/** What is lit of a sector's own, and not of another that stands in its picture too. */
const litHere = ".node.lit:not(.ghost)";

/** Scrolls a frame to the middle of what is lit in it, or to the first of that where it is too much; nothing else is scrolled. */
function showMiddle(frame: Element | null): void {
  if (!frame) return;
  const own = frame.getBoundingClientRect();
  const some = [...frame.querySelectorAll(litHere)];
  const boxes = (
    some.length > 0 ? some : [...frame.querySelectorAll(".node.stock:not(.ghost)")].slice(0, 1)
  ).map((node) => node.getBoundingClientRect());
  const [first] = boxes;
  if (!first) return;
  const [left, right] = spanOf(boxes.flatMap((box) => [box.left, box.right]));
  const [top, bottom] = spanOf(boxes.flatMap((box) => [box.top, box.bottom]));
  const isWide = right - left > own.width;
  const isHigh = bottom - top > own.height;
  frame.scrollBy({
    left: (isWide ? first.left + first.right : left + right) / 2 - (own.left + own.right) / 2,
    top: (isHigh ? first.top + first.bottom : top + bottom) / 2 - (own.top + own.bottom) / 2,
    behavior: "instant",
  });
}

function spanOf(numbers: readonly number[]): readonly [number, number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/** What stands at an anchor is called. */
export function nameAt(anchor: string): string {
  return document.querySelector(`#${CSS.escape(anchor)} .id`)?.textContent ?? anchor;
}
