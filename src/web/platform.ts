import type { Ports } from "./engine/port.ts";
import { publishSystem, putFile } from "./server.ts";
import type { SavedScenario } from "./state/levers.ts";
import type { Platform } from "./state/workbench.ts";
import type { WorldStore } from "./state/worlds.ts";

/** What a browser gives to a workbench. */
export function browserPlatform(folder: string, ports: Ports): Platform {
  return {
    makePort: ports.make,
    isAlone: ports.areHere,
    // One core is for the page and the run that the hand follows.
    threads: Math.min(8, Math.max(1, navigator.hardwareConcurrency ?? 2)),
    put: putFile,
    publishSystem,
    now: () => performance.now(),
    later: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    store: worldStore,
    saved: readSaved(folder),
    hash: location.hash,
  };
}

const worldStore: WorldStore = {
  read: (id) => {
    const { kept, candidates } = readJson(`worlds ${id}`) as Partial<ReturnType<WorldStore["read"]> & object>;
    if (!Array.isArray(kept) || !kept.every((one) => Number.isInteger(one))) return undefined;
    return typeof candidates === "number" ? { kept, candidates } : undefined;
  },
  write: (id, found) => {
    // One system's worlds at a time: what is kept for a visitor should not grow.
    for (const key of Object.keys(localStorage)) if (key.startsWith("worlds ")) localStorage.removeItem(key);
    writeJson(`worlds ${id}`, found);
  },
};

/** The scenarios that were saved for a project. */
function readSaved(folder: string): readonly SavedScenario[] {
  const saved = readJson(`scenarios ${folder}`);
  return Array.isArray(saved) ? (saved as readonly SavedScenario[]) : [];
}

export function writeSaved(folder: string, saved: readonly SavedScenario[]): void {
  writeJson(`scenarios ${folder}`, saved);
}

/** What was kept under a name; an empty object where there is nothing, or nothing that can be read. */
function readJson(key: string): object {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {}; // Somebody else's, or kept by an older version.
  }
}

function writeJson(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: it is found out again next time.
  }
}
