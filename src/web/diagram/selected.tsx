import type { DiagramWay } from "../../view/diagram/system.ts";
import type { Asking } from "./forms.tsx";
import type { DiagramProps } from "./props.ts";

export interface SelectedProps
  extends Pick<DiagramProps, "system" | "chosen" | "view" | "onView" | "onChoose" | "edits"> {
  readonly onAsk: (what: Asking) => void;
}

/** What is chosen, and what can be done with it. */
export function Selected({ system, chosen, view, onView, onChoose, edits, onAsk }: SelectedProps) {
  if (!chosen) return null;
  if (chosen.kind !== "variable") {
    const way = system.ways.find(({ kind, id }) => kind === chosen.kind && id === chosen.id);
    const isShown = view.kind === "way" && view.of === chosen.kind && view.id === chosen.id;
    return (
      <div class="diagram-selected">
        <strong>{chosen.id}</strong>
        <span>{way?.title ?? noWay[chosen.kind]}</span>
        {way && !isShown && (
          <button type="button" onClick={() => onView({ kind: "way", of: way.kind, id: way.id })}>
            {way.kind === "loop" ? "Show the loop" : "Show the path"}
          </button>
        )}
        <button type="button" onClick={() => onChoose(undefined)}>
          Let go
        </button>
      </div>
    );
  }
  const { name } = chosen;
  const variable = system.variables.find((one) => one.name === name);
  if (!variable) return null;
  const isAround = view.kind === "around" && view.name === name;
  const isHome = view.kind === "group" && view.key === variable.group;
  const loops = system.ways.filter(
    ({ kind, paths }) => kind === "loop" && paths.some((path) => path.includes(name)),
  );
  return (
    <div class="diagram-selected">
      <strong>{variable.label}</strong>
      <code>{name}</code>
      {!isAround && (
        <button type="button" onClick={() => onView({ kind: "around", name })}>
          Causes and effects
        </button>
      )}
      {!isHome && (
        <button
          type="button"
          onClick={() =>
            onView({ kind: "group", ...(variable.group !== undefined && { key: variable.group }) })
          }
        >
          Where it stands
        </button>
      )}
      {loops.length > 0 && <LoopButtons loops={loops} onView={onView} />}
      {edits && (
        <span class="group">
          <button type="button" title="L" onClick={() => onAsk({ kind: "connect", name })}>
            Arrow to …
          </button>
          <button type="button" title="F2" onClick={() => onAsk({ kind: "rename", name })}>
            Rename
          </button>
          <button type="button" title="Delete" onClick={() => onAsk({ kind: "remove", name })}>
            Delete
          </button>
        </span>
      )}
      <button type="button" onClick={() => onChoose(undefined)}>
        Let go
      </button>
    </div>
  );
}

const noWay = {
  claim: "No path through the system carries it.",
  link: "It has no path in the system.",
  loop: "There is no loop of that name.",
} as const;

function LoopButtons({
  loops,
  onView,
}: {
  readonly loops: readonly DiagramWay[];
  readonly onView: DiagramProps["onView"];
}) {
  return (
    <span class="group">
      {loops.map(({ id, title }) => (
        <button type="button" key={id} title={title} onClick={() => onView({ kind: "way", of: "loop", id })}>
          {id}
        </button>
      ))}
    </span>
  );
}
