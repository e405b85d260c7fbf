/** The path of a file that is named in another one: relative to the folder of that, unless it is absolute. */
export function pathBeside(file: string, path: string): string {
  if (/^([/\\]|[a-z]:[/\\])/i.test(path)) return simplify(path);
  const folder = file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return simplify(folder + path);
}

/** Without `.` and without `..` where a folder stands before it. */
function simplify(path: string): string {
  const kept: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    const before = kept.at(-1);
    if (part === "." || (part === "" && kept.length > 0)) continue;
    if (part === ".." && before !== undefined && before !== "" && before !== "..") kept.pop();
    else kept.push(part);
  }
  return kept.join("/");
}
