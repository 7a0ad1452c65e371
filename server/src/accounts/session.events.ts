import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export type SessionEventType = "SESSION_STARTED" | "SESSION_ENDED";

export function sessionEvent(type: SessionEventType, session: { id: number; personId: number }): NewEvent {
  const subjectVersion = type === "SESSION_STARTED" ? 1 : 2;
  return { subjectType: SubjectType.SESSION, subjectId: session.id, subjectVersion, type, personId: session.personId };
}
