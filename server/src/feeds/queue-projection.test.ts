import { expect, it } from "vitest";
import { SubjectType } from "../platform/events/event.entity.js";
import type { LogEvent } from "../platform/live/log-event.js";
import { ServiceLevelState, TicketState } from "../tickets/ticket.entity.js";
import { TicketEventType } from "../tickets/ticket.events.js";
import type { OpenTicket } from "./queue-instants.rules.js";
import { QueueProjection } from "./queue-projection.js";

const DESK = 1;
const QUEUE = 3;
const NUMBER = 5;
const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));
const day = { day: "2026-03-02", startsAt: at(0), endsAt: at(24) };

const row = (position: number, nextBreachAt: Date): OpenTicket => ({
  number: NUMBER,
  position,
  queueId: QUEUE,
  compartmentId: DESK,
  state: TicketState.OPEN,
  assigneeId: null,
  serviceLevelState: ServiceLevelState.PENDING,
  queueEnteredAt: at(8),
  nextBreachAt,
});

const dueTimesMoved = (position: number) =>
  ({
    position,
    subjectType: SubjectType.TICKET,
    subjectId: NUMBER,
    type: TicketEventType.TARGETS_CHANGED,
    recordedAt: at(9),
    queueIdBefore: QUEUE,
    queueIdAfter: QUEUE,
    compartmentIdBefore: DESK,
    compartmentIdAfter: DESK,
    stateBefore: TicketState.OPEN,
    stateAfter: TicketState.OPEN,
    assigneeIdBefore: null,
    assigneeIdAfter: null,
    serviceLevelBefore: ServiceLevelState.PENDING,
    serviceLevelAfter: ServiceLevelState.PENDING,
  }) as LogEvent;

it("a row from before its ticket's last event is read once more, however late it arrives", () => {
  const snapshot = { position: 10, day, queueIds: [QUEUE], tickets: [row(10, at(12))], flows: new Map() };
  const projection = new QueueProjection(snapshot);
  const nextBreachAt = () => projection.counts("all", new Set([DESK]))[0]!.nextBreachAt;
  expect(projection.stale).toEqual([]);

  projection.follow(dueTimesMoved(11));
  projection.follow(dueTimesMoved(12));
  projection.take(NUMBER, row(11, at(13)));
  expect([projection.stale, nextBreachAt()]).toEqual([[NUMBER], at(13)]);
  projection.take(NUMBER, row(12, at(14)));
  expect([projection.stale, nextBreachAt()]).toEqual([[], at(14)]);
  projection.take(NUMBER, row(11, at(13)));
  expect([projection.stale, nextBreachAt()]).toEqual([[], at(14)]);
});
