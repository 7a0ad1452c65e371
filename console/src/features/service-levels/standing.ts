import type { TargetFactsFragment, TargetKind, TicketState, WaitingFor } from "@guichet/schema";

/** What a ticket's row says of its targets: one thing, the most pressing. */
export type Standing =
  | { is: "none" }
  | { is: "counting"; kind: TargetKind; dueAt: string; warnsAt: string | null; warned: boolean; alsoMissed: boolean }
  | { is: "paused"; kind: TargetKind; waitingFor: WaitingFor | null; since: string; alsoMissed: boolean }
  | { is: "missed"; kind: TargetKind; at: string; isToDo: boolean }
  | { is: "met" };

/** Whether a ticket has ended: what was missed for it by then is not done any more, and gets no later. */
export function isOver(state: TicketState): boolean {
  return state === "CLOSED" || state === "CANCELLED" || state === "MERGED";
}

/**
 * What was missed and is still to be done comes before everything, unless it is asked what is due next; then the next
 * due; where none is due, what holds it up; then how it ended.
 */
export function standingOf(
  targets: readonly TargetFactsFragment[],
  { first = "overdue", over = false }: { first?: "overdue" | "due"; over?: boolean } = {},
): Standing {
  const missed = targets.flatMap(({ kind, state }) => (state.__typename === "TargetMissed" ? [{ kind, state }] : []));
  const alsoMissed = missed.length > 0;
  const overdue = over ? undefined : missed.find(({ state }) => state.reachedAt === null);
  const isOverdue: Standing | null = overdue
    ? { is: "missed", kind: overdue.kind, at: overdue.state.at, isToDo: true }
    : null;
  if (isOverdue && first === "overdue") return isOverdue;
  const [next] = targets
    .flatMap(({ kind, dueAt, state }) =>
      dueAt !== null && (state.__typename === "TargetPending" || state.__typename === "TargetImminent")
        ? [{ kind, dueAt, state }]
        : [],
    )
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  if (next) {
    const warned = next.state.__typename === "TargetImminent";
    const warnsAt = next.state.__typename === "TargetPending" ? next.state.warnsAt : null;
    return { is: "counting", kind: next.kind, dueAt: next.dueAt, warnsAt, warned, alsoMissed };
  }
  if (isOverdue) return isOverdue;
  for (const { kind, state } of targets) {
    if (state.__typename !== "TargetPaused") continue;
    return { is: "paused", kind, waitingFor: state.waitingFor, since: state.since, alsoMissed };
  }
  const last = missed[missed.length - 1];
  if (last) return { is: "missed", kind: last.kind, at: last.state.at, isToDo: false };
  return targets.some(({ state }) => state.__typename === "TargetMet") ? { is: "met" } : { is: "none" };
}

export type Urgency = "calm" | "near" | "late";

/** How pressing a running target is now. The desk says the same within seconds; the screen need not wait for it. */
export function urgencyAt(counting: { dueAt: string; warnsAt: string | null; warned: boolean }, now: number): Urgency {
  if (now >= Date.parse(counting.dueAt)) return "late";
  const near = counting.warned || (counting.warnsAt !== null && now >= Date.parse(counting.warnsAt));
  return near ? "near" : "calm";
}
