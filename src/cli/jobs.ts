import type { Job, JobKind, Work } from "./job.ts";

/** What workers can do, each by a file of its own. */
export const jobs: Readonly<Record<JobKind, () => Promise<(job: Job) => Work>>> = {
  report: async () => (await import("./reportwork.ts")).workOnReport,
  study: async () => (await import("./studywork.ts")).workOnStudy,
  sweep: async () => (await import("./sweepwork.ts")).workOnSweep,
  test: async () => (await import("./testwork.ts")).workOnTest,
};
