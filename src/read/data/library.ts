import type { Diagnostic, Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import { decodeText } from "../decode.ts";
import { pathBeside } from "../path.ts";
import { formatOf } from "./formats.ts";
import { type DataColumn, limited } from "./series.ts";
import { BrokenFile, type Sheet, type Workbook } from "./sheet.ts";
import { readTextSheet, separatorFor } from "./text.ts";
import type { Inflate } from "./zip.ts";

/** What the roof gives to read data with. */
export interface DataAccess {
  /** The bytes of a file, or why there are none. */
  readonly load: (path: string) => { readonly bytes: Uint8Array } | { readonly missing: string };
  /** Whether a file that lies outside of the folder of the system may be read. */
  readonly allows: (path: string) => boolean;
  /** The file that a tag stands for: `?prices` without its question mark. */
  readonly tag: (name: string) => string | undefined;
  readonly inflate: Inflate;
}

/** Where a file is named: the path as written there, and the place to tell faults at. */
export interface Naming {
  readonly path: string;
  readonly span: Span;
  /** What the file is for: ‘the data of ‘oil price’’. */
  readonly what: string;
}

/** The files of data of one system. Each is read once, and its faults told once. */
export class DataLibrary {
  /** The texts that places of diagnostics may be in, by path. */
  readonly texts = new Map<string, string>();
  readonly #access: DataAccess;
  readonly #home: string;
  readonly #report: Report;
  readonly #bytes = new Map<string, Uint8Array | undefined>();
  readonly #series = new Map<string, readonly DataColumn[] | undefined>();
  readonly #books = new Map<string, Workbook | undefined>();
  readonly #told = new Set<string>();

  /** `home` is the path of the entry file of the system, beside which data lies. */
  constructor(access: DataAccess, home: string, report: Report) {
    this.#access = access;
    this.#home = home;
    this.#report = report;
  }

  /** The path of a file that is named in a text; undefined where it must not be read, which is told. */
  locate({ path, span, what }: Naming): string | undefined {
    const named = path.startsWith("?") ? this.#access.tag(foldName(path.slice(1))) : path;
    if (named === undefined) {
      const tag = path.slice(1);
      this.#tell({
        code: "unknown-tag",
        severity: "error",
        message: `${what} stands in a file that is called by a tag, ‘${path}’, and nothing says which file that is.`,
        span,
        notes: [{ message: `Say it with --tag ${tag}=FILE.` }],
      });
      return undefined;
    }
    const found = pathBeside(span.source, named);
    if (!leadsOut(this.#home, found) || this.#access.allows(found)) return found;
    const folder = found.slice(0, found.lastIndexOf("/")) || "/";
    this.#tell({
      code: "outside-folder",
      severity: "error",
      message: `${what} stands in ‘${named}’, which lies outside of the folder of the system.`,
      span,
      notes: [{ message: `If you trust this system with files there, say so with --allow ${folder}` }],
    });
    return undefined;
  }

  /** The series in a file that is named in a text. */
  seriesIn(naming: Naming): readonly DataColumn[] | undefined {
    const path = this.locate(naming);
    return path === undefined ? undefined : this.seriesAt(path, naming);
  }

  /** The series in a file. */
  seriesAt(path: string, naming: Pick<Naming, "what"> & Partial<Naming>): readonly DataColumn[] | undefined {
    if (this.#series.has(path)) return this.#series.get(path);
    const series = this.#open(path, naming, (bytes) => {
      const format = formatOf(path, bytes);
      if (format.series.from === "bytes")
        return format.series.read(bytes, path, this.#report, this.#access.inflate);
      const text = this.#decode(bytes, path);
      return text === undefined ? undefined : format.series.read(text, path, this.#report);
    });
    this.#series.set(path, series);
    return series;
  }

  /** A sheet of a file that is named in a text; for a text table, `sheet` is the sign between its cells. */
  sheetIn(
    naming: Naming,
    sheet: string | undefined,
  ): { readonly book: Workbook; readonly sheet: Sheet } | undefined {
    const path = this.locate(naming);
    const book = path === undefined ? undefined : this.#bookAt(path, naming, sheet);
    if (path === undefined || !book) return undefined;
    const isText = book.names.length === 1 && book.names[0] === path;
    const wanted = isText ? path : sheet === undefined || sheet === "" ? book.names[0] : sheet;
    const found = wanted === undefined ? undefined : this.#guard(path, naming, () => book.sheet(wanted));
    if (found) return { book, sheet: found };
    if (!this.#told.has(path)) {
      const names = book.names.map((name) => `‘${name}’`).join(", ");
      this.#tell({
        code: "missing-sheet",
        severity: "error",
        message: `The workbook ‘${path}’ has no sheet ‘${wanted ?? ""}’.`,
        span: naming.span,
        notes: [{ message: names === "" ? "It has no sheets at all." : `It has: ${names}.` }],
      });
    }
    return undefined;
  }

  #bookAt(path: string, naming: Naming, sheet: string | undefined): Workbook | undefined {
    const separator = separatorFor(path, sheet);
    const key = `${path}\n${separator}`;
    if (this.#books.has(path)) return this.#books.get(path);
    if (this.#books.has(key)) return this.#books.get(key);
    let isText = false;
    const book = this.#open(path, naming, (bytes): Workbook | undefined => {
      const format = formatOf(path, bytes);
      if (format.workbook) return format.workbook(bytes, this.#access.inflate);
      isText = true;
      if (separator === undefined) {
        this.#tell({
          code: "missing-sheet",
          severity: "error",
          message: `‘${path}’ is a text table, which has no sheet ‘${sheet}’.`,
          span: naming.span,
          notes: [{ message: 'In place of a sheet stands the sign between its cells: "," or ";" or "tab".' }],
        });
        return undefined;
      }
      const text = this.#decode(bytes, path);
      if (text === undefined) return undefined;
      const table = readTextSheet(text, path, separator, limited(this.#report));
      return { names: [path], ranges: [], sheet: () => table };
    });
    this.#books.set(isText ? key : path, book);
    return book;
  }

  #open<Found>(
    path: string,
    naming: Pick<Naming, "what"> & Partial<Naming>,
    read: (bytes: Uint8Array) => Found | undefined,
  ): Found | undefined {
    const bytes = this.#load(path, naming);
    return bytes && this.#guard(path, naming, () => read(bytes));
  }

  #load(path: string, { what, span }: Pick<Naming, "what"> & Partial<Naming>): Uint8Array | undefined {
    if (this.#bytes.has(path)) return this.#bytes.get(path);
    const loaded = this.#access.load(path);
    const bytes = "missing" in loaded ? undefined : loaded.bytes;
    this.#bytes.set(path, bytes);
    if ("missing" in loaded) {
      const message = `${what} stands in ‘${path}’, which cannot be read: ${loaded.missing}.`;
      this.#told.add(path);
      this.#report({ code: "missing-file", severity: "error", message, ...(span && { span }) });
    }
    return bytes;
  }

  /** Tells that a file is broken, once. */
  #guard<Found>(path: string, { span }: Partial<Naming>, read: () => Found | undefined): Found | undefined {
    try {
      return read();
    } catch (problem) {
      if (!(problem instanceof BrokenFile)) throw problem;
      if (!this.#told.has(path)) {
        const message = `The file ‘${path}’ ${problem.message}.`;
        this.#report({ code: "broken-file", severity: "error", message, ...(span && { span }) });
      }
      this.#told.add(path);
      return undefined;
    }
  }

  #decode(bytes: Uint8Array, path: string): string | undefined {
    const { text, diagnostics } = decodeText(bytes, path);
    if (!this.texts.has(path)) for (const diagnostic of diagnostics) this.#report(diagnostic);
    this.texts.set(path, text);
    return diagnostics.some(({ severity }) => severity === "error") ? undefined : text;
  }

  #tell(diagnostic: Diagnostic): void {
    this.#report(diagnostic);
  }
}

/** Whether a path lies outside of the folder of another file. */
export function leadsOut(home: string, path: string): boolean {
  const folder = pathBeside(home, "x").slice(0, -1);
  return folder === "" ? /^(\/|\.\.(\/|$)|[a-z]:\/)/i.test(path) : !path.startsWith(folder);
}
