import type { Model } from "../model/system.ts";
import type { Reading } from "../read/hence.ts";
import { createNaming, type Named, type SystemNames } from "./named.ts";
import { type Occurrence, occurrencesIn } from "./occurrences.ts";
import { type Words, wordsOf } from "./words.ts";

/** Where all names of a system and of its modules stand, and what they mean. */
export interface NameIndex {
  readonly reading: Reading;
  readonly words: Words;
  /** The names of the system itself. */
  readonly names: SystemNames;
  /** Those of all systems that take part: itself, and what its modules are instances of. */
  readonly systems: readonly SystemNames[];
  /** The name that stands at an offset, or ends there. */
  readonly at: (path: string, offset: number) => Occurrence | undefined;
  /** All places of a thing's name, file by file in the order of the text; its declaration is among them. */
  readonly placesOf: (named: Named) => readonly Occurrence[];
  /** All names in a file, in the order of the text. */
  readonly inFile: (path: string) => readonly Occurrence[];
  /** Whether a place means different things in different systems that its file belongs to. */
  readonly isDoubtful: (occurrence: Occurrence) => boolean;
}

/** Goes through all texts of a reading once; what it answers holds for that reading. */
export function indexNames(reading: Reading): NameIndex {
  const words = wordsOf(reading);
  const naming = createNaming(words);
  const systems = [...new Set(modelsIn(reading.model))].map(naming);
  const byPlace = new Map<string, Occurrence>();
  const doubtful = new Set<string>();
  for (const system of systems)
    for (const occurrence of occurrencesIn(system, words)) {
      const key = keyOf(occurrence);
      const before = byPlace.get(key);
      if (!before) byPlace.set(key, occurrence);
      else if (before.named !== occurrence.named) doubtful.add(key);
    }
  const byFile = new Map<string, Occurrence[]>();
  const byNamed = new Map<Named, Occurrence[]>();
  const sorted = [...byPlace.values()].sort((a, b) => a.span.from - b.span.from);
  for (const occurrence of sorted) {
    addTo(byFile, occurrence.span.source, occurrence);
    addTo(byNamed, occurrence.named, occurrence);
  }
  const inFile = (path: string) => byFile.get(path) ?? [];
  return {
    reading,
    words,
    names: naming(reading.model),
    systems,
    at: (path, offset) => {
      const token = words.at(path, offset);
      return token && byPlace.get(`${path}:${token.from}`);
    },
    placesOf: (named) =>
      (byNamed.get(named) ?? []).toSorted((a, b) =>
        a.span.source < b.span.source ? -1 : a.span.source > b.span.source ? 1 : a.span.from - b.span.from,
      ),
    inFile,
    isDoubtful: (occurrence) => doubtful.has(keyOf(occurrence)),
  };
}

function keyOf({ span }: Occurrence): string {
  return `${span.source}:${span.from}`;
}

function addTo<Key>(lists: Map<Key, Occurrence[]>, key: Key, occurrence: Occurrence): void {
  const list = lists.get(key);
  if (list) list.push(occurrence);
  else lists.set(key, [occurrence]);
}

function modelsIn(model: Model): readonly Model[] {
  return [model, ...model.systems.flatMap((inner) => modelsIn(inner.model))];
}
