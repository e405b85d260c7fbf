/** What the workbench and its server say to each other when a system is published: plain data, as JSON. */

/** `POST /api/publish`: publish the system, as its files are now. */
export interface Publish {
  /** The path of its entry, where it is another one than the workbench was opened on. */
  readonly system?: string;
  /** A folder of the project, by its path; it need not be there yet. */
  readonly folder: string;
  /** So many plausible worlds are enough. */
  readonly worlds: number;
}

/** What is told meanwhile, one line each; the last one is how it ended. */
export type PublishNews = { readonly kind: "working"; readonly says: string } | Published;

export type Published =
  | { readonly kind: "published"; readonly says: string }
  /** Nothing was written: why, in words. */
  | { readonly kind: "refused"; readonly problem: string };

/** More worlds would make a page heavier, and no range much better. */
export const mostPublished = 2000;
export const usuallyPublished = 200;
