import { SaxesParser } from "saxes";
import { BrokenFile } from "./sheet.ts";
import type { Archive } from "./zip.ts";

/** What is told of the XML of a part, in its order. Names come without the prefix of their namespace. */
export interface XmlEvents {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Elements lie no deeper than this in each other. */
const mostDepth = 200;

/** Reads a part of a workbook as XML, piece by piece; false where there is no such part. Entities are never expanded. */
export function readXml(archive: Archive, path: string, events: XmlEvents): boolean {
  const parser = new SaxesParser();
  const fail = (what: string): never => {
    throw new BrokenFile(`is damaged: ‘${path}’ in it ${what}`);
  };
  let depth = 0;
  parser.on("error", () => fail("is no sound XML"));
  parser.on("doctype", () => fail("declares a document type, which no workbook does"));
  parser.on("opentag", ({ name, attributes }) => {
    if (++depth > mostDepth) fail(`has elements more than ${mostDepth} deep`);
    // Nearly every attribute is asked for by its whole name; sheets have millions of them.
    events.open?.(localName(name), (wanted) => {
      const plain = attributes[wanted];
      if (plain !== undefined) return plain;
      return Object.entries(attributes).find(([key]) => key.endsWith(`:${wanted}`))?.[1];
    });
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    events.close?.(localName(name));
  });
  if (events.text) {
    parser.on("text", events.text);
    parser.on("cdata", events.text);
  }
  const decoder = new TextDecoder("utf-8");
  const isThere = archive.unpack(path, (piece) => {
    parser.write(decoder.decode(piece, { stream: true }));
  });
  if (!isThere) return false;
  parser.write(decoder.decode());
  parser.close();
  return true;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** What we use of the standard of the web, which every platform has. */
declare class TextDecoder {
  constructor(encoding: string);
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}
