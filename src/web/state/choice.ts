import { type Signal, signal } from "@preact/signals";

/** What is chosen: all panels show it, and each may choose. Variables by key, the rest by id. */
export type Choice =
  | { readonly kind: "variable"; readonly key: string }
  | { readonly kind: "claim" | "check" | "link" | "loop" | "history"; readonly id: string }
  | {
      readonly kind: "sentence";
      readonly source: string;
      readonly paragraph: number;
      readonly sentence: number;
    };

export type ChoiceSignal = Signal<Choice | undefined>;

export function createChoice(): ChoiceSignal {
  return signal<Choice | undefined>(undefined);
}

/** Whether two choices are of the same thing. */
export function isSameChoice(one: Choice | undefined, other: Choice | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
