import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Brought, GivenModel } from "../src/wire/models.ts";

const cases = resolve("test/cases/foreign");

/** Where a model of the tests lies. */
export function modelAt(name: string): string {
  return join(cases, name);
}

export interface Upload extends Partial<GivenModel> {
  /** By the name that each has with the user: bytes, or what is in the file of the tests that is called so. */
  readonly bytes?: Readonly<Record<string, string | Uint8Array>>;
}

/** A model as the page hands it over. */
export function formOf(files: readonly string[], { bytes = {}, ...given }: Upload = {}): FormData {
  const about: GivenModel = { files, meant: {}, isIncomplete: false, ...given };
  const form = new FormData();
  form.set("about", JSON.stringify(about));
  files.forEach((name, i) => {
    const content = bytes[name] ?? new Uint8Array(readFileSync(modelAt(name)));
    form.set(`file${i}`, new File([content as BlobPart], name));
  });
  return form;
}

/** What was opened; throws where nothing was. */
export function openedBy(brought: Brought): Extract<Brought, { kind: "opened" }> {
  if (brought.kind !== "opened") throw new Error(`It was not opened: ${JSON.stringify(brought)}`);
  return brought;
}

/** The columns of a table of numbers, by the name at their head without regard to how its words are joined. */
export function columnsOf(csv: string): ReadonlyMap<string, readonly number[]> {
  const [names, ...rows] = csv
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', "")));
  return new Map(
    names!.map((name, i) => [name.toLowerCase().replace(/[ _]+/g, " "), rows.map((row) => Number(row[i]))]),
  );
}
