import type { TicketEvent } from "../../../test/metrics/reference/model.js";

export const base: TicketEvent = {
  position: 1,
  subjectId: 1,
  type: "RECORDED",
  actorKind: "PERSON",
  actorId: 8,
  causeId: "",
  occurredAt: new Date("2016-03-01T08:00:00Z"),
  recordedAt: new Date("2016-03-01T08:00:00Z"),
  businessMs: 0,
  target: null,
  takesCharge: 0,
  skipsLevel: false,
  minutes: null,
  means: null,
  channel: "WEB",
  audience: null,
  resolutionCode: null,
  articleId: null,
  relatedId: null,
  requesterId: 7,
  beneficiaryId: null,
  requesterSiteId: null,
  stateAfter: "OPEN",
  waitingForAfter: null,
  levelBefore: null,
  levelAfter: 0,
  queueIdBefore: null,
  queueIdAfter: 10,
  teamIdBefore: null,
  teamIdAfter: 1,
  assigneeIdAfter: null,
  applicationIdAfter: 1,
  compartmentIdAfter: 1,
  kindAfter: "INCIDENT",
  natureAfter: null,
  priorityAfter: null,
};

/** A ticket's events, each from the one before. */
export function story(...steps: Partial<TicketEvent>[]): TicketEvent[] {
  const events: TicketEvent[] = [];
  for (const step of steps) {
    const before = events.at(-1);
    events.push({
      ...(before ?? base),
      takesCharge: 0,
      skipsLevel: false,
      resolutionCode: null,
      articleId: null,
      levelBefore: before?.levelAfter ?? null,
      queueIdBefore: before?.queueIdAfter ?? null,
      teamIdBefore: before?.teamIdAfter ?? null,
      position: events.length + 1,
      causeId: String(events.length),
      ...step,
      occurredAt: step.occurredAt ?? step.recordedAt ?? before?.recordedAt ?? base.recordedAt,
    });
  }
  return events;
}
