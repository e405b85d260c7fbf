import { useEffect, useRef } from "preact/hooks";
import type { Bringing, BringingState } from "../state/bringing.ts";
import { chosenFiles } from "./dropped.ts";
import { RemarkList } from "./remarklist.tsx";

/** What the user is asked, or told, of a model that could not be opened at once. */
export function BringDialog({ bringing }: { readonly bringing: BringingState }) {
  const now = bringing.now.value;
  if (now.kind === "nothing" || now.kind === "reading") return null;
  return <Asking key={now.kind} now={now} bringing={bringing} />;
}

type Asked = Exclude<Bringing, { kind: "nothing" | "reading" }>;

function Asking({ now, bringing }: { readonly now: Asked; readonly bringing: BringingState }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => {
    if (bringing.now.peek() === now) bringing.close();
  };
  return (
    <dialog ref={dialog} class="bring" aria-labelledby="bring-title" onClose={close}>
      {now.kind === "several" && <Several models={now.models} bringing={bringing} />}
      {now.kind === "incomplete" && <Incomplete now={now} bringing={bringing} />}
      {now.kind === "refused" && (
        <>
          <h2 id="bring-title">{now.problem}</h2>
          {now.hint !== undefined && <p>{now.hint}</p>}
          <RemarkList remarks={now.remarks} />
        </>
      )}
      <form method="dialog" class="buttons">
        {now.kind === "incomplete" && (
          <button type="button" onClick={() => void bringing.openIncomplete()}>
            Open without them
          </button>
        )}
        <button type="submit">{now.kind === "refused" ? "Close" : "Cancel"}</button>
      </form>
    </dialog>
  );
}

function Several({
  models,
  bringing,
}: {
  readonly models: readonly string[];
  readonly bringing: BringingState;
}) {
  return (
    <>
      <h2 id="bring-title">Which of these is the model?</h2>
      <ul class="choices">
        {models.map((model) => (
          <li key={model}>
            <button type="button" onClick={() => void bringing.choose(model)}>
              {model}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Incomplete({
  now,
  bringing,
}: {
  readonly now: Extract<Bringing, { kind: "incomplete" }>;
  readonly bringing: BringingState;
}) {
  const files = now.missing.filter(({ kind }) => kind === "file");
  const series = now.missing.filter(({ kind }) => kind === "series");
  return (
    <>
      <h2 id="bring-title">‘{now.model}’ needs files that have not come with it</h2>
      <p>
        Drop them here, together or one by one, or choose them. Without them it opens too, but does not run
        until they are there.
      </p>
      <ul class="missing">
        {files.map(({ name }) => (
          <li key={name}>
            <label>
              <span class="name">{name.startsWith("?") ? `the file called ${name}` : name}</span>{" "}
              <input
                type="file"
                onChange={({ currentTarget }) => {
                  const [file] = chosenFiles(currentTarget);
                  if (file) void bringing.supply(name, file);
                }}
              />
            </label>
          </li>
        ))}
        {series.length > 0 && (
          <li key="series">
            <label>
              <span class="name">numbers of {series.map(({ name }) => `‘${name}’`).join(", ")}</span>{" "}
              <input
                type="file"
                multiple
                onChange={({ currentTarget }) => void bringing.bring(chosenFiles(currentTarget))}
              />
            </label>
          </li>
        )}
      </ul>
      <RemarkList
        remarks={{ ...now.remarks, shown: now.remarks.shown.filter(({ code }) => !isSaid.has(code)) }}
      />
    </>
  );
}

/** What the list of what is missing says already. */
const isSaid: ReadonlySet<string> = new Set(["missing-file", "unknown-tag", "not-given"]);
