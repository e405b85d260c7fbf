import { Inflate as Inflater } from "fflate";
import type { DataAccess } from "../../read/data/library.ts";

/**
 * How data of the project are read in a browser: fetched while whoever asks waits, so that the core, which is the same
 * in the terminal, need not know of waiting.
 */
export function browserAccess(receive: Receive): DataAccess {
  return {
    load: (path) => {
      const request = new XMLHttpRequest();
      request.open("GET", `api/bytes/${path.split("/").map(encodeURIComponent).join("/")}`, false);
      receive.prepare(request);
      try {
        request.send();
      } catch {
        return { missing: "the server of the workbench does not answer" };
      }
      if (request.status === 200) return { bytes: receive.bytesOf(request) };
      return { missing: request.status === 404 ? "there is no such file" : "the server does not give it" };
    },
    allows: () => false,
    tag: () => undefined,
    inflate,
  };
}

/** How bytes come out of a request. */
export interface Receive {
  readonly prepare: (request: XMLHttpRequest) => void;
  readonly bytesOf: (request: XMLHttpRequest) => Uint8Array;
}

/** As a worker may do it. */
export const asBuffer: Receive = {
  prepare: (request) => {
    request.responseType = "arraybuffer";
  },
  bytesOf: ({ response }) => new Uint8Array(response as ArrayBuffer),
};

/** In a page a request that is waited for gives text only: each byte is the lower half of a letter's number. */
export const asLetters: Receive = {
  prepare: (request) => request.overrideMimeType("text/plain; charset=x-user-defined"),
  bytesOf: ({ responseText }) => Uint8Array.from(responseText, (letter) => letter.charCodeAt(0) & 0xff),
};

const stretch = 65_536;

function inflate(packed: Uint8Array, most: number): ReturnType<DataAccess["inflate"]> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const inflater = new Inflater((piece, isLast) => {
    length += piece.length;
    if (length <= most) pieces.push(piece);
    isWhole = isLast;
  });
  try {
    // In stretches, so that what grows without end is stopped.
    for (let from = 0; from < packed.length && length <= most; from += stretch)
      inflater.push(packed.subarray(from, from + stretch), from + stretch >= packed.length);
  } catch {
    return { fault: "damaged" };
  }
  if (length > most) return { fault: "too much" };
  if (!isWhole) return { fault: "cut short" };
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes };
}
