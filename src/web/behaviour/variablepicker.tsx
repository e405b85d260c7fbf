import { useSignal } from "@preact/signals";
import { fits } from "../shell/search.ts";
import type { Workbench } from "../state/workbench.ts";

const mostShown = 3;
const mostFound = 60;

/** The variables of a chart: what they are called, with a way to others. */
export function VariablePicker({
  workbench,
  place,
  keys,
}: {
  readonly workbench: Workbench;
  readonly place: number;
  readonly keys: readonly string[];
}) {
  const isOpen = useSignal(false);
  const words = useSignal("");
  const { analysis, runs, choice } = workbench;
  const change = (next: readonly string[]) => {
    if (next.length === 0) return;
    runs.charts.value = runs.charts.value.map((old, i) => (i === place ? next : old));
  };
  const choices = (analysis.lastGood.value?.variables ?? [])
    .filter(({ isMade, declared }) => !isMade && declared === undefined)
    .flatMap(({ key, name, title, elements }) =>
      elements
        ? elements.map((element) => ({
            key: key + element.slice(name.length).toLowerCase(),
            name: element,
            title: title && `${title} ${element.slice(name.length)}`,
          }))
        : [{ key, name, title }],
    )
    .filter(({ name, title }) => fits(words.value, `${title ?? ""} ${name}`))
    .slice(0, mostFound);
  return (
    <div class="picker">
      {keys.map((key) => {
        const variable = analysis.variable(key);
        return (
          <span class="picked" key={key}>
            <button
              type="button"
              class="name"
              title={variable?.description}
              onClick={() => {
                choice.value = { kind: "variable", key };
              }}
            >
              {variable?.title ?? variable?.name ?? key}
              {variable?.elements && key.slice(variable.key.length)}
            </button>
            {variable?.unit !== "" && <span class="unit">{variable?.unit}</span>}
            {keys.length > 1 && (
              <button
                type="button"
                aria-label={`Take ${variable?.title ?? key} out of the chart`}
                onClick={() => change(keys.filter((one) => one !== key))}
              >
                ×
              </button>
            )}
          </span>
        );
      })}
      <button
        type="button"
        aria-expanded={isOpen.value}
        title="Show another variable in this chart, or several"
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        Choose …
      </button>
      {isOpen.value && (
        <div class="choices">
          <input
            type="search"
            aria-label="Find a variable"
            placeholder="Find a variable …"
            value={words.value}
            ref={(element) => {
              if (words.peek() === "") element?.focus();
            }}
            onInput={({ currentTarget }) => {
              words.value = currentTarget.value;
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape") isOpen.value = false;
            }}
          />
          <ul>
            {choices.map(({ key, name, title }) => (
              <li key={key}>
                <button
                  type="button"
                  onClick={() => {
                    change([key]);
                    isOpen.value = false;
                  }}
                >
                  {title ?? name} {title !== undefined && <small>{name}</small>}
                </button>
                {keys.length < mostShown && !keys.includes(key) && (
                  <button
                    type="button"
                    aria-label={`Add ${title ?? name} to the chart`}
                    onClick={() => change([...keys, key])}
                  >
                    add
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
