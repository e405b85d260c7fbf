/** The arguments of a queue of Vensim, by the name of its row, that a function which asks it has before its own. */
export function askedArguments(queue: string, question: string): readonly number[] | undefined {
  const isOfAge = question.startsWith("queue_age_");
  const isOfAttribute = question.startsWith("queue_attribute_");
  switch (queue) {
    case "queue_fifo":
      return isOfAge ? [0, 1, 2, 3, 4] : undefined;
    case "queue_fifo_attribute":
      if (isOfAttribute) return [0, 1, 2, 3, 4, 5, 6, 7, 8];
      // What an age asks for is told without the attribute.
      return isOfAge ? [0, 1, 4, 6, 8] : undefined;
    default:
      return undefined;
  }
}
