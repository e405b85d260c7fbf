import { useComputed, useSignal } from "@preact/signals";
import type { VariableInfo } from "../engine/analysis.ts";
import { fits } from "../shell/search.ts";
import type { Workbench } from "../state/workbench.ts";
import { formatValue } from "./numbers.ts";

/** Levers and switches, by sector; constants when they are looked for. */
export function LeverList({ workbench }: { readonly workbench: Workbench }) {
  const words = useSignal("");
  const { analysis, levers } = workbench;
  // As one text, which is the same while a hand moves one of them: the list is not drawn anew, only its row.
  const moved = useComputed(() => JSON.stringify(Object.keys(levers.settings.value.numbers).sort()));
  const found = analysis.lastGood.value;
  if (!found) return null;
  const isMoved = new Set(JSON.parse(moved.value) as readonly string[]);
  const scalar = found.variables.filter(({ isMade, declared }) => !isMade && declared?.length === 1);
  const isSought = ({ title, name }: VariableInfo) => fits(words.value, `${title ?? ""} ${name}`);
  const isLever = ({ kind }: VariableInfo) => kind === "lever" || kind === "switch";
  const hasLevers = scalar.some(isLever);
  const listed = scalar.filter(
    (one) =>
      isMoved.has(one.key) ||
      ((isLever(one) || words.value.trim().length > 1 || !hasLevers) && isSought(one)),
  );
  const sectors = [...new Set(listed.map(({ sector = "" }) => sector))];
  return (
    <section class="levers" aria-label="Levers and switches">
      <div class="head">
        <h2>Levers and switches</h2>
        <input
          type="search"
          aria-label="Find a lever, a switch or a constant"
          placeholder="Find a lever or a constant …"
          value={words.value}
          onInput={({ currentTarget }) => {
            words.value = currentTarget.value;
          }}
        />
        <button type="button" disabled={!levers.isChanged.value} onClick={levers.resetAll}>
          Reset all
        </button>
      </div>
      {sectors.map((sector) => {
        const info = found.sectors.find(({ name }) => name === sector);
        return (
          <fieldset key={sector}>
            <legend title={info?.description}>{info?.title ?? (sector || "Others")}</legend>
            {listed
              .filter((one) => (one.sector ?? "") === sector)
              .map((one) => (
                <LeverRow key={one.key} variable={one} workbench={workbench} />
              ))}
          </fieldset>
        );
      })}
    </section>
  );
}

interface RowProps {
  readonly variable: VariableInfo;
  readonly workbench: Workbench;
}

function LeverRow({ variable, workbench }: RowProps) {
  const { levers } = workbench;
  const { key, name, title = name, declared, kind, unit } = variable;
  const usual = declared?.[0] ?? 0;
  const set = useComputed(() => levers.settings.value.numbers[key]).value;
  const value = set ?? usual;
  const timeUnit = workbench.analysis.lastGood.value?.time.unit ?? "";
  const show = (number: number) => formatValue(number, unit, timeUnit);
  const isMoved = set !== undefined && set !== usual;
  const move = (next: number) => levers.set(key, next === usual ? undefined : next, title);
  return (
    <div class={`lever${isMoved ? " is-moved" : ""}`}>
      <label for={`lever-${key}`}>{title}</label>
      {kind === "switch" ? (
        <input
          id={`lever-${key}`}
          type="checkbox"
          role="switch"
          aria-checked={value !== 0}
          checked={value !== 0}
          onChange={({ currentTarget }) => move(currentTarget.checked ? 1 : 0)}
        />
      ) : (
        <Slider variable={variable} value={value} usual={usual} move={move} />
      )}
      <output for={`lever-${key}`}>
        {kind === "switch" ? (value === 0 ? "off" : "on") : show(value)}
        {unit ? <small> {unit}</small> : null}
      </output>
      <button
        type="button"
        class="reset"
        disabled={!isMoved}
        aria-label={`Reset ${title}`}
        title={`Back to ${show(usual)}`}
        onClick={() => levers.set(key, undefined, title)}
      >
        ↺
      </button>
      <About variable={variable} workbench={workbench} />
    </div>
  );
}

function Slider({
  variable: { key, range },
  value,
  usual,
  move,
}: {
  readonly variable: VariableInfo;
  readonly value: number;
  readonly usual: number;
  readonly move: (value: number) => void;
}) {
  const width = Math.abs(usual) || 1;
  const low = Math.min(range?.low ?? (usual < 0 ? usual - width : 0), value);
  const high = Math.max(range?.high ?? usual + width, value);
  const step = niceStep((high - low) / 200);
  return (
    <span class="slider" style={{ "--usual": `${(usual - low) / (high - low || 1)}` }}>
      <input
        id={`lever-${key}`}
        type="range"
        min={low}
        max={high}
        step={step}
        value={value}
        onInput={({ currentTarget }) => move(near(currentTarget.valueAsNumber, usual, step))}
      />
    </span>
  );
}

/** The nearest step of 1, 2 or 5 times a power of ten. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const first = [1, 2, 5].find((each) => each * power >= step * 0.999) ?? 10;
  return Number((first * power).toPrecision(3));
}

/** A slider that is nearly back is back. */
function near(value: number, usual: number, step: number): number {
  return Math.abs(value - usual) < step / 2 ? usual : value;
}

/** What a lever is, in plain words, with unit, range and where it comes from. */
function About({ variable, workbench }: RowProps) {
  const isOpen = useSignal(false);
  const { key, name, title = name, description, unit, range, basis } = variable;
  const timeUnit = workbench.analysis.lastGood.value?.time.unit ?? "";
  const show = (number: number) => formatValue(number, unit, timeUnit);
  const claims = (workbench.analysis.lastGood.value?.claims ?? []).filter(({ variables }) =>
    variables.includes(key),
  );
  return (
    <span class="about">
      <button
        type="button"
        class="info"
        aria-expanded={isOpen.value}
        aria-label={`About ${title}`}
        onClick={() => {
          isOpen.value = !isOpen.value;
          workbench.choice.value = { kind: "variable", key };
        }}
      >
        i
      </button>
      {isOpen.value && (
        <span class="note">
          {description ?? "Nothing is said about it."} <code>{name}</code>
          {unit ? `, in ${unit}` : ", a number without unit"}
          {range ? `, between ${show(range.low)} and ${show(range.high)}` : ""}.{" "}
          {basis && `Basis: ${basis.word}${basis.text ? `, ${basis.text}` : ""}. `}
          {claims.map(({ id, sentence }) => (
            <button
              type="button"
              key={id}
              onClick={() => {
                workbench.choice.value = { kind: "claim", id };
              }}
            >
              {id}: {sentence}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
