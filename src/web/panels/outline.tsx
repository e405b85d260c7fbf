import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { foldName } from "../../model/name.ts";
import { type Branch, branchesOf, indexOutline, whole } from "../outline/branches.ts";
import { type Step, stepFor } from "../outline/steps.ts";
import type { Workbench } from "../state/workbench.ts";

/** The system as an outline: its sectors, what is in them with equations in words, and causes and effects to walk along. */
export function OutlinePanel({ workbench }: { readonly workbench: Workbench }) {
  const { diagram, choice, kept } = workbench;
  const place = useRef<HTMLDivElement>(null);
  const open = kept.signal("outline open", (): ReadonlySet<string> => new Set());
  const at = kept.signal("outline at", (): string | undefined => undefined);
  const said = useSignal<ReadonlyMap<string, string>>(new Map());
  useEffect(() => diagram.show(), [diagram]);
  const system = diagram.outline.value?.system;
  const index = useMemo(() => system && indexOutline(system), [system]);
  const branches = useMemo(() => (index ? branchesOf(index, open.value) : []), [index, open.value]);
  const chosen = useComputed(() => (choice.value?.kind === "variable" ? choice.value.key : undefined)).value;

  // What another panel chose is brought into sight here, under its sector.
  useEffect(() => {
    const found = system?.variables.find(({ name }) => foldName(name) === chosen);
    if (!found || place.current?.contains(document.activeElement)) return;
    const sector = found.group ?? whole;
    if (!open.peek().has(sector)) open.value = new Set([...open.peek(), sector]);
    at.value = `${sector}/${found.name}`;
    requestAnimationFrame(() =>
      place.current?.querySelector(".branch.chosen")?.scrollIntoView({ block: "nearest" }),
    );
  }, [chosen, system, open, at]);

  // Equations are put into words as far as they are to be seen.
  useEffect(() => {
    said.value = new Map();
  }, [system, said]);
  useEffect(() => {
    const wanted = branches.flatMap(({ name, level }) =>
      name !== undefined && level === 2 && !said.peek().has(name) ? [name] : [],
    );
    if (wanted.length === 0) return;
    void workbench.texts.say(wanted).then((found) => {
      said.value = new Map([...said.peek(), ...found]);
    });
  }, [branches, said, workbench]);

  if (!index) return <p class="quiet">{diagram.problem.value ?? "The system is being read …"}</p>;
  const current = branches.some(({ id }) => id === at.value) ? at.value! : branches[0]!.id;
  const turn = (id: string, isOpen: boolean) => {
    const next = new Set(open.peek());
    if (isOpen) next.add(id);
    else next.delete(id);
    open.value = next;
  };
  const choose = (id: string) => {
    const { name, isOpen } = branches.find((one) => one.id === id)!;
    if (name === undefined) turn(id, !isOpen);
    else choice.value = { kind: "variable", key: foldName(name) };
  };
  const go = (id: string) => {
    at.value = id;
    place.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const take = (step: Step) => {
    if (step.kind === "go") go(step.id);
    else if (step.kind === "choose") choose(step.id);
    else turn(step.id, step.kind === "open");
  };
  return (
    <div class="outline" ref={place}>
      <p class="quiet">
        Arrow keys go from line to line; right opens what acts on a variable and what it acts on, left closes
        it; Enter chooses it in all panels.
      </p>
      <div role="tree" aria-label={`Outline of ${index.system.title}`}>
        {branches.map((branch) => (
          <Line
            key={branch.id}
            branch={branch}
            equation={branch.level === 2 ? said.value.get(branch.name ?? "") : undefined}
            isCurrent={branch.id === current}
            isChosen={branch.name !== undefined && foldName(branch.name) === chosen}
            onClick={(isSign) => {
              go(branch.id);
              if (isSign) turn(branch.id, !branch.isOpen);
              else choose(branch.id);
            }}
            onKey={(event) => {
              if (event.ctrlKey || event.metaKey || event.altKey) return;
              const step = stepFor(event.key, branch.id, branches);
              if (!step) return;
              event.preventDefault();
              event.stopPropagation();
              take(step);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Line(props: {
  readonly branch: Branch;
  readonly equation: string | undefined;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onClick: (isSign: boolean) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}) {
  const { branch, equation, isCurrent, isChosen, onClick, onKey } = props;
  const { id, level, size, place, hasBranches, isOpen, words, name } = branch;
  const isStock = /^(Stock|Count|Conveyor|Queue|Oven) /.test(words);
  return (
    <div
      role="treeitem"
      class={`branch level-${Math.min(level, 2)}${isChosen ? " chosen" : ""}`}
      data-id={id}
      aria-level={level}
      aria-setsize={size}
      aria-posinset={place}
      aria-expanded={hasBranches ? isOpen : undefined}
      aria-selected={isChosen}
      tabIndex={isCurrent ? 0 : -1}
      style={{ "--level": level - 1 }}
      onClick={({ target }) => onClick(name === undefined || isSign(target))}
      onKeyDown={onKey}
    >
      <span class="sign" aria-hidden="true">
        {hasBranches ? (isOpen ? "▾" : "▸") : ""}
      </span>
      <span>
        {words}
        {equation !== undefined && (
          <small>
            {isStock ? " starts at " : " = "}
            {equation}
          </small>
        )}
      </span>
    </div>
  );
}

function isSign(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".sign") !== null;
}
