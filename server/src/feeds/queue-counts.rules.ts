import type { LogEvent } from "../platform/live/log-event.js";
import { factsAfter, factsBefore } from "./ticket-event.rules.js";
import type { TicketFacts } from "./view.rules.js";

/**
 * One cell of the projection: how many open tickets of a compartment stand in a queue, by state, assignment and what
 * the service levels say of them.
 */
export interface Cell {
  queueId: number;
  compartmentId: number;
  state: "NEW" | "OPEN" | "IN_PROGRESS" | "WAITING";
  assigned: boolean;
  alarm: "IMMINENT" | "MISSED" | null;
}

export interface CellChange extends Cell {
  change: 1 | -1;
}

const COUNTED: readonly string[] = ["NEW", "OPEN", "IN_PROGRESS", "WAITING"] satisfies Cell["state"][];

/** Where a ticket with these facts is counted; null when it is not open. */
export function cellOf(
  facts: Pick<TicketFacts, "queueId" | "compartmentId" | "state" | "assigneeId" | "serviceLevelState"> | null,
): Cell | null {
  if (!facts || !COUNTED.includes(facts.state)) return null;
  const { queueId, compartmentId, state, assigneeId, serviceLevelState } = facts;
  const alarm = serviceLevelState === "IMMINENT" || serviceLevelState === "MISSED" ? serviceLevelState : null;
  return { queueId, compartmentId, state: state as Cell["state"], assigned: assigneeId !== null, alarm };
}

/** What an event changes in the counts: out of one cell, into another. */
export function countChanges(event: LogEvent): CellChange[] {
  const before = cellOf(factsBefore(event));
  const after = cellOf(factsAfter(event));
  if (before && after && keyOfCell(before) === keyOfCell(after)) return [];
  const changes: CellChange[] = [];
  if (before) changes.push({ ...before, change: -1 });
  if (after) changes.push({ ...after, change: 1 });
  return changes;
}

/** What moves a ticket's due instants without moving it to another cell. */
const CLOCK_EVENTS: readonly string[] = [
  "TARGET_WARNED",
  "TARGET_MISSED",
  "TARGET_MET",
  "TARGET_CANCELLED",
  "TARGETS_CHANGED",
];

/** The queues about which an event may change what is told of them. */
export function countedQueues(event: LogEvent): ReadonlySet<number> {
  const queues = new Set(countChanges(event).map(({ queueId }) => queueId));
  const before = factsBefore(event);
  const after = factsAfter(event);
  const sameClock =
    before?.priority === after.priority && before.kind === after.kind && before.applicationId === after.applicationId;
  if (CLOCK_EVENTS.includes(event.type) || !sameClock || before.state !== after.state) {
    queues.add(after.queueId);
    if (before) queues.add(before.queueId);
  }
  return queues;
}

export function keyOfCell({ queueId, compartmentId, state, assigned, alarm }: Cell): string {
  return `${queueId}|${compartmentId}|${state}|${assigned}|${alarm}`;
}
