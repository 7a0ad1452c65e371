import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";
import type { Ticket } from "./ticket.entity.js";

/** What happened to a ticket. The history shows these, in these words. */
export enum TicketEventType {
  RECORDED = "RECORDED",
  QUALIFIED = "QUALIFIED",
  TAKEN = "TAKEN",
  ASSIGNED = "ASSIGNED",
  RELEASED = "RELEASED",
  ESCALATED = "ESCALATED",
  HANDED_BACK = "HANDED_BACK",
  TRANSFERRED = "TRANSFERRED",
  REPLIED = "REPLIED",
  NOTED = "NOTED",
  INTERVENED = "INTERVENED",
  WAITING_STARTED = "WAITING_STARTED",
  RESUMED = "RESUMED",
  RESOLVED = "RESOLVED",
  CLOSED = "CLOSED",
  REOPENED = "REOPENED",
  CANCELLED = "CANCELLED",
  CHASED = "CHASED",
  NEWS_PROMISED = "NEWS_PROMISED",
  FOLLOWED_UP = "FOLLOWED_UP",
  /** By the desk itself, because a target was missed. */
  PRIORITY_RAISED = "PRIORITY_RAISED",
  // What time does to the service levels, at the instant at which it did; these raise no version.
  TARGET_WARNED = "TARGET_WARNED",
  TARGET_MISSED = "TARGET_MISSED",
  TARGET_MET = "TARGET_MET",
  /** A pending target, or a verdict, taken back. */
  TARGET_CANCELLED = "TARGET_CANCELLED",
  /**
   * Without an act: a version of a policy or a calendar came into force, and moved what the ticket owes. Dated at the
   * last act, it says that act's elapsed time anew: the past was changed.
   */
  TARGETS_CHANGED = "TARGETS_CHANGED",
}

/** What requesters see of their ticket's history; of the rest, and of internal notes, they learn nothing. */
export const PUBLIC_EVENT_TYPES: readonly string[] = [
  TicketEventType.RECORDED,
  TicketEventType.REPLIED,
  TicketEventType.WAITING_STARTED,
  TicketEventType.RESUMED,
  TicketEventType.RESOLVED,
  TicketEventType.CLOSED,
  TicketEventType.REOPENED,
  TicketEventType.CANCELLED,
  TicketEventType.CHASED,
  TicketEventType.NEWS_PROMISED,
];

export function isPublicEvent({ type, audience }: { type: string; audience: string | null }): boolean {
  return PUBLIC_EVENT_TYPES.includes(type) && audience !== "INTERNAL";
}

/** The first act of taking charge: of the ticket, since its arrival at its level. */
export const FIRST_OF_TICKET = 1;
export const FIRST_AT_LEVEL = 2;

/** What an event says beyond the facts before and after. */
export type TicketEventDetails = Partial<
  Pick<
    NewEvent,
    | "textId"
    | "messageId"
    | "personId"
    | "articleId"
    | "relatedId"
    | "takesCharge"
    | "skipsLevel"
    | "minutes"
    | "means"
    | "audience"
    | "resolutionCode"
    | "occurredAt"
    | "businessMs"
    | "target"
  >
>;

/** The event of a change from one state of a ticket (null: it did not exist) to the next. */
export function ticketEvent(
  type: TicketEventType,
  before: Ticket | null,
  after: Ticket,
  details: TicketEventDetails = {},
): NewEvent {
  return {
    subjectType: SubjectType.TICKET,
    subjectId: after.number,
    subjectVersion: after.version,
    type,
    channel: after.channel,
    requesterId: after.requesterId,
    beneficiaryId: after.beneficiaryId,
    requesterSiteId: after.requesterSiteId,
    stateBefore: before?.state ?? null,
    stateAfter: after.state,
    waitingForBefore: before?.waitingFor ?? null,
    waitingForAfter: after.waitingFor,
    queueIdBefore: before?.queueId ?? null,
    queueIdAfter: after.queueId,
    teamIdBefore: before?.teamId ?? null,
    teamIdAfter: after.teamId,
    levelBefore: before?.level ?? null,
    levelAfter: after.level,
    assigneeIdBefore: before?.assigneeId ?? null,
    assigneeIdAfter: after.assigneeId,
    applicationIdBefore: before?.applicationId ?? null,
    applicationIdAfter: after.applicationId,
    compartmentIdBefore: before?.compartmentId ?? null,
    compartmentIdAfter: after.compartmentId,
    kindBefore: before?.kind ?? null,
    kindAfter: after.kind,
    natureBefore: before?.nature ?? null,
    natureAfter: after.nature,
    priorityBefore: before?.priority ?? null,
    priorityAfter: after.priority,
    serviceLevelBefore: before?.serviceLevelState ?? null,
    serviceLevelAfter: after.serviceLevelState,
    ...details,
  };
}
