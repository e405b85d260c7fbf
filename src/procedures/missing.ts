/** What Vensim writes for a missing value, :NA:. */
export const missing = -(2 ** 109);
