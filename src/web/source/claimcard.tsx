import { foldName } from "../../model/name.ts";
import { Badge } from "../argument/badge.tsx";
import { Share } from "../argument/share.tsx";
import type { Analysis, ClaimInfo, EvidenceInfo } from "../engine/analysis.ts";
import type { Choice } from "../state/choice.ts";
import type { Workbench } from "../state/workbench.ts";

/** All about a claim: its words, what came of it, what it runs through, the evidence for and against. */
export function ClaimCard({
  claim,
  workbench,
}: {
  readonly claim: ClaimInfo;
  readonly workbench: Workbench;
}) {
  const analysis = workbench.analysis.latest.value;
  const verdict = workbench.testing.verdicts.value?.claims.find(({ id }) => id === claim.id);
  const share = workbench.testing.shares.value?.get(claim.id);
  const isStale = workbench.testing.editsAgo.value > 0;
  if (!analysis) return null;
  const rests = <Of extends { readonly because: readonly string[] }>(all: readonly Of[]) =>
    all.filter(({ because }) => because.some((id) => foldName(id) === foldName(claim.id)));
  const links = rests(analysis.links);
  return (
    <article class="card" aria-label={`Claim ${claim.id}`}>
      <h2>
        <span class="id">{claim.id}</span> {claim.sentence ?? claim.lines[0] ?? claim.context}
      </h2>
      <dl class="pairs">
        {claim.strength ? (
          <>
            <dt>Author’s word</dt>
            <dd>“{claim.strength}”</dd>
          </>
        ) : null}
        <dt>One run</dt>
        <dd>
          {verdict ? <Badge verdict={verdict.verdict} /> : "not tested yet"}
          {isStale ? <small class="stale"> from before your last edits</small> : null}
        </dd>
        {share && share.worlds > 0 ? (
          <>
            <dt>Plausible worlds</dt>
            <dd>
              <Share {...share} />
            </dd>
          </>
        ) : null}
        {claim.context ? (
          <>
            <dt>Not tested</dt>
            <dd>{claim.context}</dd>
          </>
        ) : null}
        {claim.lines.length > 0 ? (
          <>
            <dt>Tested as</dt>
            <dd>
              {claim.lines.map((line) => (
                <code key={line}>{line}</code>
              ))}
            </dd>
          </>
        ) : null}
        {verdict && verdict.path.length > 1 ? (
          <>
            <dt>Shortest way</dt>
            <dd>
              <Way keys={verdict.path} analysis={analysis} choose={workbench.choice} />
            </dd>
          </>
        ) : null}
        <dt>Evidence for</dt>
        <dd>
          <EvidenceList all={links.flatMap(({ evidenceFor }) => evidenceFor)} />
        </dd>
        <dt>Evidence against</dt>
        <dd>
          <EvidenceList all={links.flatMap(({ evidenceAgainst }) => evidenceAgainst)} />
        </dd>
        <Resting title="Links" kind="link" ids={links.map(({ id }) => id)} choose={workbench.choice} />
        <Resting
          title="Loops"
          kind="loop"
          ids={rests(analysis.loops).map(({ id }) => id)}
          choose={workbench.choice}
        />
        <Resting
          title="Checks"
          kind="check"
          ids={rests(analysis.checks).map(({ id }) => id)}
          choose={workbench.choice}
        />
      </dl>
    </article>
  );
}

interface Chooser {
  value: Choice | undefined;
}

function Way({
  keys,
  analysis,
  choose,
}: {
  readonly keys: readonly string[];
  readonly analysis: Analysis;
  readonly choose: Chooser;
}) {
  return (
    <span class="way">
      {keys.map((name, i) => {
        const key = foldName(name);
        const variable = analysis.variables.find((one) => one.key === key);
        return (
          <span key={`${i} ${key}`}>
            {i > 0 ? " → " : null}
            <button
              type="button"
              class="link"
              onClick={() => {
                choose.value = { kind: "variable", key };
              }}
            >
              {variable?.title ?? name}
            </button>
          </span>
        );
      })}
    </span>
  );
}

function EvidenceList({ all }: { readonly all: readonly EvidenceInfo[] }) {
  if (all.length === 0) return <span class="quiet">nothing is named</span>;
  return (
    <ul>
      {all.map(({ text, fromMemory }) => (
        <li key={text}>
          {text}
          {fromMemory ? <span class="tag">from memory</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Resting({
  title,
  kind,
  ids,
  choose,
}: {
  readonly title: string;
  readonly kind: "link" | "loop" | "check";
  readonly ids: readonly string[];
  readonly choose: Chooser;
}) {
  if (ids.length === 0) return null;
  return (
    <>
      <dt>{title} that rest on it</dt>
      <dd>
        {ids.map((id) => (
          <button
            key={id}
            type="button"
            class="chip"
            onClick={() => {
              choose.value = { kind, id };
            }}
          >
            {id}
          </button>
        ))}
      </dd>
    </>
  );
}
