import { DeskEvent } from "../desk/desk.events.js";
import { ArticleEvent } from "../knowledge/article.events.js";
import { MailEvent } from "../mail/mail.events.js";
import { ReportEvent } from "../metrics/frozen-report.events.js";
import { PersonEventType } from "../people/person.events.js";
import { SubjectType } from "../platform/events/event.entity.js";
import type { EventType, EventTypes } from "../platform/live/decode.js";
import { CalendarEventType, PolicyEventType, ServiceLevelEventType } from "../service-levels/service-level.events.js";
import { TicketEventType } from "../tickets/ticket.events.js";

const VERSION_1: EventType = { schemaVersion: 1 };

const WRITTEN: Partial<Record<SubjectType, readonly string[]>> = {
  [SubjectType.TICKET]: Object.values(TicketEventType),
  [SubjectType.PERSON]: Object.values(PersonEventType),
  [SubjectType.SESSION]: ["SESSION_STARTED", "SESSION_ENDED"],
  [SubjectType.TOKEN]: ["TOKEN_CREATED", "TOKEN_REVOKED"],
  [SubjectType.ARTICLE]: Object.values(ArticleEvent),
  [SubjectType.MAIL]: Object.values(MailEvent),
  [SubjectType.REPORT]: Object.values(ReportEvent),
  [SubjectType.SETTING]: [...Object.values(DeskEvent), ...Object.values(ServiceLevelEventType)],
  [SubjectType.CALENDAR]: Object.values(CalendarEventType),
  [SubjectType.POLICY]: Object.values(PolicyEventType),
};

/** The events that this version of the desk understands: by subject and type, with the version it writes. */
export const EVENT_TYPES: EventTypes = new Map(
  Object.entries(WRITTEN).flatMap(([subject, types]) =>
    types.map((type) => [`${subject}.${type}`, VERSION_1] as const),
  ),
);
