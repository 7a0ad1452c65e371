import { TicketAct } from "./ticket.act.js";
import { OPEN_STATES, type Ticket, TicketState } from "./ticket.entity.js";

const { NEW, OPEN, IN_PROGRESS, WAITING, RESOLVED, CLOSED, CANCELLED } = TicketState;

/** The states from which each act is legal. What is not listed is refused. */
export const LEGAL_FROM: Record<TicketAct, readonly TicketState[]> = {
  [TicketAct.QUALIFY]: OPEN_STATES,
  [TicketAct.TAKE]: [NEW, OPEN, IN_PROGRESS],
  [TicketAct.ASSIGN]: OPEN_STATES,
  [TicketAct.RELEASE]: OPEN_STATES,
  [TicketAct.ESCALATE]: OPEN_STATES,
  [TicketAct.HAND_BACK]: OPEN_STATES,
  [TicketAct.TRANSFER]: OPEN_STATES,
  [TicketAct.REPLY]: [NEW, OPEN, IN_PROGRESS, WAITING, RESOLVED, CLOSED, CANCELLED],
  [TicketAct.NOTE]: [NEW, OPEN, IN_PROGRESS, WAITING, RESOLVED, CLOSED, CANCELLED],
  [TicketAct.INTERVENE]: [NEW, OPEN, IN_PROGRESS, WAITING, RESOLVED, CLOSED, CANCELLED],
  [TicketAct.WAIT]: [OPEN, IN_PROGRESS],
  [TicketAct.RESUME]: [WAITING],
  [TicketAct.RESOLVE]: OPEN_STATES,
  [TicketAct.CLOSE]: [RESOLVED],
  [TicketAct.REOPEN]: [RESOLVED, CLOSED],
  [TicketAct.CANCEL]: OPEN_STATES,
  [TicketAct.CHASE]: OPEN_STATES,
  [TicketAct.PROMISE_NEWS]: OPEN_STATES,
};

/** Why an act is not possible now, beyond the state. */
export type Obstacle =
  | "STATE"
  | "NOT_QUALIFIED"
  | "NOT_ASSIGNED"
  | "ALREADY_YOURS"
  | "WINDOW_OVER"
  | "NO_HIGHER_LEVEL"
  | "NO_LOWER_LEVEL"
  | "NO_OTHER_QUEUE"
  | "WRONG_TARGET"
  | "ASSIGNEE_NOT_MEMBER";

export type LifecycleFacts = Pick<
  Ticket,
  "state" | "assigneeId" | "nature" | "impact" | "urgency" | "applicationId" | "reopenableUntil"
>;

/** What keeps an act from being done to a ticket by anybody, at an instant; null when nothing does. */
export function obstacleTo(act: TicketAct, ticket: LifecycleFacts, now: Date): Obstacle | null {
  if (!LEGAL_FROM[act].includes(ticket.state)) return "STATE";
  if (act === TicketAct.RELEASE && ticket.assigneeId === null) return "NOT_ASSIGNED";
  if (act === TicketAct.RESOLVE && ticket.state === NEW && !isQualified(ticket)) return "NOT_QUALIFIED";
  if (act === TicketAct.REOPEN && !isReopenable(ticket, now)) return "WINDOW_OVER";
  return null;
}

export function isQualified(ticket: Pick<Ticket, "nature" | "impact" | "urgency" | "applicationId">): boolean {
  return ticket.nature !== null && ticket.impact !== null && ticket.urgency !== null && ticket.applicationId !== null;
}

export function isOpen(state: TicketState): boolean {
  return OPEN_STATES.includes(state);
}

/** Until the window has passed, its last instant included. */
export function isReopenable(ticket: Pick<Ticket, "reopenableUntil">, now: Date): boolean {
  return ticket.reopenableUntil !== null && now <= ticket.reopenableUntil;
}
