import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Pane, type Panel, panels } from "../panels/panels.tsx";
import type { Workbench } from "../state/workbench.ts";

export interface PanesProps {
  readonly workbench: Workbench;
  /** Which panel each pane shows. */
  readonly shown: Signal<Readonly<Partial<Record<Pane, string>>>>;
  /** The pane that is shown where there is room for one. */
  readonly front: Signal<Pane>;
}

const order: readonly Pane[] = ["source", "system", "behaviour"];
const paneTitles: Readonly<Record<Pane, string>> = {
  source: "Source",
  system: "System",
  behaviour: "Behaviour",
};

/** The panes side by side; where there is no room, one of them, with tabs to choose. */
export function Panes({ workbench, shown, front }: PanesProps) {
  const place = useRef<HTMLDivElement>(null);
  const widths = useSignal<readonly number[]>(readWidths());
  const used = order.filter((pane) => panels.some((panel) => panel.pane === pane));

  function move(border: number, by: number): void {
    const total = used.reduce((sum, _, i) => sum + (widths.value[i] ?? 1), 0);
    const step = (by * total) / Math.max(1, place.current?.clientWidth ?? 1);
    const next = used.map((_, i) => widths.value[i] ?? 1);
    const least = 0.12 * total;
    const room = Math.max(least - next[border]!, Math.min(next[border + 1]! - least, step));
    next[border] = next[border]! + room;
    next[border + 1] = next[border + 1]! - room;
    widths.value = next;
    keepWidths(next);
  }

  const columns = used.map((_, i) => `minmax(0, ${widths.value[i] ?? 1}fr)`).join(" 6px ");
  return (
    <>
      <nav class="front" aria-label="Panes">
        {used.map((pane) => (
          <button
            type="button"
            key={pane}
            aria-pressed={front.value === pane}
            onClick={() => {
              front.value = pane;
            }}
          >
            {paneTitles[pane]}
          </button>
        ))}
      </nav>
      <div class="panes" ref={place} style={{ "--columns": columns }}>
        {used.flatMap((pane, i) => [
          ...(i === 0 ? [] : [<Border key={`border ${pane}`} onMove={(by) => move(i - 1, by)} />]),
          <PaneView
            key={pane}
            pane={pane}
            workbench={workbench}
            shown={shown}
            isFront={front.value === pane}
          />,
        ])}
      </div>
    </>
  );
}

function PaneView({
  pane,
  workbench,
  shown,
  isFront,
}: Pick<PanesProps, "workbench" | "shown"> & { readonly pane: Pane; readonly isFront: boolean }) {
  const own = panels.filter((panel) => panel.pane === pane);
  const current: Panel = own.find(({ id }) => id === shown.value[pane]) ?? own[0]!;
  return (
    <section class={`pane${isFront ? " is-front" : ""}`} aria-label={paneTitles[pane]}>
      {own.length > 1 && (
        <div class="tabs" role="tablist" aria-label={paneTitles[pane]}>
          {own.map(({ id, title }) => (
            <button
              type="button"
              role="tab"
              key={id}
              id={`tab-${id}`}
              aria-selected={id === current.id}
              aria-controls={`panel-${id}`}
              tabIndex={id === current.id ? 0 : -1}
              onClick={() => {
                shown.value = { ...shown.value, [pane]: id };
              }}
              onKeyDown={(event) => {
                const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                if (step === 0) return;
                const next = own[(own.indexOf(current) + step + own.length) % own.length]!;
                shown.value = { ...shown.value, [pane]: next.id };
                document.getElementById(`tab-${next.id}`)?.focus();
              }}
            >
              {title}
            </button>
          ))}
        </div>
      )}
      {own.length > 1 ? (
        <div class="panel" id={`panel-${current.id}`} role="tabpanel" aria-labelledby={`tab-${current.id}`}>
          {current.draw(workbench)}
        </div>
      ) : (
        <div class="panel">{current.draw(workbench)}</div>
      )}
    </section>
  );
}

/** What two panes share their width by: drawn, or moved with the arrow keys. */
function Border({ onMove }: { readonly onMove: (by: number) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a border that can be moved has no element of its own.
    <div
      class="border"
      role="separator"
      aria-orientation="vertical"
      aria-label="Border between two panes"
      aria-valuenow={50}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") onMove(-24);
        if (event.key === "ArrowRight") onMove(24);
      }}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={({ currentTarget, pointerId, movementX }) => {
        if (currentTarget.hasPointerCapture(pointerId)) onMove(movementX);
      }}
    />
  );
}

function readWidths(): readonly number[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem("widths") ?? "[]");
    return Array.isArray(kept) && kept.every((one) => typeof one === "number" && one > 0) ? kept : [];
  } catch {
    return []; // Nothing was kept, or nothing that can be read.
  }
}

function keepWidths(widths: readonly number[]): void {
  try {
    localStorage.setItem("widths", JSON.stringify(widths));
  } catch {
    // A browser that keeps nothing: equal widths next time.
  }
}
