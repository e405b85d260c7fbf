import type { WorldEffect } from "../../study/worldbands.ts";
import { headlineOf } from "../../view/headline.ts";
import { formatNumber, formatPercent } from "../../view/number.ts";
import type { Workbench } from "../state/workbench.ts";
import { describeSettings } from "./describe.ts";

/** What a change does soon and later, to shares as well as numbers and to people who did nothing, with ranges. */
export function Horizons({ workbench }: { readonly workbench: Workbench }) {
  const { worlds, analysis, levers } = workbench;
  const current = worlds.current.value;
  const beside = analysis.lastGood.value?.beside ?? [];
  if (beside.length === 0) return null;
  if (!levers.isChanged.value)
    return (
      <section class="horizons" aria-label="What the levers change">
        <h2>What the levers change</h2>
        <p>
          Move a lever: what it changes one, five and nine years after it begins is shown here, with ranges.
        </p>
      </section>
    );
  if (!current || current.effects.length === 0)
    return (
      <section class="horizons" aria-label="What the levers change">
        <h2>What the levers change</h2>
        <p>It is shown over plausible worlds, as soon as there are some.</p>
      </section>
    );
  const { horizons, begins, effects, worlds: count } = current;
  const headline = headlineOf(
    {
      what: describeSettings(levers.settings.value, analysis),
      outcome: beside[0]!.title,
      worlds: count,
    },
    horizons.flatMap((at, column) => {
      const effect = effects[0]?.[column];
      return effect ? [{ ...effect, when: `in ${at}` }] : [];
    }),
  );
  return (
    <section
      class={`horizons${worlds.isRunning.value ? " is-running" : ""}`}
      aria-label="What the levers change"
    >
      <h2>What the levers change, from {begins} on</h2>
      {headline && <p class="headline">{headline}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard. */}
      <section class="wide" tabIndex={0} aria-label="Effects at the horizons">
        <table>
          <thead>
            <tr>
              <th scope="col">p5 to p95 of {formatNumber(count, 4)} worlds</th>
              {horizons.map((at) => (
                <th scope="col" key={at}>
                  {at}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {beside.map(({ label, title, unit, isRights }, row) => (
              <tr key={label} class={isRights ? "rights" : ""}>
                <th scope="row">
                  {title} {unit && <small>{unit}</small>} {isRights && <small class="mark">rights</small>}
                </th>
                {horizons.map((at, column) => {
                  const effect = effects[row]?.[column];
                  return (
                    <td key={at}>{effect && <Effect effect={effect} isShare={isShare(title, unit)} />}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p>
        Upper line: where nine tenths of the worlds lie. Lower line: the change in per cent against the same
        world without it, and in how many of a hundred worlds there is less of it. No lever is a solution:
        look at all times, and at rights beside results.
      </p>
    </section>
  );
}

/** Shares are told in per cent, next to what they are shares of. */
function isShare(title: string, unit: string): boolean {
  return unit === "" && /\bshare\b/.test(title);
}

function Effect({ effect, isShare }: { readonly effect: WorldEffect; readonly isShare: boolean }) {
  const { with: own, change, less } = effect;
  const show = (value: number) => (isShare ? `${formatNumber(100 * value, 2)} %` : formatNumber(value, 2));
  return (
    <>
      {show(own.p5)} to {show(own.p95)}
      <br />
      <small>
        {percent(change.p5)} to {percent(change.p95)}, less in {Math.round(100 * less)} of 100
      </small>
    </>
  );
}

/** Changes that nobody could see are none. */
function percent(change: number): string {
  return Math.abs(change) < 0.005 ? "0 %" : formatPercent(change);
}
