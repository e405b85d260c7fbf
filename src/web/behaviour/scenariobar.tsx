import { useSignal } from "@preact/signals";
import type { Settings } from "../engine/settings.ts";
import { mostSaved } from "../state/levers.ts";
import { printLink } from "../state/link.ts";
import type { Workbench } from "../state/workbench.ts";
import { describeSettings } from "./describe.ts";

/** Scenarios of the text to start from, scenarios that were saved to compare, and a link to the present one. */
export function ScenarioBar({ workbench }: { readonly workbench: Workbench }) {
  const name = useSignal("");
  const told = useSignal("");
  const { analysis, levers, runs } = workbench;
  const found = analysis.lastGood.value;
  const settings = levers.settings.value;
  const saved = levers.saved.value;
  if (!found) return null;

  const share = async () => {
    const program = runs.program.value;
    const link = printLink({
      settings,
      shown: runs.shown.value,
      ...(program !== undefined && { program }),
    });
    history.replaceState(undefined, "", link);
    try {
      await navigator.clipboard.writeText(location.href);
      told.value = "The link to this run is in the clipboard and in the address of the page.";
    } catch {
      told.value = "The link to this run is in the address of the page.";
    }
  };
  const keep = () => {
    const given = name.value.trim() || `Scenario ${saved.length + 1}`;
    levers.save(given);
    name.value = "";
    told.value = `‘${given}’ is drawn in the charts, to compare with.`;
  };
  const write = async () => {
    const given = name.value.trim();
    const problem = await workbench.edit(
      {
        kind: "save scenario",
        scenario: {
          name: given,
          ...(settings.scenario !== undefined && { on: settings.scenario }),
          settings: Object.entries(settings.numbers).map(([variable, value]) => ({ name: variable, value })),
        },
      },
      `write the scenario ‘${given}’`,
    );
    told.value = problem ?? `‘${given}’ stands in the text now; this can be undone.`;
    if (problem === undefined) name.value = "";
  };
  return (
    <section class="scenarios" aria-label="Scenarios">
      <label>
        Run{" "}
        <select
          value={settings.scenario ?? ""}
          onChange={({ currentTarget: { value } }) =>
            levers.choose(
              value === "" ? { numbers: settings.numbers } : { ...settings, scenario: value },
              "choose a scenario",
            )
          }
        >
          <option value="">base run</option>
          {found.scenarios.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title ?? one.name}
            </option>
          ))}
        </select>
      </label>
      <span class="with">{describeSettings(settings, analysis)}</span>
      <span class="tools">
        <input
          type="text"
          aria-label="A name for this scenario"
          placeholder="Name …"
          value={name.value}
          onInput={({ currentTarget }) => {
            name.value = currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") keep();
          }}
        />
        <button type="button" disabled={!levers.isChanged.value} onClick={keep}>
          Keep to compare
        </button>
        <button
          type="button"
          disabled={!levers.isChanged.value || name.value.trim() === ""}
          title="As a scenario with this name, in the text of the system"
          onClick={() => void write()}
        >
          Write into the text
        </button>
        <button type="button" onClick={() => void share()}>
          Link
        </button>
      </span>
      {saved.length > 0 && (
        <ul class="saved" aria-label={`Saved scenarios, up to ${mostSaved}`}>
          {saved.map((one, i) => (
            <Saved key={one.name} workbench={workbench} name={one.name} settings={one.settings} number={i} />
          ))}
        </ul>
      )}
      <p role="status">{told.value}</p>
    </section>
  );
}

function Saved({
  workbench,
  name,
  settings,
  number,
}: {
  readonly workbench: Workbench;
  readonly name: string;
  readonly settings: Settings;
  readonly number: number;
}) {
  const { levers, analysis } = workbench;
  return (
    <li>
      <span class={`key scenario n${number % 4}`} aria-hidden="true" />
      <button
        type="button"
        title={describeSettings(settings, analysis)}
        onClick={() => levers.choose(settings, `choose ${name}`)}
      >
        {name}
      </button>
      <button type="button" aria-label={`Forget ${name}`} onClick={() => levers.forget(name)}>
        ×
      </button>
    </li>
  );
}
