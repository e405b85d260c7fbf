import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { foldName } from "../../model/name.ts";
import { Badge } from "../argument/badge.tsx";
import {
  type ArgumentItem,
  choiceOf,
  chooseItems,
  type ItemKind,
  itemKinds,
  itemsOf,
  type SortBy,
  sorts,
  type Wanted,
} from "../argument/items.ts";
import { Share } from "../argument/share.tsx";
import { type About, aboutOf } from "../state/about.ts";
import { isSameChoice } from "../state/choice.ts";
import { isJudging } from "../state/testing.ts";
import type { Workbench } from "../state/workbench.ts";

const kindNames: Readonly<Record<ItemKind, string>> = {
  claim: "Claims",
  check: "Checks",
  loop: "Loops",
  link: "Links",
  history: "History",
};

const sortNames: Readonly<Record<SortBy, string>> = {
  order: "as written",
  id: "by name",
  verdict: "what fails first",
  share: "smallest share first",
};

const verdictNames: Readonly<Record<Wanted["verdicts"], string>> = {
  all: "all",
  "not everywhere": "not in every world",
  failing: "what fails",
};

/** The argument as a table: claims, checks, loops, links and history, each with what came of it. */
export function ArgumentPanel({ workbench }: { readonly workbench: Workbench }) {
  const { analysis, testing, kept } = workbench;
  const kinds = kept.signal("argument kinds", (): ReadonlySet<ItemKind> => new Set(["claim", "check"]));
  const verdicts = kept.signal("argument verdicts", (): Wanted["verdicts"] => "all");
  const words = kept.signal("argument words", () => "");
  const sort = kept.signal("argument order", (): SortBy => "order");
  const items = useComputed(() =>
    analysis.lastGood.value || analysis.latest.value
      ? itemsOf({
          analysis: (analysis.lastGood.value ?? analysis.latest.value)!,
          verdicts: testing.verdicts.value,
          shares: testing.shares.value,
        })
      : [],
  );
  const wanted = useComputed(() => ({
    kinds: kinds.value,
    verdicts: verdicts.value,
    words: words.value,
    sort: sort.value,
  }));
  const shown = useComputed(() => chooseItems(items.value, wanted.value));
  const about = useComputed(() => aboutOf(workbench.choice.value, analysis.latest.value));
  const table = useRef<HTMLElement>(null);
  // What another panel chose is brought into sight here.
  useEffect(() => {
    if (table.current?.contains(document.activeElement)) return;
    const lit = table.current?.querySelector("tr.chosen") ?? table.current?.querySelector("tr.lit");
    lit?.scrollIntoView({ block: "nearest" });
  }, [about.value]);
  const turn = (kind: ItemKind) => {
    const next = new Set(kinds.value);
    if (!next.delete(kind)) next.add(kind);
    kinds.value = next;
  };
  const counts = new Map(
    itemKinds.map((kind) => [kind, items.value.filter((one) => one.kind === kind).length]),
  );
  return (
    <div class="argument">
      <div class="argument-tools">
        <fieldset class="chips" aria-label="Kinds">
          {itemKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={kinds.value.has(kind)}
              disabled={counts.get(kind) === 0}
              onClick={() => turn(kind)}
            >
              {kindNames[kind]} <small>{counts.get(kind)}</small>
            </button>
          ))}
        </fieldset>
        <label>
          Find{" "}
          <input
            type="search"
            value={words.value}
            onInput={({ currentTarget }) => {
              words.value = currentTarget.value;
            }}
          />
        </label>
        <label>
          Show{" "}
          <select
            value={verdicts.value}
            onChange={({ currentTarget }) => {
              verdicts.value = currentTarget.value as Wanted["verdicts"];
            }}
          >
            {Object.entries(verdictNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Order{" "}
          <select
            value={sort.value}
            onChange={({ currentTarget }) => {
              sort.value = currentTarget.value as SortBy;
            }}
          >
            {sorts.map((value) => (
              <option key={value} value={value}>
                {sortNames[value]}
              </option>
            ))}
          </select>
        </label>
        <Tested workbench={workbench} />
      </div>
      {/* What scrolls must be reached by keys. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
      <section class="scroll" ref={table} tabIndex={0} aria-label="Table of the argument">
        <table class="argument-table">
          <caption>
            {shown.value.length} of {items.value.length} parts of the argument, in this model, under these
            assumptions
          </caption>
          <thead>
            <tr>
              <th scope="col" class="name">
                Name
              </th>
              <th scope="col">What it says</th>
              <th scope="col" class="run">
                One run
              </th>
              <th scope="col" class="worlds">
                Plausible worlds
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.value.map((item) => (
              <Row
                key={`${item.kind} ${item.id}`}
                item={item}
                isLit={isAbout(about.value, item)}
                workbench={workbench}
              />
            ))}
          </tbody>
        </table>
        {shown.value.length === 0 && items.value.length > 0 ? (
          <p class="quiet">Nothing fits what you look for.</p>
        ) : null}
        {items.value.length === 0 ? (
          <p class="quiet">The system claims nothing yet. Choose a sentence to add a claim.</p>
        ) : null}
      </section>
    </div>
  );
}

/** Whether what stands in the table is of the texts as they are now. */
function Tested({ workbench: { testing } }: { readonly workbench: Workbench }) {
  const edits = testing.editsAgo.value;
  const isStale = edits > 0 && testing.verdicts.value !== undefined;
  const progress = testing.progress.value;
  const isBusy = testing.isRunning.value || isJudging(progress);
  return (
    <div class={isStale ? "tested stale" : "tested"} role="status">
      {isBusy ? (
        <>
          {progress && !testing.isRunning.value ? (
            <>
              <progress value={progress.worlds} max={progress.of} aria-label="Worlds tested" />{" "}
              <span>
                {progress.worlds} of {progress.of} worlds
              </span>
            </>
          ) : (
            <span>Testing …</span>
          )}{" "}
          <button type="button" onClick={testing.stop}>
            Stop testing
          </button>
        </>
      ) : null}
      {testing.problem.value ? <span class="bad">{testing.problem.value}</span> : null}
      {isStale && !testing.isRunning.value ? (
        <span>
          Results are from {edits} {edits === 1 ? "edit" : "edits"} ago.{" "}
        </span>
      ) : null}
      {testing.isStopped.value ? <span>Testing was stopped. </span> : null}
      {/* What old results do in many worlds need not be waited for. */}
      {(isStale || testing.isStopped.value) && !testing.isRunning.value ? (
        <button type="button" onClick={testing.run}>
          Test again
        </button>
      ) : null}
    </div>
  );
}

/** Whether a line of the table has to do with what is chosen. */
function isAbout(about: About, { kind, id }: ArgumentItem): boolean {
  const lit = {
    claim: about.claims,
    check: about.checks,
    loop: about.loops,
    link: about.links,
    history: about.history,
  };
  return lit[kind].has(foldName(id));
}

interface RowProps {
  readonly item: ArgumentItem;
  readonly isLit: boolean;
  readonly workbench: Workbench;
}

function Row({ item, isLit, workbench }: RowProps) {
  const choice = choiceOf(item);
  const isChosen = isSameChoice(workbench.choice.value, choice);
  const choose = () => {
    workbench.choice.value = choice;
  };
  return (
    <tr
      class={isChosen ? "chosen" : isLit ? "lit" : undefined}
      aria-selected={isChosen || isLit}
      onClick={choose}
    >
      <th scope="row">
        <button type="button" class="link" onClick={choose}>
          {item.id}
        </button>
      </th>
      <td>
        {item.says}
        {item.word ? <small class="word"> author’s word: {item.word}</small> : null}
      </td>
      <td>
        {item.verdict ? <Badge verdict={item.verdict} /> : <span class="quiet">not tested yet</span>}
        {item.shows ? <small class="shows"> {item.shows}</small> : null}
      </td>
      <td>{item.share ? <Share {...item.share} /> : null}</td>
    </tr>
  );
}
