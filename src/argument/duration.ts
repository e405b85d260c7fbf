import type { Duration } from "../model/argument.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import { convertTime, unitWords } from "../model/unit.ts";

/** A length of time in the model's unit of time; undefined where nothing says how the two units compare. */
export function inModelTime({ amount, unit }: Duration, model: Model): number | undefined {
  const words = unitWords(model.units);
  const [own, wanted] = [unit, model.time.unit].map((word) => words.get(foldName(word)) ?? foldName(word));
  return own === wanted ? amount : convertTime(amount, own!, wanted!);
}
