/** The folder of a file, with `/` behind it; empty for the project's own. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Whether a text is the entry of a system that has a folder to itself, by whose name it goes. */
export function isInOwnFolder(path: string): boolean {
  return /(^|\/)([^/]+)\/\2\.hence$/.test(path);
}

/** Whether a text is one of another system than that of the entry, with a folder to itself. */
export function isOfAnother(entry: string, paths: readonly string[], path: string): boolean {
  const own = folderOf(entry);
  return paths.some((one) => isInOwnFolder(one) && folderOf(one) !== own && path.startsWith(folderOf(one)));
}

/** The texts that are shown with a system: of other systems in folders of their own only those that it reads. */
export function textsOf(
  entry: string,
  paths: readonly string[],
  read: readonly string[] = [],
): readonly string[] {
  const known = new Set(read);
  return paths.filter(
    (path) =>
      path === entry || (path.endsWith(".hence") && (known.has(path) || !isOfAnother(entry, paths, path))),
  );
}
