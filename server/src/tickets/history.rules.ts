import type { Event } from "../platform/events/event.entity.js";

/** A fact of the routing or the metrics that an event changed; references are ids still. */
export interface FactChange {
  fact: Fact;
  before: string | number | null;
  after: string | number | null;
}

export type Fact = (typeof FACTS)[number][0];

const FACTS = [
  ["state", "stateBefore", "stateAfter"],
  ["waitingFor", "waitingForBefore", "waitingForAfter"],
  ["queue", "queueIdBefore", "queueIdAfter"],
  ["level", "levelBefore", "levelAfter"],
  ["assignee", "assigneeIdBefore", "assigneeIdAfter"],
  ["application", "applicationIdBefore", "applicationIdAfter"],
  ["kind", "kindBefore", "kindAfter"],
  ["nature", "natureBefore", "natureAfter"],
  ["priority", "priorityBefore", "priorityAfter"],
] as const;

/** A requester sees how the request stands, not who moves it where. */
const PUBLIC_FACTS: readonly string[] = ["state", "waitingFor"];

/** What an event changed, in the order in which a person reads it. */
export function changedFacts(event: Event, staff: boolean): FactChange[] {
  return FACTS.filter(
    ([fact, before, after]) => event[before] !== event[after] && (staff || PUBLIC_FACTS.includes(fact)),
  ).map(([fact, before, after]) => ({ fact, before: event[before], after: event[after] }));
}
