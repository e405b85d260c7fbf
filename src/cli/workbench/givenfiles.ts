import type { DataAccess } from "../../read/data/library.ts";
import { decodeText } from "../../read/decode.ts";
import type { Loaded } from "../../read/hence.ts";
import { inflate } from "../inflate.ts";
import { fileOfTag } from "../tagsettings.ts";

/** Files that a user has brought, by name: what a model names is looked for among them, and nowhere else. */
export interface GivenFiles {
  /** For reading a model from them. */
  readonly load: (path: string) => Loaded;
  readonly access: DataAccess;
  /** The name of the file that is meant by a path or a tag of a model; undefined where none is. */
  find(path: string): string | undefined;
  bytes(name: string): Uint8Array;
  /** The names of the files that were read, by the paths that were asked for: texts of systems, and data. */
  readonly texts: ReadonlyMap<string, string>;
  readonly data: ReadonlyMap<string, string>;
  /** What was asked for in vain. */
  readonly missing: ReadonlySet<string>;
}

const notGiven = "it has not come with the model";

/**
 * `meant` says which file stands for a path or a tag. A path is found by its last part too, in whatever letter case: people
 * bring files from other places than those that a model knows.
 */
export function createGivenFiles(
  files: ReadonlyMap<string, Uint8Array>,
  meant: ReadonlyMap<string, string>,
  mayLeadOut: boolean,
): GivenFiles {
  const texts = new Map<string, string>();
  const data = new Map<string, string>();
  const missing = new Set<string>();
  const names = [...files.keys()];
  const onlyOne = (fits: (name: string) => boolean) => {
    const fitting = names.filter(fits);
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  const find = (path: string): string | undefined => {
    const own = meant.get(path);
    if (own !== undefined && files.has(own)) return own;
    if (files.has(path)) return path;
    const lower = path.replaceAll("\\", "/").toLowerCase();
    const last = lastPart(lower);
    return (
      onlyOne((name) => name.toLowerCase() === lower) ??
      onlyOne((name) => lastPart(name.toLowerCase()) === last)
    );
  };
  const take = (
    path: string,
    found: Map<string, string>,
  ): { readonly bytes: Uint8Array } | { readonly missing: string } => {
    const name = find(path);
    if (name === undefined) {
      missing.add(path);
      return { missing: notGiven };
    }
    found.set(path, name);
    return { bytes: files.get(name)! };
  };
  return {
    load: (path) => {
      const taken = take(path, texts);
      return "missing" in taken ? taken : decodeText(taken.bytes, path);
    },
    access: {
      load: (path) => take(path, data),
      allows: () => mayLeadOut,
      tag: (name) => {
        const tagged = meant.get(`?${name}`) ?? tagIn(files, name);
        if (tagged === undefined) missing.add(`?${name}`);
        return tagged;
      },
      inflate,
    },
    find,
    bytes: (name) => files.get(name)!,
    texts,
    data,
    missing,
  };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What settings that have come along say of a tag. */
function tagIn(files: ReadonlyMap<string, Uint8Array>, tag: string): string | undefined {
  const settings = [...files].filter(([name]) => name.toLowerCase().endsWith("_spec.json"));
  return settings.map(([name, bytes]) => fileOfTag(decodeText(bytes, name).text, tag)).find(Boolean);
}
