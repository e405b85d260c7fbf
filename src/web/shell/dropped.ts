import type { UserFile } from "../state/bringing.ts";

/** Whether files are being dragged, not a piece of the page. */
export function hasFiles(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer?.types.includes("Files") ?? false;
}

/** A folder may have come by mistake: no more is looked at, and no deeper. */
const mostFiles = 300;
const mostDeep = 4;

/** The files that were dropped, those of folders too. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly UserFile[]> {
  // What was dropped is there only until the first pause.
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const dropped = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const found: UserFile[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, 0, found);
    else if (file) found.push({ name: file.name, blob: file });
  }
  return found;
}

async function walk(folder: FileSystemDirectoryEntry, deep: number, found: UserFile[]): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (entry.name.startsWith(".") || found.length >= mostFiles) continue;
    if (entry.isDirectory && deep < mostDeep) await walk(entry as FileSystemDirectoryEntry, deep + 1, found);
    if (!entry.isFile) continue;
    const blob = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ name: entry.fullPath.replace(/^\//, ""), blob });
  }
}

/** The browser gives them piece by piece; an empty piece is the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** The files that were chosen in a dialog. */
export function chosenFiles(input: HTMLInputElement): readonly UserFile[] {
  const files = [...(input.files ?? [])].map((file) => ({ name: file.name, blob: file }));
  // The same file may be chosen again.
  input.value = "";
  return files;
}
