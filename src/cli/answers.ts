import { WrongUsage } from "./exit.ts";
import type { Job } from "./job.ts";
import { answerInOrder, type TaskSource } from "./pool.ts";

/** What every answer says: the ids of the program and of the design, since files of data may change meanwhile. */
interface Identified {
  readonly id: string;
}

/** Has tasks done by worker threads that open the same system. Throws `WrongUsage` where it is not the same any more. */
export async function* answersOf<Task, Answer extends Identified>(
  job: Job,
  id: string,
  tasks: Iterable<Task> | TaskSource<Task>,
  options: { readonly threads: number; readonly signal: AbortSignal },
): AsyncGenerator<Answer> {
  for await (const answer of answerInOrder<Task, Answer>(job, tasks, options)) {
    if (answer.id !== id) throw new WrongUsage("Files of the system have changed while its worlds were run.");
    yield answer;
  }
}
