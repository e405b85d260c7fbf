const types = { csv: "text/csv;charset=utf-8", svg: "image/svg+xml" } as const;

/** Gives a text to the user as a file. */
export function saveText(name: string, kind: keyof typeof types, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: types[kind] }));
  const link = document.createElement("a");
  link.download = `${name}.${kind}`;
  link.href = url;
  link.click();
  URL.revokeObjectURL(url);
}
