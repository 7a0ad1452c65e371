import { describe, expect, it } from "vitest";
import { type LifecycleFacts, obstacleTo } from "./lifecycle.rules.js";
import { TicketAct } from "./ticket.act.js";
import { Nature, Scale, TicketState } from "./ticket.entity.js";

const NOW = new Date("2026-03-02T10:00:00Z");

const QUALIFIED: LifecycleFacts = {
  state: TicketState.OPEN,
  assigneeId: 7,
  nature: Nature.TECHNICAL,
  impact: Scale.LOW,
  urgency: Scale.LOW,
  applicationId: 1,
  reopenableUntil: new Date("2026-03-03T10:00:00Z"),
};

// One row an act, one column a state, in the order NEW OPEN IN_PROGRESS WAITING RESOLVED CLOSED CANCELLED MERGED.
const STATES = Object.values(TicketState);
const TABLE: Record<TicketAct, string> = {
  QUALIFY: "yyyy----",
  TAKE: "yyy-----",
  ASSIGN: "yyyy----",
  RELEASE: "yyyy----",
  ESCALATE: "yyyy----",
  HAND_BACK: "yyyy----",
  TRANSFER: "yyyy----",
  REPLY: "yyyyyyy-",
  NOTE: "yyyyyyy-",
  INTERVENE: "yyyyyyy-",
  WAIT: "-yy-----",
  RESUME: "---y----",
  RESOLVE: "yyyy----",
  CLOSE: "----y---",
  REOPEN: "----yy--",
  CANCEL: "yyyy----",
  CHASE: "yyyy----",
  PROMISE_NEWS: "yyyy----",
};

describe("the life of a ticket", () => {
  it("names every state in the order that the table's columns have", () => {
    expect(STATES).toEqual(["NEW", "OPEN", "IN_PROGRESS", "WAITING", "RESOLVED", "CLOSED", "CANCELLED", "MERGED"]);
  });

  for (const act of Object.values(TicketAct)) {
    it(`${act} is possible exactly from ${TABLE[act]}`, () => {
      const found = STATES.map((state) => (obstacleTo(act, { ...QUALIFIED, state }, NOW) === null ? "y" : "-")).join(
        "",
      );
      expect(found).toBe(TABLE[act]);
    });
  }

  it("does not resolve what nobody has qualified, unless somebody works on it", () => {
    const unqualified = { ...QUALIFIED, nature: null };
    expect(obstacleTo(TicketAct.RESOLVE, { ...unqualified, state: TicketState.NEW }, NOW)).toBe("NOT_QUALIFIED");
    expect(obstacleTo(TicketAct.RESOLVE, { ...unqualified, state: TicketState.IN_PROGRESS }, NOW)).toBeNull();
  });

  it("releases only what somebody has", () => {
    expect(obstacleTo(TicketAct.RELEASE, { ...QUALIFIED, assigneeId: null }, NOW)).toBe("NOT_ASSIGNED");
  });

  it("reopens up to the last instant of the window and not after", () => {
    const closed = { ...QUALIFIED, state: TicketState.CLOSED };
    const until = closed.reopenableUntil!;
    expect(obstacleTo(TicketAct.REOPEN, closed, until)).toBeNull();
    expect(obstacleTo(TicketAct.REOPEN, closed, new Date(until.getTime() + 1))).toBe("WINDOW_OVER");
  });
});
