import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum ReportEvent {
  REPORT_FROZEN = "REPORT_FROZEN",
}

export function reportFrozen(id: number): NewEvent {
  return { subjectType: SubjectType.REPORT, subjectId: id, subjectVersion: 1, type: ReportEvent.REPORT_FROZEN };
}
