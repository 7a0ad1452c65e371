import type { LogEvent } from "../platform/live/log-event.js";
import { factsAfter, factsBefore } from "./ticket-event.rules.js";

/** Where and when something happened to a ticket. */
interface Place {
  queueId: number;
  at: Date;
}

/** What the days' figures count of one ticket. */
export interface Flow {
  compartmentId: number;
  /** Its recording; null where it is not counted: recorded earlier than is kept, or discarded. */
  received: Place | null;
  /** Its last resolution, while it stands. */
  resolved: Place | null;
}

const DONE: readonly string[] = ["RESOLVED", "CLOSED"];
const DISCARDED: readonly string[] = ["CANCELLED", "MERGED"];

/** What is known of a ticket's flow after one event more. */
export function flowAfter(flow: Flow | null, event: LogEvent): Flow {
  const before = factsBefore(event);
  const after = factsAfter(event);
  const here = { queueId: after.queueId, at: event.recordedAt };
  const isDone = DONE.includes(after.state);
  const wasDone = before !== null && DONE.includes(before.state);
  return {
    compartmentId: after.compartmentId,
    received: DISCARDED.includes(after.state) ? null : before === null ? here : (flow?.received ?? null),
    resolved: !isDone ? null : wasDone ? (flow?.resolved ?? null) : here,
  };
}

/** Whether nothing of it lies at or after an instant: it is forgotten then. */
export function isPast({ received, resolved }: Flow, since: Date): boolean {
  return (received === null || received.at < since) && (resolved === null || resolved.at < since);
}
