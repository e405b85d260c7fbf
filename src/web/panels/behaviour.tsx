import { Charts } from "../behaviour/charts.tsx";
import { Horizons } from "../behaviour/horizons.tsx";
import { LeverList } from "../behaviour/leverlist.tsx";
import { ScenarioBar } from "../behaviour/scenariobar.tsx";
import type { Workbench } from "../state/workbench.ts";

/** What the system does, and what changes when a lever is moved. */
export function BehaviourPanel({ workbench }: { readonly workbench: Workbench }) {
  return (
    <div class="behaviour">
      <Charts workbench={workbench} />
      <ScenarioBar workbench={workbench} />
      <LeverList workbench={workbench} />
      <Horizons workbench={workbench} />
    </div>
  );
}
