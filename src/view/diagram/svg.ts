import { escapeText, type Markup, markup } from "../markup.ts";
import type { Mark } from "./mark.ts";
import { sceneMarks } from "./marks.ts";
import type { Scene } from "./scene.ts";
import { darkColours, diagramStyle } from "./style.ts";

/** In which colours a picture is: those of the reader's system, or always the same. */
export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const heading = 30;

/** A scene as a picture that stands alone: SVG with its style, a title and a description. */
export function svgText(scene: Scene, theme: Theme = "auto"): string {
  const { x, y, width, height } = scene.box;
  // Above the picture stands what it is of.
  const size = [x, y - heading, width, height + heading].map((number) => Math.round(number));
  const dark = {
    auto: `@media (prefers-color-scheme: dark) {\n${darkColours}}\n`,
    light: "",
    dark: darkColours,
  }[theme];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="hence-diagram" role="img" aria-labelledby="title description" width="${size[2]}" height="${size[3]}" viewBox="${size.join(" ")}">`,
    `<title id="title">${escapeText(scene.title)}</title>`,
    `<desc id="description">${escapeText(scene.description)}</desc>`,
    `<style>\n${diagramStyle}${dark}</style>`,
    `<rect class="paper" x="${size[0]}" y="${size[1]}" width="${size[2]}" height="${size[3]}"/>`,
    `<text class="heading" x="${Math.round(x) + 24}" y="${Math.round(y) - 6}">${escapeText(scene.title)}</text>`,
    ...sceneMarks(scene).map((mark) => drawMark(mark).text),
    "</svg>\n",
  ].join("\n");
}

/** A mark and what is in it. */
export function drawMark({ tag, attributes, children, text }: Mark): Markup {
  const written = Object.entries(attributes).map(([name, value]) => markup` ${name}="${value}"`);
  if (!text && !children?.length) return markup`<${tag}${written}/>`;
  return markup`<${tag}${written}>${text ?? children?.map(drawMark)}</${tag}>`;
}
