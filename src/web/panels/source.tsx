import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { foldName } from "../../model/name.ts";
import { pathBeside } from "../../read/path.ts";
import { verdictWords } from "../../view/item.ts";
import { formatShare } from "../../view/share.ts";
import type { Analysis, ClaimInfo, SourceInfo } from "../engine/analysis.ts";
import { ClaimCard } from "../source/claimcard.tsx";
import { ClaimForm } from "../source/claimform.tsx";
import { paragraphsOf, type ShownSentence, type Telling } from "../source/sentences.ts";
import { aboutOf } from "../state/about.ts";
import type { Workbench } from "../state/workbench.ts";

/** The text that the argument rests on: its sentences, and the claims that rest on them. */
export function SourcePanel({ workbench }: { readonly workbench: Workbench }) {
  const analysis = workbench.analysis.latest.value ?? workbench.analysis.lastGood.value;
  const named = useSignal<string | undefined>(undefined);
  const prefersNotes = useSignal(false);
  if (!analysis) return <p class="quiet">Reading …</p>;
  const source = analysis.texts.find(({ name }) => name === named.value) ?? analysis.texts[0];
  if (!source) return <Unsourced workbench={workbench} analysis={analysis} />;
  const { text, notes } = tellingsOf(source, workbench);
  const telling = (prefersNotes.value ? notes : text) ?? notes ?? text;
  return (
    <div class="source">
      {analysis.texts.length > 1 && <h2 class="spoken">{source.title ?? source.name}</h2>}
      <div class="source-tools">
        {analysis.texts.length > 1 ? (
          <label>
            Source{" "}
            <select
              value={source.name}
              onChange={({ currentTarget }) => {
                named.value = currentTarget.value;
              }}
            >
              {analysis.texts.map(({ name, title }) => (
                <option key={name} value={name}>
                  {title ?? name}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <h2>{source.title ?? source.name}</h2>
        )}
        {text && notes ? (
          <button
            type="button"
            aria-pressed={prefersNotes.value}
            onClick={() => {
              prefersNotes.value = !prefersNotes.value;
            }}
          >
            In our words
          </button>
        ) : null}
      </div>
      {telling ? (
        <Sentences workbench={workbench} source={source} telling={telling} claims={analysis.claims} />
      ) : (
        <p class="quiet">
          The text of ‘{source.title ?? source.name}’ is not at hand, and the system has no notes on it. Open
          it with --source {source.name}=FILE.
        </p>
      )}
    </div>
  );
}

/** A system that rests on no text still has claims. */
function Unsourced({ workbench, analysis }: { readonly workbench: Workbench; readonly analysis: Analysis }) {
  const chosen = workbench.choice.value;
  const claims = analysis.claims.filter(({ id }) => chosen?.kind === "claim" && chosen.id === id);
  return (
    <div class="source">
      <p class="quiet">
        {analysis.description ?? "The system names no text that it rests on."} A line ‘source NAME “TITLE”’
        names one.
      </p>
      {claims.map((claim) => (
        <ClaimCard key={claim.id} claim={claim} workbench={workbench} />
      ))}
    </div>
  );
}

interface SentencesProps {
  readonly workbench: Workbench;
  readonly source: SourceInfo;
  readonly telling: Telling;
  readonly claims: readonly ClaimInfo[];
}

function Sentences({ workbench, source, telling, claims }: SentencesProps) {
  const { choice } = workbench;
  const box = useRef<HTMLDivElement>(null);
  const paragraphs = paragraphsOf(telling, source.name, claims);
  const chosenClaims = useComputed(() => aboutOf(choice.value, workbench.analysis.latest.value).claims);
  const isLit = ({ paragraph, sentence, claims: own }: ShownSentence) => {
    const now = choice.value;
    return now?.kind === "sentence"
      ? foldName(now.source) === foldName(source.name) &&
          now.paragraph === paragraph &&
          now.sentence === sentence
      : own.some(({ id }) => chosenClaims.value.has(foldName(id)));
  };
  // What another panel chose is brought into sight here, above what is told of it; also when there is room for it again.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let width = 0;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth !== width) bringIntoSight();
      width = element.clientWidth;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [choice.value]);
  function bringIntoSight(): void {
    const lit = box.current?.querySelector(".sentence.lit");
    const card = box.current?.querySelector(".chosen-claims");
    if (!lit || !card || box.current?.contains(document.activeElement)) return;
    const { top, bottom } = lit.getBoundingClientRect();
    const above = box.current?.closest(".panel")?.getBoundingClientRect().top ?? 0;
    if (top < above || bottom > card.getBoundingClientRect().top)
      lit.scrollIntoView({ block: "start", behavior: calmly() });
  }
  const choose = (event: Event, { paragraph, sentence }: ShownSentence) => {
    if ((event.target as Element).closest("button")) return;
    choice.value = { kind: "sentence", source: source.name, paragraph, sentence };
  };
  const lit = paragraphs.flatMap(({ sentences }) => sentences.filter(isLit));
  const chosen = claims.filter(({ id }) => chosenClaims.value.has(foldName(id)));
  return (
    <div class="sentences" ref={box}>
      <ol>
        {paragraphs.map(({ paragraph, sentences }) => (
          <li key={paragraph} value={paragraph}>
            {sentences.map((one) => (
              // The buttons behind the sentence choose it for those who have no mouse.
              // biome-ignore lint/a11y/noStaticElementInteractions: see above.
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
              <span
                key={one.sentence}
                class={["sentence", one.claims.length > 0 ? "claimed" : "", isLit(one) ? "lit" : ""].join(
                  " ",
                )}
                onClick={(event) => choose(event, one)}
              >
                <span class="words">{one.text}</span>{" "}
                {one.claims.map((claim) => (
                  <ClaimChip key={claim.id} claim={claim} workbench={workbench} />
                ))}
                <button
                  type="button"
                  class="add-claim"
                  title={`Add a claim at ${paragraph}.${one.sentence}`}
                  aria-label={`Choose sentence ${paragraph}.${one.sentence}, to add a claim`}
                  onClick={() => {
                    choice.value = {
                      kind: "sentence",
                      source: source.name,
                      paragraph,
                      sentence: one.sentence,
                    };
                  }}
                >
                  +
                </button>{" "}
              </span>
            ))}
          </li>
        ))}
      </ol>
      <aside class="chosen-claims" aria-label="What is chosen" aria-live="polite">
        {choice.value ? (
          <button
            type="button"
            class="put-away"
            title="Let go of what is chosen"
            onClick={() => {
              choice.value = undefined;
            }}
          >
            Put away
          </button>
        ) : (
          <p class="hint">
            Choose a claim to see how it was tested, in which share of the plausible worlds it holds, and the
            evidence for and against. Choose a sentence to add a claim.
          </p>
        )}
        {chosen.slice(0, mostCards).map((claim) => (
          <ClaimCard key={claim.id} claim={claim} workbench={workbench} />
        ))}
        {chosen.length > mostCards && (
          <p class="hint">
            … and {chosen.length - mostCards} more:{" "}
            {chosen
              .slice(mostCards)
              .map(({ id }) => id)
              .join(", ")}
          </p>
        )}
        {choice.value?.kind === "sentence" && lit[0] ? (
          <ClaimForm
            key={`${lit[0].paragraph}.${lit[0].sentence}`}
            workbench={workbench}
            place={{ source: source.name, paragraph: lit[0].paragraph, sentence: lit[0].sentence }}
          />
        ) : null}
      </aside>
    </div>
  );
}

const mostCards = 6;

function ClaimChip({ claim, workbench }: { readonly claim: ClaimInfo; readonly workbench: Workbench }) {
  const verdict = workbench.testing.verdicts.value?.claims.find(({ id }) => id === claim.id)?.verdict;
  const share = workbench.testing.shares.value?.get(claim.id);
  const says =
    share && share.worlds > 0
      ? `${formatShare(share.holds / share.worlds)} %`
      : verdict && verdictWords[verdict];
  const isChosen = workbench.choice.value?.kind === "claim" && workbench.choice.value.id === claim.id;
  return (
    <button
      type="button"
      class={`chip ${verdict ?? ""}`}
      aria-pressed={isChosen}
      title={[
        claim.sentence ?? claim.lines[0] ?? claim.context ?? "",
        ...(verdict ? [`In one run: ${verdictWords[verdict]}.`] : []),
        ...(share && share.worlds > 0 ? [`It holds in ${says} of ${share.worlds} plausible worlds.`] : []),
      ].join("\n")}
      onClick={() => {
        workbench.choice.value = { kind: "claim", id: claim.id };
      }}
    >
      {claim.id} {says ?? ""}
    </button>
  );
}

function tellingsOf(
  source: SourceInfo,
  { sources, document: texts }: Workbench,
): { readonly text?: Telling; readonly notes?: Telling } {
  const text = sources[foldName(source.name)];
  const notes = source.notes && texts.file(pathBeside(source.span.source, source.notes))?.text.value;
  return {
    ...(text !== undefined && { text: { kind: "text", text } as const }),
    ...(notes !== undefined && { notes: { kind: "notes", text: notes } as const }),
  };
}

/** Whoever wants no motion gets none. */
function calmly(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
