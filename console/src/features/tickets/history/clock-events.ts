import type { HistoryFactsFragment } from "@guichet/schema";

/** What the clock of a service level has to say; each names its target. */
export const clockEvents = ["TARGET_WARNED", "TARGET_MISSED", "TARGET_MET", "TARGET_CANCELLED"] as const;

/** Time has passed, and nobody has done anything: no reason to read again before one sends. */
export function isOfClock({ type }: Pick<HistoryFactsFragment, "type">): boolean {
  return type === "TARGETS_CHANGED" || clockEvents.some((each) => each === type);
}
