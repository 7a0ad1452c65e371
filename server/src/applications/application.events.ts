import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum ApplicationEventType {
  APPLICATION_CREATED = "APPLICATION_CREATED",
  APPLICATION_CHANGED = "APPLICATION_CHANGED",
}

export enum ChainEventType {
  CHAIN_CHANGED = "CHAIN_CHANGED",
}

/** The subject of the desk's own chain: no application has this id. */
export const DESK_CHAIN = 0;

export function applicationEvent(type: ApplicationEventType, application: { id: number; version: number }): NewEvent {
  return {
    subjectType: SubjectType.APPLICATION,
    subjectId: application.id,
    subjectVersion: application.version,
    type,
  };
}

/** An application's chain (null: the desk's) leads elsewhere. */
export function chainEvent(applicationId: number | null, version: number): NewEvent {
  return {
    subjectType: SubjectType.CHAIN,
    subjectId: applicationId ?? DESK_CHAIN,
    subjectVersion: version,
    type: ChainEventType.CHAIN_CHANGED,
  };
}
