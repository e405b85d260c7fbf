import type { FileEvent } from "../../wire/files.ts";

/** Starts to hear of files, and of whether the server answers. Returns what ends it. */
export type Listen = (heard: (event: FileEvent) => void, told: (isThere: boolean) => void) => () => void;

/** One connection for all who listen: a browser has few of them for a server, and each lasts as long as the page. */
export function shareListening(listen: Listen): Listen {
  const listeners = new Set<Parameters<Listen>>();
  let stop: (() => void) | undefined;
  let isThere: boolean | undefined;
  const begin = () =>
    listen(
      (event) => {
        for (const [heard] of listeners) heard(event);
      },
      (is) => {
        isThere = is;
        for (const [, told] of listeners) told(is);
      },
    );
  return (heard, told) => {
    const listener: Parameters<Listen> = [heard, told];
    listeners.add(listener);
    if (isThere !== undefined) told(isThere);
    stop ??= begin();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
    };
  };
}
