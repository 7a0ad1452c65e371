/** What identifies one intention: the same body keeps its key through retries, another body gets another key. */
export interface SentAct {
  key: string;
  body: string;
}

export function keyFor(body: string, last: SentAct | null, newKey: () => string): SentAct {
  return last !== null && last.body === body ? last : { key: newKey(), body };
}
