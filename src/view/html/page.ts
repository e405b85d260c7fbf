import { sha256, utf8Bytes } from "../../model/sha256.ts";
import { type Markup, markup } from "../markup.ts";
import { liveStyle } from "./livestyle.ts";
import { reportStyle } from "./style.ts";

/** What the head of a page says that it is; whoever writes one knows by this that a file may be replaced. */
export const pageMarks = {
  report: '<meta name="generator" content="Hence: report">',
  page: '<meta name="generator" content="Hence: published page">',
} as const;

/** A part of a page that has its own place in the contents. */
export interface PageSection {
  /** Its anchor. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** What makes a page move: its one script, and the data that it reads, which is no script. */
export interface LivePart {
  readonly script: string;
  /** JSON, in which no tag can begin. */
  readonly data: { readonly id: string; readonly text: string };
}

/** A whole page, which needs nothing but itself: no script may run in it but its own, and nothing is fetched. */
export function writePage(page: {
  readonly kind: keyof typeof pageMarks;
  readonly title: string;
  readonly head: Markup;
  readonly sections: readonly PageSection[];
  readonly foot: Markup;
  readonly live?: LivePart;
}): string {
  const contents = page.sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  const sections = page.sections.map(
    ({ id, title, body }) =>
      markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>\n`,
  );
  // What moves is in the first section, and begins to while the others are still read.
  const [first, ...others] = sections;
  const begin = markup`<body><a class="skip" href="#main">Skip to the text</a><div class="frame"><header>${page.head}</header><nav aria-label="Contents"><ol>${contents}</ol></nav><main id="main">${first}`;
  const rest = markup`${others}</main><footer>${page.foot}</footer></div></body>`;
  return frameWith(page, begin, rest);
}

/** A page around a body, the script of which stands where its `rest` begins. */
export function frameWith(
  {
    kind,
    title,
    live,
  }: { readonly kind: keyof typeof pageMarks; readonly title: string; readonly live?: LivePart },
  begin: Markup,
  rest: Markup,
): string {
  const style = kind === "report" ? reportStyle : reportStyle + liveStyle;
  // A script of ours that ended a tag would end itself.
  const script = live?.script.replaceAll("</script", "<\\/script");
  const rules = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(script === undefined
      ? []
      : [`script-src '${hashOf(script)}' 'wasm-unsafe-eval'`, "worker-src blob:"]),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    markup`<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">`.text,
    pageMarks[kind],
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    markup`<title>${title}</title>`.text,
    // Our own words, in which nothing of a model stands.
    `<style>${style}</style></head>\n`,
    begin.text,
    ...(live ? [`<script type="application/json" id="${live.data.id}">${live.data.text}</script>`] : []),
    ...(script === undefined ? [] : [`<script>${script}</script>`]),
    rest.text,
    "</html>\n",
  ].join("");
}

/** What a policy calls a text that it lets stand. */
function hashOf(text: string): string {
  return `sha256-${base64Of(sha256(utf8Bytes(text)))}`;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes in hexadecimal digits as base64. */
function base64Of(hex: string): string {
  const bits = hex.replace(/./g, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"));
  const groups = bits.match(/.{1,6}/g) ?? [];
  const text = groups.map((group) => letters[Number.parseInt(group.padEnd(6, "0"), 2)]).join("");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
