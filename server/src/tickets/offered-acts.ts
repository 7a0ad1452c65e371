import { obstacleTo } from "./lifecycle.rules.js";
import type { Party } from "./party.js";
import { TicketAct } from "./ticket.act.js";
import type { Ticket } from "./ticket.entity.js";
import { denialOf } from "./ticket.policy.js";

/** What this party may do to the ticket now, in the order of the enumeration. Targets are not looked at. */
export function offeredActs(ticket: Ticket, party: Party, now: Date): TicketAct[] {
  const person = party.viewer?.kind === "PERSON" ? party.viewer.personId : undefined;
  return Object.values(TicketAct).filter((act) => {
    if (denialOf(act, ticket, party, person) !== null || obstacleTo(act, ticket, now) !== null) return false;
    return !(act === TicketAct.TAKE && isAlreadyTheirs(ticket, person));
  });
}

/** Taking again what one already works on says nothing. */
export function isAlreadyTheirs(ticket: Pick<Ticket, "state" | "assigneeId">, personId: number | undefined): boolean {
  return ticket.state === "IN_PROGRESS" && personId !== undefined && ticket.assigneeId === personId;
}
