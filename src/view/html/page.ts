import { sha256, utf8Bytes } from "../../model/sha256.ts";
import { type Markup, markup } from "../markup.ts";
import { reportStyle } from "./style.ts";

/** What the head of a report says that it is; whoever writes one knows by this that a file may be replaced. */
export const reportMark = '<meta name="generator" content="Hence: report">';

/** A part of a page that has its own place in the contents. */
export interface PageSection {
  /** Its anchor. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** A whole page, which needs nothing but itself: no script may run in it, and nothing is fetched. */
export function writePage(page: {
  readonly title: string;
  readonly head: Markup;
  readonly sections: readonly PageSection[];
  readonly foot: Markup;
}): string {
  const policy = `default-src 'none'; style-src 'sha256-${base64Of(sha256(utf8Bytes(reportStyle)))}'; base-uri 'none'; form-action 'none'`;
  const contents = page.sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  const sections = page.sections.map(
    ({ id, title, body }) =>
      markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>\n`,
  );
  const body = markup`<body><a class="skip" href="#main">Skip to the report</a><div class="frame"><header>${page.head}</header><nav aria-label="Contents"><ol>${contents}</ol></nav><main id="main">${sections}</main><footer>${page.foot}</footer></div></body>`;
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    markup`<meta http-equiv="Content-Security-Policy" content="${policy}">`.text,
    reportMark,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    markup`<title>${page.title}</title>`.text,
    // Our own words, in which nothing of a model stands.
    `<style>${reportStyle}</style></head>\n`,
    body.text,
    "</html>\n",
  ].join("");
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes in hexadecimal digits as base64. */
function base64Of(hex: string): string {
  const bits = hex.replace(/./g, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"));
  const groups = bits.match(/.{1,6}/g) ?? [];
  const text = groups.map((group) => letters[Number.parseInt(group.padEnd(6, "0"), 2)]).join("");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
