import { describe, expect, it } from "vitest";
import { ActorKind } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import type { LogEvent } from "../platform/live/log-event.js";
import { TicketState } from "../tickets/ticket.entity.js";
import { TicketEventType } from "../tickets/ticket.events.js";
import { alarmOf } from "./target-alarm.rules.js";

const AT = new Date("2026-03-02T09:00:00.000Z");

const missed = (facts: Partial<LogEvent>) =>
  ({
    subjectType: SubjectType.TICKET,
    subjectId: 5,
    understood: true,
    actorKind: ActorKind.SYSTEM,
    type: TicketEventType.TARGET_MISSED,
    target: "RESOLVE",
    occurredAt: AT,
    queueIdBefore: null,
    teamIdAfter: 1,
    levelAfter: 0,
    stateAfter: TicketState.OPEN,
    ...facts,
  }) as LogEvent;

const HERE = new Set(["1:0"]);

describe("a missed target", () => {
  it.each(Object.values(TicketState))("of a ticket that is %s is a reason for alarm only while it is open", (state) => {
    const open = ["NEW", "OPEN", "IN_PROGRESS", "WAITING"].includes(state);
    const alarm = { number: 5, target: "RESOLVE", state: "MISSED", at: AT };
    expect(alarmOf(missed({ stateAfter: state }), HERE)).toEqual(open ? alarm : null);
  });

  it.each<[string, Partial<LogEvent>]>([
    ["in another queue", { levelAfter: 1 }],
    ["that an import replays", { actorKind: ActorKind.IMPORT }],
    ["that was met after all", { type: TicketEventType.TARGET_MET }],
  ])("%s is none", (_, facts) => {
    expect(alarmOf(missed(facts), HERE)).toBeNull();
  });
});
