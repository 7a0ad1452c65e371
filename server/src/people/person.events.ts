import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum PersonEventType {
  PERSON_CREATED = "PERSON_CREATED",
  /** What is shown of the person, or how they are reached. */
  PERSON_CHANGED = "PERSON_CHANGED",
  /** Roles, memberships, language, or whether they are active: what they may do, or are answered by, has changed. */
  RIGHTS_CHANGED = "RIGHTS_CHANGED",
}

export function personEvent(type: PersonEventType, person: { id: number; version: number }): NewEvent {
  return {
    subjectType: SubjectType.PERSON,
    subjectId: person.id,
    subjectVersion: person.version,
    type,
    personId: person.id,
  };
}
