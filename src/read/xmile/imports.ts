import type { Report } from "../../model/diagnostic.ts";
import type { Model } from "../../model/system.ts";
import type { DataLibrary } from "../data/library.ts";
import { cellAt, type Sheet } from "../data/sheet.ts";
import { type Brought, bringNumbers } from "./brought.ts";
import { attributeOf, childrenOf, headSpan } from "./element.ts";
import { errorAt, noteAt } from "./fault.ts";
import { isLink, pathOfResource } from "./files.ts";
import type { XmlElement } from "./xml.ts";

/**
 * Brings the numbers of the files that `<data>` names into a model (XMILE 1.0, 2.10): a sheet has the names of variables
 * in its first row, or in its first column where it is `horizontal`, and their numbers behind them. What is imported on
 * demand stands in the model already, and what is exported is for other programs: both are told. Without a library of
 * data nothing is read.
 */
export function importData(
  model: Model,
  roots: readonly XmlElement[],
  data: DataLibrary | undefined,
  report: Report,
): Model {
  const links = roots.flatMap((root) => childrenOf(root, "data"));
  for (const link of links.flatMap((each) => childrenOf(each, "export"))) tellExport(link, report);
  return links
    .flatMap((each) => childrenOf(each, "import"))
    .reduce((whole, link) => {
      const brought = numbersOf(link, data, report);
      return brought.length === 0 ? whole : bringNumbers(whole, brought, report);
    }, model);
}

function tellExport(link: XmlElement, report: Report): void {
  const resource = attributeOf(link, "resource") ?? "";
  const message = `The file’s own program writes numbers to ‘${resource}’; Hence does so when it is asked.`;
  report(noteAt("xmile-export", message, headSpan(link), "Write them with: hence run MODEL --csv FILE"));
}

/** The columns of a sheet that an import names; none where it is off, or where that was told. */
function numbersOf(link: XmlElement, data: DataLibrary | undefined, report: Report): readonly Brought[] {
  const word = (name: string) => attributeOf(link, name)?.toLowerCase();
  const resource = attributeOf(link, "resource");
  const span = link.attributes.get("resource")?.text.whole ?? headSpan(link);
  if (word("enabled") === "false" || word("enabled") === "off") return [];
  if (resource === undefined) {
    report(errorAt("xmile-structure", "An <import> says in ‘resource’ where its numbers stand.", span));
    return [];
  }
  if (word("frequency") === "on_demand" || isLink(resource)) {
    const message = `The numbers of ‘${resource}’ are brought when somebody asks for them; those that stand in this file count.`;
    const note = "Other numbers are brought to series by files behind the model, and to constants by --set.";
    report(noteAt("xmile-import", message, span, note));
    return [];
  }
  if (word("type") === "xml") {
    const message = `‘${resource}’ is to bring numbers as XML, which is not read; the other types are CSV and Excel.`;
    report(errorAt("import-type", message, span));
    return [];
  }
  const naming = { path: pathOfResource(resource), span, what: "What the model imports" };
  const found = data?.sheetIn(naming, word("type") === "excel" ? attributeOf(link, "worksheet") : undefined);
  return found ? columnsOf(found.sheet, word("orientation") === "horizontal", naming.path, span) : [];
}

/** A name with all numbers behind it up to the first gap. */
function columnsOf(
  sheet: Sheet,
  isHorizontal: boolean,
  file: string,
  span: Brought["span"],
): readonly Brought[] {
  const [many, long] = isHorizontal ? [sheet.rows, sheet.columns] : [sheet.columns, sheet.rows];
  const at = (line: number, place: number) =>
    cellAt(sheet, isHorizontal ? { row: line, column: place } : { row: place, column: line });
  return Array.from({ length: many }, (_, line) => line).flatMap((line): Brought[] => {
    const name = at(line, 0);
    if (name === undefined) return [];
    const numbers: number[] = [];
    for (let place = 1; place < long; place++) {
      const cell = at(line, place);
      if (typeof cell !== "number") break;
      numbers.push(cell);
    }
    return [{ name: String(name), numbers, file, span }];
  });
}
