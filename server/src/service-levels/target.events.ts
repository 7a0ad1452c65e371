import type { Transaction } from "../platform/database/unit-of-work.js";
import { ActorKind, SYSTEM } from "../platform/events/actor.js";
import type { NewEvent } from "../platform/events/new-event.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { TicketEventType, ticketEvent } from "../tickets/ticket.events.js";
import { type Verdict, VerdictKind } from "./service-level.model.js";
import type { Restatement } from "./ticket-history.js";

const TYPES: Record<VerdictKind, TicketEventType> = {
  [VerdictKind.WARNED]: TicketEventType.TARGET_WARNED,
  [VerdictKind.MISSED]: TicketEventType.TARGET_MISSED,
  [VerdictKind.MET]: TicketEventType.TARGET_MET,
  [VerdictKind.CANCELLED]: TicketEventType.TARGET_CANCELLED,
};

/**
 * What the clock has said becomes events of the ticket, each at its own instant. The first carries the change of the
 * ticket's service level from one row to the other.
 */
export function recordVerdicts(tx: Transaction, from: Ticket, to: Ticket, verdicts: readonly Verdict[]): NewEvent[] {
  let before = from;
  return verdicts.map(({ kind, target, at, elapsedMs, policy }) => {
    const event = {
      ...ticketEvent(TYPES[kind], before, to, {
        target,
        occurredAt: new Date(at),
        businessMs: elapsedMs,
        relatedId: policy?.policyId ?? null,
      }),
      ...foundBy(tx),
    };
    before = to;
    tx.record(event);
    return event;
  });
}

/**
 * Time, or other rules, have moved what the ticket owes, without a verdict; or other rules have made its elapsed time
 * another one, which is then said of its last act, at that act's instant.
 */
export function recordTargetsChanged(
  tx: Transaction,
  from: Ticket,
  to: Ticket,
  { occurredAt, businessMs }: Restatement = { occurredAt: to.clockAt ?? tx.now, businessMs: to.clockMs },
): NewEvent {
  const event = {
    ...ticketEvent(TicketEventType.TARGETS_CHANGED, from, to, { businessMs, occurredAt }),
    ...foundBy(tx),
  };
  tx.record(event);
  return event;
}

/** The desk itself finds it out, in whosever act; but what an import finds out says that it is an import's. */
function foundBy(tx: Transaction): Pick<NewEvent, "actor"> {
  return tx.actor.kind === ActorKind.IMPORT ? {} : { actor: SYSTEM };
}
