import type { Ticket } from "../tickets/ticket.entity.js";

/** What a queue's instants are made of, of one open ticket. Kept from rows: events do not carry it. */
export type OpenTicket = Pick<
  Ticket,
  | "number"
  | "position"
  | "queueId"
  | "compartmentId"
  | "state"
  | "assigneeId"
  | "serviceLevelState"
  | "queueEnteredAt"
  | "nextBreachAt"
>;

export interface QueueInstants {
  oldestWaitingAt: Date | null;
  nextBreachAt: Date | null;
}

/** Nobody has it: it waits for the desk, and not the desk for somebody. */
function waitsForSomebody({ state, assigneeId }: OpenTicket): boolean {
  return assigneeId === null && (state === "NEW" || state === "OPEN");
}

/** The instants of one queue's open tickets, of those in these compartments. */
export function instantsOf(tickets: Iterable<OpenTicket>, compartmentIds: ReadonlySet<number>): QueueInstants {
  let oldestWaitingAt: Date | null = null;
  let nextBreachAt: Date | null = null;
  for (const ticket of tickets) {
    if (!compartmentIds.has(ticket.compartmentId)) continue;
    if (waitsForSomebody(ticket)) oldestWaitingAt = earlier(oldestWaitingAt, ticket.queueEnteredAt);
    nextBreachAt = earlier(nextBreachAt, ticket.nextBreachAt);
  }
  return { oldestWaitingAt, nextBreachAt };
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}
