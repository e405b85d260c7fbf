import { type Markup, markup } from "../markup.ts";
import type { Mark } from "./mark.ts";
import { type Marked, sceneMarks } from "./marks.ts";
import type { Scene } from "./scene.ts";
import { drawMark } from "./svg.ts";

/**
 * A scene as a part of a page, whose style it has, and which lights some of it: each part says by `data-part` what it is,
 * each arrow by `data-from` and `data-to` what it leads from and to, in the words that `refer` has for the names of
 * variables and groups.
 */
export function drawInline(
  scene: Scene,
  { id, scale, refer }: { readonly id: string; readonly scale: number; readonly refer: Refer },
): Markup {
  const names = new Map(scene.nodes.map(({ key, name }) => [key, name]));
  const part = (key: string): string | undefined => refer(names.get(key) ?? key);
  const marked: Marked = {
    node: ({ name }) => written({ "data-part": refer(name) }),
    pipe: ({ flows }) => {
      const [flow] = flows;
      return written({ "data-part": flow === undefined ? undefined : part(flow) });
    },
    arrow: ({ from, to }) => written({ "data-from": part(from), "data-to": part(to) }),
    isSpoken: false,
  };
  const { x, y, width, height } = scene.box;
  const viewBox = [x, y, width, height].map(Math.round).join(" ");
  return markup`<svg class="hence-diagram" id="${id}" role="img" aria-label="${`${scene.title}. ${scene.description}`}" viewBox="${viewBox}" width="${Math.round(scale * width)}" height="${Math.round(scale * height)}">${sceneMarks(scene, marked).map(drawMark)}</svg>`;
}

/** What a part of a page is called that a variable or group is; undefined where the page has none. */
type Refer = (name: string) => string | undefined;

function written(attributes: Readonly<Record<string, string | undefined>>): Mark["attributes"] {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
