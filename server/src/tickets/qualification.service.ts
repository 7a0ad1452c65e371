import type { Transaction } from "../platform/database/unit-of-work.js";
import { refuse, UnknownReference } from "../platform/graphql/problem.js";
import { appendTicketText } from "../search/ticket-index.js";
import { type ActCommand, type ActedTicket, type ActOutcome, actOn } from "./acting.js";
import { isOpen } from "./lifecycle.rules.js";
import type { Party } from "./party.js";
import { priorityOf, prioritySortOf, raised } from "./priority.rules.js";
import { TicketAct } from "./ticket.act.js";
import { type Nature, type Scale, type TicketKind, TicketState } from "./ticket.entity.js";
import { TicketEventType } from "./ticket.events.js";

export interface Qualification {
  nature: Nature;
  impact: Scale;
  urgency: Scale;
  applicationId: number;
  categoryId: number | null;
}

export interface QualifyCommand extends ActCommand, Qualification {
  kind: TicketKind | null;
  subject: string | null;
}

/** Gives a ticket its nature, urgency, impact (hence priority) and application; may be repeated. */
export async function qualify(tx: Transaction, party: Party, command: QualifyCommand): Promise<ActOutcome> {
  return actOn(tx, party, command, TicketAct.QUALIFY, async (acted) => {
    const { number, kind, subject } = acted.ticket;
    if (command.subject && command.subject !== subject) await appendTicketText(tx, number, command.subject);
    await qualifyStep(acted, command, TicketAct.QUALIFY, {
      kind: command.kind ?? kind,
      subject: command.subject ?? subject,
    });
  });
}

/** One step of qualifying; `act` is null where it is part of another act that takes no charge. */
export async function qualifyStep(
  acted: ActedTicket,
  { nature, impact, urgency, applicationId, categoryId }: Qualification,
  act: TicketAct | null,
  more: { kind?: TicketKind; subject?: string } = {},
  at = "input",
): Promise<void> {
  const compartmentId = await compartmentOf(acted.tx, applicationId, at);
  await demandCategory(acted.tx, categoryId, applicationId, at);
  const priority = priorityOf(impact, urgency);
  const { state } = acted.ticket;
  acted.step(TicketEventType.QUALIFIED, act, {
    ...more,
    nature,
    impact,
    urgency,
    priority,
    prioritySort: prioritySortOf(priority),
    applicationId,
    categoryId,
    compartmentId,
    state: state === TicketState.NEW ? TicketState.OPEN : state,
  });
}

/** One step: more pressing, by the desk itself. Nothing where it is the most pressing already, unqualified, or at its end. */
export function raisePriorityStep(acted: ActedTicket): void {
  const priority = raised(acted.ticket.priority);
  if (priority === null || !isOpen(acted.ticket.state)) return;
  acted.step(TicketEventType.PRIORITY_RAISED, null, { priority, prioritySort: prioritySortOf(priority) });
}

/** The compartment of an application that takes requests, or of a withdrawn one too; refuses any other. `at` is where it stands in the input. */
export async function compartmentOf(
  tx: Transaction,
  applicationId: number,
  at: string,
  withdrawnToo: boolean = false,
): Promise<number> {
  const [row] = await tx.query<{ compartmentId: number }[]>(
    "SELECT compartmentId FROM application WHERE id = ? AND (active OR ?)",
    [applicationId, withdrawnToo],
  );
  return row?.compartmentId ?? refuse(new UnknownReference(`${at}.application`));
}

export async function demandCategory(
  tx: Transaction,
  categoryId: number | null,
  applicationId: number | null,
  at: string,
): Promise<void> {
  if (categoryId === null) return;
  const [row] = await tx.query<unknown[]>(
    "SELECT id FROM category WHERE id = ? AND (applicationId IS NULL OR applicationId = ?)",
    [categoryId, applicationId],
  );
  if (!row) refuse(new UnknownReference(`${at}.category`));
}
