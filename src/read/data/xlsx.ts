import { foldName } from "../../model/name.ts";
import { BrokenFile, type NamedRange, placeIn, type Sheet, type Workbook } from "./sheet.ts";
import { readSheetXml, readStringsXml } from "./xlsxsheet.ts";
import { readXml } from "./xml.ts";
import { type Archive, type Inflate, openZip } from "./zip.ts";

/** Opens a workbook of Excel's newer form (.xlsx): a zip of XML files. Sheets are read when they are asked for. */
export function openXlsx(bytes: Uint8Array, inflate: Inflate): Workbook {
  const archive = openZip(bytes, inflate);
  const main = mainPart(archive);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const relations = readRelations(archive, main);
  const { sheets, ranges } = readWorkbookXml(archive, main);
  const strings = once(() => {
    const path = [...relations.values()].find(({ kind }) => kind === "sharedStrings")?.target;
    return path === undefined ? [] : readStringsXml(archive, partPath(folder, path));
  });
  const known = new Map<string, Sheet>();
  return {
    names: sheets.map(({ name }) => name),
    ranges,
    sheet: (wanted) => {
      const found = sheets.find(({ name }) => foldName(name) === foldName(wanted));
      if (!found) return undefined;
      const path = relations.get(found.relation)?.target;
      if (path === undefined) throw new BrokenFile(`does not say where its sheet ‘${found.name}’ lies`);
      const before = known.get(found.name);
      if (before) return before;
      const sheet = readSheetXml(archive, partPath(folder, path), found.name, strings);
      known.set(found.name, sheet);
      return sheet;
    },
  };
}

interface Relation {
  readonly kind: string;
  readonly target: string;
}

/** The part that says which sheets there are. */
function mainPart(archive: Archive): string {
  const relations = readRelations(archive, "");
  const target = [...relations.values()].find(({ kind }) => kind === "officeDocument")?.target;
  const path = target === undefined ? "xl/workbook.xml" : partPath("", target);
  if (!archive.names.includes(path)) throw new BrokenFile("is a zip, but no workbook of Excel");
  return path;
}

/** Where the other parts lie that a part names, by the id that it names them with. */
function readRelations(archive: Archive, part: string): ReadonlyMap<string, Relation> {
  const slash = part.lastIndexOf("/") + 1;
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  readXml(archive, path, {
    open: (name, attribute) => {
      const [id, type = "", target] = ["Id", "Type", "Target"].map(attribute);
      if (name !== "Relationship" || id === undefined || target === undefined) return;
      relations.set(id, { kind: type.slice(type.lastIndexOf("/") + 1), target });
    },
  });
  return relations;
}

function readWorkbookXml(archive: Archive, path: string) {
  const sheets: { readonly name: string; readonly relation: string }[] = [];
  const named: { readonly name: string; readonly local: number | undefined; text: string }[] = [];
  let isInName = false;
  readXml(archive, path, {
    open: (tag, attribute) => {
      isInName = tag === "definedName";
      const name = attribute("name");
      if (name === undefined) return;
      if (tag === "sheet") sheets.push({ name, relation: attribute("id") ?? "" });
      const local = attribute("localSheetId");
      if (isInName) named.push({ name, local: local === undefined ? undefined : Number(local), text: "" });
    },
    text: (text) => {
      if (isInName) named.at(-1)!.text += text;
    },
    close: () => {
      isInName = false;
    },
  });
  const ranges = named.flatMap(({ name, local, text }) => {
    const within = local === undefined ? undefined : sheets[local]?.name;
    const range = rangeIn(text);
    return range ? [{ name, ...(within !== undefined && { within }), ...range }] : [];
  });
  return { sheets, ranges };
}

/** `'My sheet'!$B$4:$G$4`, `Global!$B$3`; undefined for what is no such range. */
export function rangeIn(text: string): Pick<NamedRange, "sheet" | "from" | "to"> | undefined {
  const [, quoted, plain, first = "", last = first] =
    /^\s*=?(?:'((?:[^']|'')+)'|([^'!]+))!([$A-Za-z0-9]+)(?::([$A-Za-z0-9]+))?\s*$/.exec(text) ?? [];
  const sheet = quoted?.replaceAll("''", "'") ?? plain;
  const [from, to] = [placeIn(first), placeIn(last)];
  return sheet === undefined || !from || !to ? undefined : { sheet, from, to };
}

/** The path of a part in the archive: one that begins with a slash is counted from the root. */
function partPath(folder: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : folder + target;
  const kept: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") kept.pop();
    else if (step !== "." && step !== "") kept.push(step);
  }
  return kept.join("/");
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
