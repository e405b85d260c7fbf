import { shareOf } from "../../study/interval.ts";
import { formatShare } from "../../view/share.ts";

/** In how many of how many plausible worlds something holds. */
export interface WorldShare {
  readonly holds: number;
  readonly worlds: number;
}

/** `75 % (71 to 79 %)` with a bar; the interval is that of a share found in so many worlds. */
export function Share({ holds, worlds }: WorldShare) {
  // What could be tested in no world has no share.
  if (worlds === 0) return null;
  const { value, low, high } = shareOf(holds, worlds);
  const place = (share: number) => Math.round(1000 * share) / 10;
  return (
    <span class="share" title={`in ${holds} of ${worlds} plausible worlds`}>
      <svg class="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="whole" width="100" height="8" />
        <rect class="stretch" x={place(low)} width={Math.max(0.5, place(high - low))} height="8" />
        <path class="mark" d={`M${place(value)} 0V8`} />
      </svg>
      <span>
        {formatShare(value)} %{" "}
        <small>
          ({formatShare(low)} to {formatShare(high)} %)
        </small>
      </span>
    </span>
  );
}
