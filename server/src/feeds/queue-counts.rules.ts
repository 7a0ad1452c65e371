import type { LogEvent } from "../platform/live/log-event.js";
import { factsAfter, factsBefore } from "./ticket-event.rules.js";
import type { TicketFacts } from "./view.rules.js";

/** One cell of the projection: how many open tickets of a compartment stand in a queue, by state and assignment. */
export interface Cell {
  queueId: number;
  compartmentId: number;
  state: "NEW" | "OPEN" | "IN_PROGRESS" | "WAITING";
  assigned: boolean;
}

export interface CellChange extends Cell {
  change: 1 | -1;
}

const COUNTED: readonly string[] = ["NEW", "OPEN", "IN_PROGRESS", "WAITING"] satisfies Cell["state"][];

function cellOf(facts: TicketFacts | null): Cell | null {
  if (!facts || !COUNTED.includes(facts.state)) return null;
  const { queueId, compartmentId, state, assigneeId } = facts;
  return { queueId, compartmentId, state: state as Cell["state"], assigned: assigneeId !== null };
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

/** The queues whose counts an event changes. */
export function countedQueues(event: LogEvent): ReadonlySet<number> {
  return new Set(countChanges(event).map(({ queueId }) => queueId));
}

export function keyOfCell({ queueId, compartmentId, state, assigned }: Cell): string {
  return `${queueId}|${compartmentId}|${state}|${assigned}`;
}
