import type { TargetKind, Verdict } from "@guichet/schema";

interface Change {
  target: TargetKind;
  before: Verdict | null;
  after: Verdict | null;
  ticket: { number: number; subject: string } | null;
}

export interface ChangeLine extends Change {
  /** How many it stands for: tickets that the reader may not see are told together. */
  count: number;
}

/** A line for each ticket that may be seen; the others by what becomes of them, after those. */
export function linesOf(changes: readonly Change[]): ChangeLine[] {
  const seen = changes.filter(({ ticket }) => ticket !== null).map((change) => ({ ...change, count: 1 }));
  const hidden = new Map<string, ChangeLine>();
  for (const change of changes) {
    if (change.ticket !== null) continue;
    const key = `${change.target} ${change.before} ${change.after}`;
    hidden.set(key, { ...change, count: (hidden.get(key)?.count ?? 0) + 1 });
  }
  return [...seen, ...hidden.values()];
}
