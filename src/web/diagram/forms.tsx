import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { type DiagramSystem, isStockKind } from "../../view/diagram/system.ts";
import type { DiagramEdits } from "./props.ts";

/** What is being asked of the user before a text is changed. */
export type Asking =
  | {
      readonly kind: "add";
      readonly what: "stock" | "flow" | "aux" | "const" | "lever";
      readonly group?: string;
    }
  | { readonly kind: "connect"; readonly name: string; readonly to?: string }
  | { readonly kind: "rename" | "remove"; readonly name: string };

export interface FormProps {
  readonly asking: Asking;
  readonly system: DiagramSystem;
  readonly edits: DiagramEdits;
  readonly onDone: () => void;
}

/** Asks for what an edit of the text needs, and says why it was refused where it was. */
export function EditForm(props: FormProps) {
  switch (props.asking.kind) {
    case "add":
      return <AddForm {...props} asking={props.asking} />;
    case "connect":
      return <ConnectForm key={props.asking.to} {...props} asking={props.asking} />;
    case "rename":
      return <RenameForm {...props} name={props.asking.name} />;
    case "remove":
      return <RemoveForm {...props} name={props.asking.name} />;
  }
}

/** A form with its button; Escape leaves it, and nothing is changed. */
function Frame({
  title,
  verb,
  act,
  onDone,
  children,
}: {
  readonly title: string;
  readonly verb: string;
  readonly act: () => Promise<string | undefined>;
  readonly onDone: () => void;
  readonly children?: ComponentChildren;
}) {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const submit = async () => {
    const why = await act().catch((failure: unknown) =>
      failure instanceof Error ? failure.message : String(failure),
    );
    if (why === undefined) onDone();
    else setProblem(why);
  };
  return (
    <form
      class="diagram-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <strong>{title}</strong>
      {children}
      {problem !== undefined && <p role="alert">{problem}</p>}
      <span class="group">
        <button type="submit">{verb}</button>
        <button type="button" onClick={onDone}>
          Leave it
        </button>
      </span>
    </form>
  );
}

/** The first field of a form is where one writes next. */
function takeFocus(element: HTMLElement | null): void {
  if (element && !element.dataset.taken) {
    element.dataset.taken = "yes";
    element.focus();
  }
}

const kindTitles = {
  stock: "stock",
  flow: "flow",
  aux: "auxiliary",
  const: "constant",
  lever: "lever",
} as const;

function AddForm({
  asking,
  system,
  edits,
  onDone,
}: FormProps & { readonly asking: Extract<Asking, { kind: "add" }> }) {
  const [kind, setKind] = useState(asking.what);
  const [name, setName] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const stocks = system.variables.filter(
    (variable) => isStockKind(variable.kind) && variable.kind !== "count",
  );
  const act = () =>
    edits.add({
      kind,
      name,
      ...(kind === "flow" && from !== "" && { from }),
      ...(kind === "flow" && to !== "" && { to }),
      ...(asking.group !== undefined && { group: asking.group }),
    });
  const ends = [
    { label: "from", value: from, set: setFrom },
    { label: "to", value: to, set: setTo },
  ];
  return (
    <Frame title="Add a variable" verb="Add" act={act} onDone={onDone}>
      <Select label="Kind" value={kind} titles={kindTitles} choose={setKind} />
      <label>
        Name
        <input
          ref={takeFocus}
          required
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      {kind === "flow" &&
        ends.map(({ label, value, set }) => (
          <label key={label}>
            {label}
            <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
              <option value="">outside (a cloud)</option>
              {stocks.map((stock) => (
                <option key={stock.name} value={stock.name}>
                  {stock.label}
                </option>
              ))}
            </select>
          </label>
        ))}
    </Frame>
  );
}

function Select<Value extends string>({
  label,
  value,
  titles,
  choose,
}: {
  readonly label: string;
  readonly value: Value;
  readonly titles: Readonly<Record<Value, string>>;
  readonly choose: (value: Value) => void;
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value as Value)}>
        {Object.entries<string>(titles).map(([one, title]) => (
          <option key={one} value={one}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

const ways = { "*": "times it", "/": "divided by it", "+": "plus it", "-": "less it" } as const;
const stockWays = { in: "flows in", out: "flows out" } as const;

function ConnectForm({
  asking: { name, to = "" },
  system,
  edits,
  onDone,
}: FormProps & { readonly asking: Extract<Asking, { kind: "connect" }> }) {
  const [written, setWritten] = useState(to);
  const [how, setHow] = useState<keyof typeof ways>("*");
  const [side, setSide] = useState<keyof typeof stockWays>("in");
  const list = useId();
  const labelOf = (wanted: string) =>
    system.variables.find((variable) => variable.name === wanted)?.label ?? wanted;
  const effect = system.variables.find((variable) => variable.name === written || variable.label === written);
  const isStock = effect !== undefined && isStockKind(effect.kind) && effect.kind !== "count";
  const act = async () =>
    effect ? edits.connect(name, effect.name, isStock ? side : how) : `Nothing is called ‘${written}’.`;
  return (
    <Frame title={`An arrow from ‘${labelOf(name)}’`} verb="Draw it" act={act} onDone={onDone}>
      <label>
        to
        <input
          ref={takeFocus}
          required
          list={list}
          value={written}
          onInput={({ currentTarget }) => setWritten(currentTarget.value)}
        />
      </label>
      <datalist id={list}>
        {system.variables.map(({ name: one, label }) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </datalist>
      {isStock ? (
        <Select label="which it" value={side} titles={stockWays} choose={setSide} />
      ) : (
        <Select label="whose equation becomes itself" value={how} titles={ways} choose={setHow} />
      )}
    </Frame>
  );
}

function RenameForm({ name, edits, onDone }: FormProps & { readonly name: string }) {
  const [to, setTo] = useState(name);
  return (
    <Frame
      title={`Another name for ‘${name}’`}
      verb="Rename"
      act={() => edits.rename(name, to)}
      onDone={onDone}
    >
      <label>
        Name
        <input
          ref={takeFocus}
          required
          value={to}
          onInput={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </label>
    </Frame>
  );
}

function RemoveForm({ name, system, edits, onDone }: FormProps & { readonly name: string }) {
  const effects = system.links.filter(({ cause }) => cause === name).length;
  return (
    <Frame title={`Delete ‘${name}’?`} verb="Delete" act={() => edits.remove(name)} onDone={onDone}>
      <p>{effects === 0 ? "Nothing depends on it." : `${effects} equations read it.`} Undo brings it back.</p>
    </Frame>
  );
}
