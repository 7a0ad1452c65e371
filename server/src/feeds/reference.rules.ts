import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import type { LogEvent } from "../platform/live/log-event.js";

/** Something that tickets refer to and that has changed: screens that show it read it again. */
export interface Reference {
  type: string;
  id: string;
  /** Where only some may know of it; null where all the desk does. */
  compartmentId: number | null;
}

/** The API's type of what each kind of event is about; sessions and tokens are nobody's business. */
const TYPES: Partial<Record<SubjectType, string>> = {
  [SubjectType.PERSON]: "Person",
  [SubjectType.TEAM]: "Team",
  [SubjectType.SITE]: "Site",
  [SubjectType.APPLICATION]: "Application",
  [SubjectType.CHAIN]: "Application",
  [SubjectType.ARTICLE]: "Article",
  [SubjectType.MAIL]: "OutboxMail",
  [SubjectType.SETTING]: "Setting",
  [SubjectType.CALENDAR]: "Calendar",
  [SubjectType.POLICY]: "ServiceLevelPolicy",
  [SubjectType.REPORT]: "FrozenReport",
};

export function referenceOf({ subjectType, subjectId, compartmentIdAfter }: LogEvent): Reference | null {
  const type = TYPES[subjectType];
  return type ? { type, id: toGlobalId(type, subjectId), compartmentId: compartmentIdAfter } : null;
}

export function seesReference(viewer: Viewer, { compartmentId }: Reference): boolean {
  if (!may(viewer, Permission.TICKETS_READ_DESK)) return false;
  return compartmentId === null || viewer.compartmentIds.has(compartmentId);
}
