import type { ApiTokenService } from "../integrations/api-token.service.js";
import type { RightsCache } from "../platform/auth/rights.js";
import { type Event, SubjectType } from "../platform/events/event.entity.js";
import type { SessionService } from "./session.service.js";

/** One of the things that give a viewer rights. */
export type RightsKey = `person:${number}` | `session:${number}` | `token:${number}`;

type RightsFacts = Pick<Event, "subjectType" | "subjectId" | "type" | "personId"> & { understood: boolean };

/** Whose rights an event of the log changes: what they were answered before may not hold any more. */
export function concernedByEvent(event: RightsFacts): readonly RightsKey[] {
  const { subjectType, subjectId, type, understood } = event;
  switch (subjectType) {
    case SubjectType.PERSON:
      return type === "RIGHTS_CHANGED" || !understood ? [`person:${subjectId}`] : [];
    case SubjectType.SESSION:
      return type === "SESSION_STARTED" ? [] : [`session:${subjectId}`];
    case SubjectType.TOKEN:
      return type === "TOKEN_CREATED" ? [] : [`token:${subjectId}`];
    default:
      return [];
  }
}

/** What this process knows by heart about people, sessions and tokens, and forgets as the log tells it to. */
export interface RememberedRights {
  rights: RightsCache;
  sessions: SessionService;
  tokens: ApiTokenService;
}

export function forgetChangedRights(
  { rights, sessions, tokens }: RememberedRights,
  events: readonly RightsFacts[],
): void {
  for (const key of events.flatMap(concernedByEvent)) {
    const [kind, id] = key.split(":") as ["person" | "session" | "token", string];
    if (kind === "person") rights.invalidate(Number(id));
    else if (kind === "session") sessions.forget(Number(id));
    else tokens.forget(Number(id));
  }
}

/** The log's past was replaced: nothing that was remembered is certain. */
export function forgetAllRights({ rights, sessions, tokens }: RememberedRights): void {
  rights.invalidateAll();
  sessions.forgetAll();
  tokens.forgetAll();
}
