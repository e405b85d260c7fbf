/** Whether a text has every word of a search somewhere, in whatever letters. */
export function fits(words: string, text: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
