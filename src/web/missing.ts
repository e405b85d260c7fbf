/** What the workbench cannot do without, as a page has it: names of its global scope, and what each is for. */
const needed = [
  ["WebAssembly", "WebAssembly, in which a system is run"],
  ["EventSource", "server-sent events, by which the page hears of its files"],
  ["ResizeObserver", "ResizeObserver, by which diagrams and charts fit their panes"],
] as const;

/** What a browser lacks that the workbench cannot do without, in words; undefined where it has all. */
export function missingHere(scope: object): string | undefined {
  const lacks = needed.filter(([name]) => !(name in scope)).map(([, words]) => words);
  if (lacks.length === 0) return undefined;
  return `This browser has no ${lacks.join("; no ")}. The workbench needs ${lacks.length === 1 ? "it" : "them"}: please open the link in a newer browser, or one where nothing has been turned off. In the terminal everything works without: hence help.`;
}
