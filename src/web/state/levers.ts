import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { noSettings, type Settings, settingsKey } from "../engine/settings.ts";
import type { Log } from "./log.ts";

/** Settings with a name, to be compared. */
export interface SavedScenario {
  readonly name: string;
  readonly settings: Settings;
}

/** What is moved away from the base run, and what was kept of it. */
export interface Levers {
  readonly settings: ReadonlySignal<Settings>;
  readonly isChanged: ReadonlySignal<boolean>;
  readonly saved: ReadonlySignal<readonly SavedScenario[]>;
  /** Moves one; undefined takes it back to what the text says. Moves of one lever in a row are undone as one. */
  set(key: string, value: number | undefined, label: string): void;
  /** Runs in a scenario of the text, its own settings on top of it or none. */
  choose(settings: Settings, label: string): void;
  resetAll(): void;
  /** Without the log: undoing and redoing. */
  apply(settings: Settings): void;
  save(name: string): void;
  forget(name: string): void;
}

/** So many scenarios can be compared with the present one. */
export const mostSaved = 4;

export interface LeversOptions {
  readonly log: Log;
  readonly settings: Settings;
  readonly saved: readonly SavedScenario[];
}

export function createLevers({ log, ...start }: LeversOptions): Levers {
  const settings = signal(start.settings);
  const saved = signal(start.saved);

  function change(after: Settings, label: string, key?: string): void {
    const before = settings.peek();
    if (settingsKey(before) === settingsKey(after)) return;
    settings.value = after;
    log.record({ kind: "settings", label, before, after }, key);
  }

  return {
    settings,
    saved,
    isChanged: computed(() => settingsKey(settings.value) !== settingsKey(noSettings)),
    set(key, value, label) {
      const { [key]: _, ...others } = settings.peek().numbers;
      const numbers = value === undefined ? others : { ...others, [key]: value };
      change({ ...settings.peek(), numbers }, label, `lever ${key}`);
    },
    choose: (after, label) => change(after, label),
    resetAll: () => change(noSettings, "reset all levers"),
    apply: (after) => {
      settings.value = after;
    },
    save(name) {
      const others = saved.peek().filter((one) => one.name !== name);
      saved.value = [...others, { name, settings: settings.peek() }].slice(-mostSaved);
    },
    forget(name) {
      saved.value = saved.peek().filter((one) => one.name !== name);
    },
  };
}
