import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum CalendarEventType {
  CALENDAR_CREATED = "CALENDAR_CREATED",
  CALENDAR_CHANGED = "CALENDAR_CHANGED",
  CALENDAR_VERSION_WITHDRAWN = "CALENDAR_VERSION_WITHDRAWN",
}

export enum PolicyEventType {
  POLICY_CREATED = "POLICY_CREATED",
  POLICY_CHANGED = "POLICY_CHANGED",
  POLICY_VERSION_WITHDRAWN = "POLICY_VERSION_WITHDRAWN",
}

/** Settings that are rows of nothing else. */
export enum ServiceLevelEventType {
  CALENDAR_ASSIGNED = "CALENDAR_ASSIGNED",
  CALENDAR_ASSIGNMENT_WITHDRAWN = "CALENDAR_ASSIGNMENT_WITHDRAWN",
  RECOMPUTATION_STARTED = "RECOMPUTATION_STARTED",
  RECOMPUTATION_ENDED = "RECOMPUTATION_ENDED",
}

/** The subject of the desk's default calendar: no queue has this id. */
const DESK_DEFAULT = 0;

/** Recorded when somebody decides it; from when on it holds is the version's to say. */
export function calendarEvent(type: CalendarEventType, calendar: { id: number; version: number }): NewEvent {
  return { subjectType: SubjectType.CALENDAR, subjectId: calendar.id, subjectVersion: calendar.version, type };
}

export function policyEvent(type: PolicyEventType, policy: { id: number; version: number }): NewEvent {
  return { subjectType: SubjectType.POLICY, subjectId: policy.id, subjectVersion: policy.version, type };
}

/** A queue (null: the desk) goes by another calendar. */
export function assignmentEvent(type: ServiceLevelEventType, queueId: number | null, version: number): NewEvent {
  return {
    subjectType: SubjectType.SETTING,
    subjectId: queueId ?? DESK_DEFAULT,
    subjectVersion: version,
    type,
  };
}

export function recomputationEvent(type: ServiceLevelEventType, id: number): NewEvent {
  const subjectVersion = type === ServiceLevelEventType.RECOMPUTATION_STARTED ? 1 : 2;
  return { subjectType: SubjectType.SETTING, subjectId: id, subjectVersion, type };
}
