import type { Settings } from "../engine/settings.ts";
import type { AnalysisState } from "../state/analysis.ts";
import { formatValue } from "./numbers.ts";

/** Settings in words. */
export function describeSettings({ scenario, numbers }: Settings, analysis: AnalysisState): string {
  const found = analysis.lastGood.value;
  const named = scenario === undefined ? undefined : found?.scenarios.find(({ name }) => name === scenario);
  const first = scenario === undefined ? [] : [named?.title ?? `scenario ${scenario}`];
  const others = Object.entries(numbers).map(([key, value]) => {
    const variable = analysis.variable(key);
    return `${variable?.title ?? variable?.name ?? key} ${formatValue(value, variable?.unit, found?.time.unit ?? "")}`;
  });
  const all = [...first, ...others];
  return all.length === 0 ? "nothing changed (the base run)" : all.join(", ");
}
