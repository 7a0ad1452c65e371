/** How a figure stands to the one of the period before: the way it went, and by how much. */
export type Comparison =
  | { way: "up" | "down"; by: number }
  | { way: "same" }
  /** There was nothing before, or there is nothing now. */
  | { way: "none" };

/** The change as a share of what was. */
export function ratioChange(now: number | null, before: number | null): Comparison {
  if (now === null || before === null || before === 0) return { way: "none" };
  return wayOf(now / before - 1, 0.005);
}

/** The difference itself: of durations in milliseconds, of shares in points. */
export function difference(now: number | null, before: number | null, tooSmall: number): Comparison {
  if (now === null || before === null) return { way: "none" };
  return wayOf(now - before, tooSmall);
}

/** What would be shown as a change of nothing is none. */
function wayOf(change: number, tooSmall: number): Comparison {
  if (Math.abs(change) < tooSmall) return { way: "same" };
  return { way: change > 0 ? "up" : "down", by: Math.abs(change) };
}
