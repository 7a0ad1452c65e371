import { describe, expect, it } from "vitest";
import { Priority, WaitingFor } from "../tickets/ticket.entity.js";
import { calendarOf, hoursOn, WORKING_DAYS } from "./calendar.fixture.js";
import { businessDaysAfter } from "./calendar.rules.js";
import {
  closed,
  outcomeOf,
  paris,
  policyOf,
  prioritised,
  reopened,
  resolved,
  resumed,
  rulesOf,
  taken,
  waitingFor,
  wall,
} from "./ledger-story.fixture.js";

// 2026-03-02 is a Monday. Office hours 9 to 18, four hours to resolve, two for what is urgent.
const urgent = policyOf({ id: 2, policyId: 2, rank: 1, priorities: [Priority.P1], resolveMinutes: 120 });
const rules = rulesOf({ policies: [policyOf(), urgent] });

describe("failures reported of other help desks' clocks", () => {
  it("GLPI #6902: a policy that changes while the ticket waits keeps the pause, and misses nothing by it", () => {
    const story = [
      ["2026-03-02T09:00", {}],
      ["2026-03-02T09:30", waitingFor("REQUESTER")],
      ["2026-03-02T15:00", prioritised("P1")],
    ] as const;
    const waiting = outcomeOf([...story], "2026-03-02T17:00", rules);
    expect([waiting.minutes, waiting.resolve, waiting.verdicts]).toEqual([30, "PAUSED", []]);

    const working = outcomeOf([...story, ["2026-03-02T17:00", resumed]], "2026-03-02T17:00", rules);
    expect(working.resolve).toBe("PENDING 2026-03-03T09:30");
  });

  it("GLPI #15605: days on hold before the policy changes are not counted by the new one either", () => {
    const outcome = outcomeOf(
      [
        ["2026-03-02T09:00", {}],
        ["2026-03-02T10:00", waitingFor("REQUESTER")],
        ["2026-03-05T10:00", resumed],
        ["2026-03-05T10:15", prioritised("P1")],
      ],
      "2026-03-05T10:15",
      rules,
    );
    expect(outcome.minutes).toBe(75);
    expect(outcome.resolve).toBe("PENDING 2026-03-05T11:00");
  });

  it("GLPI #10594: a target of days and a pause over a weekend are counted in the same opening hours", () => {
    // One day of the desk is nine hours of it.
    const days = rulesOf({ policies: [policyOf({ resolveMinutes: 9 * 60 })] });
    const outcome = outcomeOf(
      [
        ["2026-03-06T10:00", {}],
        ["2026-03-06T16:00", waitingFor("REQUESTER")],
        ["2026-03-09T10:00", resumed],
      ],
      "2026-03-09T10:00",
      days,
    );
    expect(outcome.minutes).toBe(6 * 60);
    // The pause has moved it by the three opening hours that it took, not by the sixty-six on the wall.
    expect(outcome.resolve).toBe("PENDING 2026-03-09T13:00");
  });

  it("GLPI #23359: the time between a solution and a reopening is told apart from time spent waiting", () => {
    const outcome = outcomeOf(
      [
        ["2026-03-02T09:00", taken],
        ["2026-03-02T10:00", waitingFor("REQUESTER")],
        ["2026-03-02T11:00", resumed],
        ["2026-03-02T12:00", resolved],
        ["2026-03-04T09:00", reopened],
      ],
      "2026-03-04T09:30",
      rules,
    );
    expect(outcome.minutes).toBe(150);
    expect(outcome.minutesOf("WAITING_REQUESTER")).toBe(60);
    expect(outcome.minutesOf("RESOLVED")).toBe(45 * 60);
    // It goes on from where it stood at the solution.
    expect(outcome.resolve).toBe("PENDING 2026-03-04T11:00");
  });

  it("GLPI #24481: nothing is missed while the ticket is pending for a reason that pauses", () => {
    const story = [
      ["2026-03-02T09:00", taken],
      ["2026-03-02T12:59", waitingFor("THIRD_PARTY")],
    ] as const;
    const pausing = rulesOf({ policies: [policyOf({ pausesOn: [WaitingFor.REQUESTER, WaitingFor.THIRD_PARTY] })] });
    const paused = outcomeOf([...story], "2026-06-01T09:00", pausing);
    expect([paused.resolve, paused.ledger.clock.nextAlarmAt]).toEqual(["PAUSED", null]);
    expect(paused.verdicts).toEqual(["RESOLVE WARNED 2026-03-02T12:00"]);

    // The same wait, for something that the policy does not pause on.
    expect(outcomeOf([...story], "2026-06-01T09:00", rules).resolve).toBe("MISSED 2026-03-02T13:00");
  });

  it("Zammad #5177: the shorter of two targets does not stand for the other", () => {
    const both = rulesOf({ policies: [policyOf({ takeChargeMinutes: 300, resolveMinutes: 120 })] });
    const untouched = outcomeOf([["2026-03-02T09:00", {}]], "2026-03-02T09:00", both);
    expect(untouched.takeCharge).toBe("PENDING 2026-03-02T14:00");
    expect(untouched.resolve).toBe("PENDING 2026-03-02T11:00");

    const late = outcomeOf(
      [
        ["2026-03-02T09:00", {}],
        ["2026-03-02T13:00", taken],
      ],
      "2026-03-02T13:00",
      both,
    );
    expect([late.takeCharge, late.resolve]).toEqual(["MET", "MISSED 2026-03-02T11:00"]);
  });

  it("Zammad #4777: the verdict and the time it took are there at each resolution, also after a reopening", () => {
    const story = [
      ["2026-03-02T09:00", taken],
      ["2026-03-02T10:00", resolved],
      ["2026-03-02T10:00", closed],
      ["2026-03-02T14:00", reopened],
      ["2026-03-02T14:30", resolved],
    ] as const;
    const verdicts = outcomeOf([...story], "2026-03-02T14:30", rules).ledger.verdicts;
    expect(verdicts.map(({ kind, at, elapsedMs }) => [kind, wall(at), elapsedMs / 60_000])).toEqual([
      ["MET", "2026-03-02T10:00", 60],
      ["CANCELLED", "2026-03-02T14:00", 60],
      ["MET", "2026-03-02T14:30", 90],
    ]);
    expect(outcomeOf(story.slice(0, 2), "2026-03-02T10:00", rules).resolve).toBe("MET");
  });

  it("Chatwoot: a reopened ticket is judged again, and a miss stays one", () => {
    const again = outcomeOf(
      [
        ["2026-03-02T09:00", taken],
        ["2026-03-02T12:30", resolved],
        ["2026-03-03T09:00", reopened],
        ["2026-03-03T10:00", resolved],
      ],
      "2026-03-03T10:00",
      rules,
    );
    expect(again.verdicts).toEqual([
      "RESOLVE WARNED 2026-03-02T12:00",
      "RESOLVE MET 2026-03-02T12:30",
      "RESOLVE CANCELLED 2026-03-03T09:00",
      "RESOLVE WARNED 2026-03-03T09:00",
      "RESOLVE MISSED 2026-03-03T09:30",
    ]);
    const missed = outcomeOf(
      [
        ["2026-03-02T09:00", taken],
        ["2026-03-02T15:00", resolved],
        ["2026-03-03T09:00", reopened],
        ["2026-03-03T09:05", resolved],
      ],
      "2026-03-03T18:00",
      rules,
    );
    expect(missed.resolve).toBe("MISSED 2026-03-02T13:00");
    expect(missed.minutes).toBe(365);
  });

  it("osTicket #3034: a status that waits stops the clock", () => {
    const outcome = outcomeOf(
      [
        ["2026-03-02T09:00", taken],
        ["2026-03-02T10:00", waitingFor("REQUESTER")],
      ],
      "2026-04-02T10:00",
      rules,
    );
    expect([outcome.resolve, outcome.minutes]).toEqual(["PAUSED", 60]);
  });

  it("GLPI #6527: silence is counted in days that the desk works", () => {
    const office = calendarOf({ weekly: hoursOn(WORKING_DAYS, "09:00-18:00") });
    expect(wall(businessDaysAfter(office, paris("2026-03-06T17:30"), 2))).toBe("2026-03-10T17:30");
  });
});
