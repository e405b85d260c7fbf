import { panels } from "../panels/panels.tsx";
import { isInOwnFolder } from "../state/files.ts";
import type { Workbench } from "../state/workbench.ts";
import type { Themes } from "./theme.ts";

/** Something that can be done from the keyboard, and from the palette. */
export interface Command {
  readonly title: string;
  /** As written in the help: `Ctrl+Z`. */
  readonly keys?: string;
  run(): void;
}

/** What the shell itself opens and shows. */
export interface ShellHands {
  readonly themes: Themes;
  openPalette(): void;
  openHelp(): void;
  openPublish(): void;
  /** Lets the user choose a model of their own. */
  openModel(): void;
  /** Turns to another system of the project; undefined is the one that the workbench was opened on. */
  go(system: string | undefined): void;
  showPanel(id: string): void;
}

/** Everything that can be done anywhere in the workbench. */
export function commandsOf(
  workbench: Workbench,
  hands: ShellHands,
  home: string | undefined,
): readonly Command[] {
  return [
    { title: "Undo", keys: "Ctrl+Z", run: () => void workbench.undo() },
    { title: "Redo", keys: "Shift+Ctrl+Z", run: () => void workbench.redo() },
    { title: "Find a variable, a claim or a command", keys: "Ctrl+K", run: hands.openPalette },
    { title: "Find", keys: "/", run: hands.openPalette },
    { title: "Save all texts now", keys: "Ctrl+S", run: () => void workbench.document.save() },
    { title: "Publish a page", run: hands.openPublish },
    { title: "Open a model …", keys: "Ctrl+O", run: hands.openModel },
    ...(home === undefined ? [] : [{ title: `Back to ${home}`, run: () => hands.go(undefined) }]),
    ...otherSystems(workbench.document).map((path) => ({ title: `Open ${path}`, run: () => hands.go(path) })),
    { title: "Reset all levers", run: workbench.levers.resetAll },
    { title: "Test the argument again", run: workbench.testing.run },
    { title: "Stop testing the argument", run: workbench.testing.stop },
    { title: "Stop looking for plausible worlds", run: workbench.worlds.stop },
    { title: "Look for more plausible worlds", run: workbench.worlds.goOn },
    { title: "Light, dark, or as the system has it", run: hands.themes.next },
    { title: "Keys and their meaning", keys: "?", run: hands.openHelp },
    ...panels.map(({ id, title }) => ({ title: `Show ${title}`, run: () => hands.showPanel(id) })),
  ];
}

/** Other systems in the project: those in a folder of their own name, and models of other tools. */
function otherSystems({ entry, paths }: Workbench["document"]): readonly string[] {
  return paths.value.filter(
    (path) => path !== entry && (isInOwnFolder(path) || /\.(mdl|stmx|itmx|xmile)$/i.test(path)),
  );
}

/** The command that a key means; keys that write something into a field mean nothing there. */
export function commandFor(event: KeyboardEvent, commands: readonly Command[]): Command | undefined {
  const isCtrl = event.ctrlKey || event.metaKey;
  if (event.altKey || event.isComposing) return undefined;
  const field = event.target instanceof Element && event.target.closest("input, textarea, select");
  const isWriting = field !== null || (event.target instanceof HTMLElement && event.target.isContentEditable);
  if (!isCtrl && isWriting) return undefined;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // A field of its own undoes by itself what was written into it.
  if (isCtrl && key === "Z" && field instanceof HTMLInputElement && field.type === "text") return undefined;
  const isShift = event.shiftKey && isCtrl;
  const written = `${isShift ? "Shift+" : ""}${isCtrl ? "Ctrl+" : ""}${key}`;
  const meant = written === "Ctrl+Y" ? "Shift+Ctrl+Z" : written;
  return commands.find(({ keys }) => keys === meant);
}
