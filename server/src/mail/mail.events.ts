import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";
import type { OutboxMail } from "./outbox.entity.js";

/** What happens to a mail after the change it tells of; no event of its ticket, whose version stays. */
export enum MailEvent {
  SENT = "MAIL_SENT",
  /** Given up: refused for good, or not handed over in days. */
  FAILED = "MAIL_FAILED",
  /** A person asked for another attempt. */
  RETRIED = "MAIL_RETRIED",
}

export function mailEvent(
  type: MailEvent,
  mail: Pick<OutboxMail, "id" | "ticketNumber" | "personId">,
  stateBefore: string,
  stateAfter: string,
): NewEvent {
  return {
    subjectType: SubjectType.MAIL,
    subjectId: mail.id,
    subjectVersion: 1,
    type,
    relatedId: mail.ticketNumber,
    personId: mail.personId,
    stateBefore,
    stateAfter,
  };
}
