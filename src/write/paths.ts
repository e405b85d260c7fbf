import type { Model } from "../model/system.ts";
import type { FileSource } from "../model/variable.ts";

/** Where a file is to be found from, and the path of it that a model gives. */
export type Relocate = (path: string, source: string) => string;

/** The same model with other paths of the files that it names: data, and the texts of its sources. */
export function withPaths(model: Model, relocate: Relocate): Model {
  const moved = <File extends { readonly path: string; readonly span: { readonly source: string } }>(
    file: File,
  ): File => ({ ...file, path: relocate(file.path, file.span.source) });
  const parts = <Part extends { readonly value: FileSource }>(files: readonly Part[]) =>
    files.map((part) => ({ ...part, value: moved(part.value) }));
  return {
    ...model,
    dimensions: model.dimensions.map((dimension) =>
      dimension.file ? { ...dimension, file: moved(dimension.file) } : dimension,
    ),
    variables: model.variables.map((variable) =>
      (variable.kind === "const" || variable.kind === "graph" || variable.kind === "data") && variable.files
        ? { ...variable, files: parts(variable.files) }
        : variable,
    ),
    sources: model.sources.map(({ file, notes, anchors, ...source }) => ({
      ...source,
      ...(file && { file: moved(file) }),
      ...(notes && { notes: moved(notes) }),
      ...(anchors && { anchors: moved(anchors) }),
    })),
    systems: model.systems.map(({ path, model: inner }) => ({ path, model: withPaths(inner, relocate) })),
  };
}

/** Systems of modules as files that all stand in one folder, each once. */
export interface PlacedSystems {
  readonly model: Model;
  readonly files: readonly { readonly path: string; readonly model: Model }[];
}

/** Gives each system that a module is an instance of a file of its own; `nameFile` makes one of a path. */
export function placeSystems(model: Model, nameFile: (path: string) => string): PlacedSystems {
  const placed = new Map<Model, string>();
  const files: { path: string; model: Model }[] = [];
  const place = (outer: Model, around: Model["systems"]): Model => {
    const known = [...outer.systems, ...around];
    const pathOf = (path: string): string => {
      const inner = known.find((system) => system.path === path)?.model;
      if (!inner) return path;
      const before = placed.get(inner);
      if (before !== undefined) return before;
      const taken = new Set(files.map((file) => file.path));
      const wish = nameFile(path);
      const free = taken.has(wish) ? wish.replace(/(\.[^.]*)$/, `-${taken.size + 1}$1`) : wish;
      placed.set(inner, free);
      const file = { path: free, model: inner };
      files.push(file);
      file.model = place(inner, known);
      return free;
    };
    const variables = outer.variables.map((variable) =>
      variable.kind === "module"
        ? { ...variable, system: { ...variable.system, path: pathOf(variable.system.path) } }
        : variable,
    );
    return { ...outer, variables, systems: [] };
  };
  return { model: place(model, []), files };
}
