import { useId, useState } from "preact/hooks";
import type { DiagramView } from "../../view/diagram/viewname.ts";
import type { DiagramProps } from "./props.ts";
import { type Found, findNodes } from "./search.ts";

export interface ToolbarProps
  extends Pick<DiagramProps, "system" | "views" | "view" | "constants" | "onView" | "onConstants"> {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onFind: (name: string) => void;
  readonly onAdd?: () => void;
  readonly onArrange?: () => void;
  readonly onSave: (kind: "svg" | "png") => void;
}

/** Which view is shown, and everything that is done to it as a whole. */
export function Toolbar(props: ToolbarProps) {
  const { constants, onConstants, onZoom, onFit, onFind, onAdd, onArrange, onSave, system } = props;
  return (
    <div class="diagram-toolbar" role="toolbar" aria-label="Diagram">
      <ViewChoice {...props} />
      <Search system={system} onFind={onFind} />
      <span class="group">
        <button type="button" aria-label="Smaller" title="Smaller (−)" onClick={() => onZoom(1 / 1.25)}>
          −
        </button>
        <button type="button" aria-label="Larger" title="Larger (+)" onClick={() => onZoom(1.25)}>
          +
        </button>
        <button type="button" title="All of it (0)" onClick={onFit}>
          Fit
        </button>
      </span>
      <label class="check">
        <input
          type="checkbox"
          checked={constants}
          disabled={props.view.kind !== "group"}
          onChange={({ currentTarget }) => onConstants(currentTarget.checked)}
        />
        Constants
      </label>
      {onAdd && (
        <button type="button" title="Add a variable (A)" onClick={onAdd}>
          Add
        </button>
      )}
      {onArrange && (
        <button type="button" title="Forget what was moved in this view" onClick={onArrange}>
          Arrange anew
        </button>
      )}
      <span class="group">
        <button type="button" title="Save the picture as SVG" onClick={() => onSave("svg")}>
          SVG
        </button>
        <button type="button" title="Save the picture as PNG" onClick={() => onSave("png")}>
          PNG
        </button>
      </span>
    </div>
  );
}

/** A view as the value of an option. */
function keyOf(view: DiagramView): string {
  return JSON.stringify(view);
}

function ViewChoice({ system, views, view, onView }: ToolbarProps) {
  const ways = (kind: "loop" | "claim" | "link") =>
    system.ways
      .filter((way) => way.kind === kind)
      .map(({ id, title }) => ({
        view: { kind: "way", of: kind, id } as const,
        title: title === "" ? id : `${id} ${title}`,
      }));
  const lists = [
    { title: "Whole and sectors", options: views.filter((one) => one.view.kind !== "given") },
    { title: "As its author drew it", options: views.filter((one) => one.view.kind === "given") },
    { title: "Loops", options: ways("loop") },
    { title: "Paths of claims", options: ways("claim") },
    { title: "Links", options: ways("link") },
  ].filter(({ options }) => options.length > 0);
  const current = keyOf(view);
  const isListed = lists.some(({ options }) => options.some((option) => keyOf(option.view) === current));
  const around = view.kind === "around" ? system.variables.find(({ name }) => name === view.name) : undefined;
  return (
    <select
      aria-label="View"
      value={current}
      onChange={({ currentTarget }) => onView(JSON.parse(currentTarget.value) as DiagramView)}
    >
      {!isListed && <option value={current}>{around ? `Around ${around.label}` : "Chosen variables"}</option>}
      {lists.map(({ title, options }) => (
        <optgroup key={title} label={title}>
          {options.map((option) => (
            <option key={keyOf(option.view)} value={keyOf(option.view)}>
              {option.title.length > 64 ? `${option.title.slice(0, 62)}…` : option.title}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function Search({ system, onFind }: Pick<ToolbarProps, "system" | "onFind">) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const found: readonly Found[] = text.trim() === "" ? [] : findNodes(system, text);
  const take = (one: Found | undefined) => {
    if (!one) return;
    setText("");
    onFind(one.name);
  };
  return (
    <span class="diagram-search">
      <input
        type="text"
        role="combobox"
        placeholder="Find…"
        aria-label="Find a variable in the diagrams"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (by !== 0 && found.length > 0) {
            event.preventDefault();
            setAt((at + by + found.length) % found.length);
          }
          if (event.key === "Enter") take(found[at]);
          if (event.key === "Escape") setText("");
        }}
        onBlur={() => setText("")}
      />
      <div id={list} class="found" role="listbox" aria-label="Variables found" hidden={found.length === 0}>
        {found.map((one, i) => (
          <div
            key={one.name}
            tabIndex={-1}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === at}
            onPointerDown={(event) => {
              event.preventDefault();
              take(one);
            }}
          >
            {one.label}
            {one.group !== undefined && <small> {one.group}</small>}
          </div>
        ))}
      </div>
    </span>
  );
}
