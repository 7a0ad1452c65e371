import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum DeskEvent {
  /** Reports may show figures about named persons to others. */
  PERSON_FIGURES_SHOWN = "PERSON_FIGURES_SHOWN",
  /** Only to themselves. */
  PERSON_FIGURES_HIDDEN = "PERSON_FIGURES_HIDDEN",
}

export function deskEvent(type: DeskEvent, version: number): NewEvent {
  return { subjectType: SubjectType.SETTING, subjectId: 1, subjectVersion: version, type };
}
