import { expect, test } from "vitest";
import { droppedFiles, hasFiles } from "../src/web/shell/dropped.ts";

/** A folder as a browser gives it, a few entries at a time. */
function folder(path: string, ...entries: readonly object[]) {
  return {
    isDirectory: true,
    isFile: false,
    name: path.slice(path.lastIndexOf("/") + 1),
    createReader() {
      const pieces = [entries.slice(0, 2), entries.slice(2), []].filter(
        (piece, i) => i === 2 || piece.length > 0,
      );
      return { readEntries: (take: (piece: readonly object[]) => void) => take(pieces.shift()!) };
    },
  };
}

function file(fullPath: string) {
  const name = fullPath.slice(fullPath.lastIndexOf("/") + 1);
  return {
    isDirectory: false,
    isFile: true,
    name,
    fullPath,
    file: (take: (file: File) => void) => take(new File([name], name)),
  };
}

function item(entry: ReturnType<typeof folder> | ReturnType<typeof file> | null, name: string) {
  return { kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => new File([name], name) };
}

const transferOf = (...items: readonly object[]) => ({ items, types: ["Files"] }) as unknown as DataTransfer;

test("a folder that is dropped comes with all that lies in it, but for what is hidden", async () => {
  const farm = folder(
    "/farm",
    file("/farm/farm.mdl"),
    folder("/farm/data", file("/farm/data/a.csv"), file("/farm/data/b.csv"), file("/farm/data/c.csv")),
    file("/farm/.git"),
    folder("/farm/.hidden", file("/farm/.hidden/x.csv")),
  );
  const found = await droppedFiles(
    transferOf(item(farm, "farm"), item(file("/rain.dat"), "rain.dat"), item(null, "old.csv")),
  );
  expect(found.map(({ name }) => name)).toEqual([
    "farm/farm.mdl",
    "farm/data/a.csv",
    "farm/data/b.csv",
    "farm/data/c.csv",
    "rain.dat",
    "old.csv",
  ]);
  expect(await found[1]!.blob.text()).toBe("a.csv");
});

test("a folder that is far too large, or too deep, is not read to its end", async () => {
  const many = folder("/many", ...Array.from({ length: 500 }, (_, i) => file(`/many/${i}.csv`)));
  expect(await droppedFiles(transferOf(item(many, "many")))).toHaveLength(300);
  let deep = folder("/9", file("/deepest.csv"));
  for (let i = 8; i >= 0; i--) deep = folder(`/${i}`, deep);
  expect(await droppedFiles(transferOf(item(deep, "0")))).toEqual([]);
});

test("only files are of interest, not what is dragged within the page", () => {
  expect(hasFiles(transferOf())).toBe(true);
  expect(hasFiles({ types: ["text/plain"] } as unknown as DataTransfer)).toBe(false);
  expect(hasFiles(null)).toBe(false);
});
