import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { PlaceInfo } from "../engine/analysis.ts";
import type { Workbench } from "../state/workbench.ts";

/** Adds a claim at a place: which cause, which effect, and which way it moves. */
export function ClaimForm({
  workbench,
  place,
}: {
  readonly workbench: Workbench;
  readonly place: PlaceInfo;
}) {
  const id = useId();
  const isOpen = useSignal(false);
  const refusal = useSignal<string | undefined>(undefined);
  const analysis = workbench.analysis.latest.value;
  if (!analysis) return null;
  const where = `${place.paragraph}.${place.sentence}`;
  if (!isOpen.value)
    return (
      <p>
        <button
          type="button"
          onClick={() => {
            isOpen.value = true;
          }}
        >
          Add a claim at {where}
        </button>
      </p>
    );
  const add = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const word = (name: string) => String(data.get(name) ?? "").trim();
    const claim = {
      places: [place],
      ...(word("strength") && { strength: word("strength") }),
      ...(word("sentence") && { sentence: word("sentence") }),
      says: {
        cause: word("cause"),
        effect: word("effect"),
        direction: word("direction") === "lowers" ? ("lowers" as const) : ("raises" as const),
        after: { amount: Number(word("after")) },
      },
    };
    refusal.value = await workbench.edit({ kind: "add claim", claim }, `add a claim at ${where}`);
    if (refusal.value === undefined) isOpen.value = false;
  };
  const names = analysis.variables.filter(({ isMade }) => !isMade);
  return (
    <form
      class="card claim-form"
      aria-label={`A claim at ${where}`}
      onSubmit={(event) => {
        event.preventDefault();
        void add(event.currentTarget);
      }}
    >
      <h2>A claim at {where}</h2>
      <datalist id={`${id}-names`}>
        {names.map(({ name, title }) => (
          <option key={name} value={name}>
            {title ?? ""}
          </option>
        ))}
      </datalist>
      <label>
        Cause
        <input name="cause" list={`${id}-names`} required autocomplete="off" />
      </label>
      <label>
        What it does
        <select name="direction">
          <option value="raises">raises</option>
          <option value="lowers">lowers</option>
        </select>
      </label>
      <label>
        Effect
        <input name="effect" list={`${id}-names`} required autocomplete="off" />
      </label>
      <label>
        After so many {analysis.time.unit}s
        <input name="after" type="number" min="0" step="any" defaultValue="5" required />
      </label>
      <label>
        The author’s word for how strong it is
        <input name="strength" autocomplete="off" />
      </label>
      <label>
        What is claimed, in your words
        <input name="sentence" autocomplete="off" />
      </label>
      {refusal.value ? (
        <p class="bad" role="alert">
          {refusal.value}
        </p>
      ) : null}
      <p>
        <button type="submit">Add</button>{" "}
        <button
          type="button"
          onClick={() => {
            isOpen.value = false;
          }}
        >
          Cancel
        </button>
      </p>
    </form>
  );
}
