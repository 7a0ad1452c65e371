import { describe, expect, it } from "vitest";
import { Priority, WaitingFor } from "../tickets/ticket.entity.js";
import { calendarOf, EVERY_DAY, exception, hoursOn } from "./calendar.fixture.js";
import { advance, change, corrections, ledgerOf, nextBreachAt, start, worstState } from "./ledger.rules.js";
import {
  cancelled,
  closed,
  merged,
  outcomeOf,
  paris,
  policyOf,
  prioritised,
  RECORDED,
  reopened,
  resolved,
  resumed,
  rulesOf,
  said,
  type Told,
  taken,
  waitingFor,
  wall,
} from "./ledger-story.fixture.js";
import { type Clock, type HistoryEntry, TargetKind, TargetState, VerdictKind } from "./service-level.model.js";

const date = (local: string) => new Date(paris(local));
// 2026-03-02 is a Monday. Unless said otherwise: four hours to resolve, warned of after three, office hours 9 to 18.
const MONDAY_NINE: Told[number] = ["2026-03-02T09:00", {}];

describe("a target", () => {
  it.each<[string, Told, string, string, string[]]>([
    ["is pending at first", [MONDAY_NINE], "2026-03-02T09:00", "PENDING 2026-03-02T13:00", []],
    [
      "falls due later when recorded in a closed hour",
      [["2026-03-07T10:00", {}]],
      "2026-03-07T10:00",
      "PENDING 2026-03-09T13:00",
      [],
    ],
    [
      "is imminent from its warning on",
      [MONDAY_NINE],
      "2026-03-02T12:00",
      "IMMINENT 2026-03-02T13:00",
      ["RESOLVE WARNED 2026-03-02T12:00"],
    ],
    [
      "is not missed yet when it falls due",
      [MONDAY_NINE],
      "2026-03-02T13:00",
      "IMMINENT 2026-03-02T13:00",
      ["RESOLVE WARNED 2026-03-02T12:00"],
    ],
    [
      "is missed afterwards",
      [MONDAY_NINE],
      "2026-03-02T13:01",
      "MISSED 2026-03-02T13:00",
      ["RESOLVE WARNED 2026-03-02T12:00", "RESOLVE MISSED 2026-03-02T13:00"],
    ],
    [
      "is missed at closing time when it falls due then, though nothing counts until the morning",
      [["2026-03-02T14:00", {}]],
      "2026-03-02T18:01",
      "MISSED 2026-03-02T18:00",
      ["RESOLVE WARNED 2026-03-02T17:00", "RESOLVE MISSED 2026-03-02T18:00"],
    ],
    [
      "is met when reached at the very instant",
      [MONDAY_NINE, ["2026-03-02T13:00", resolved]],
      "2026-03-05T13:00",
      "MET",
      ["RESOLVE WARNED 2026-03-02T12:00", "RESOLVE MET 2026-03-02T13:00"],
    ],
    [
      "is met for good once closed",
      [MONDAY_NINE, ["2026-03-02T10:00", resolved], ["2026-03-09T10:00", closed]],
      "2026-04-02T13:00",
      "MET",
      ["RESOLVE MET 2026-03-02T10:00"],
    ],
    [
      "is cancelled with the ticket",
      [MONDAY_NINE, ["2026-03-02T10:00", cancelled]],
      "2026-03-05T13:00",
      "CANCELLED",
      ["RESOLVE CANCELLED 2026-03-02T10:00"],
    ],
    [
      "is cancelled when the ticket goes on in another",
      [MONDAY_NINE, ["2026-03-02T10:00", merged]],
      "2026-03-05T13:00",
      "CANCELLED",
      ["RESOLVE CANCELLED 2026-03-02T10:00"],
    ],
    [
      "stays missed whatever the ticket's end",
      [MONDAY_NINE, ["2026-03-02T14:00", cancelled]],
      "2026-03-05T13:00",
      "MISSED 2026-03-02T13:00",
      ["RESOLVE WARNED 2026-03-02T12:00", "RESOLVE MISSED 2026-03-02T13:00"],
    ],
  ])("%s", (_, told, until, resolve, verdicts) => {
    const outcome = outcomeOf(told, until);
    expect([outcome.resolve, outcome.verdicts]).toEqual([resolve, verdicts]);
  });

  it("is missed although paused at the very instant at which it fell due", () => {
    const told: Told = [MONDAY_NINE, ["2026-03-02T13:00", waitingFor("REQUESTER")]];
    expect(outcomeOf(told, "2026-03-02T13:00").resolve).toBe("IMMINENT 2026-03-02T13:00");
    expect(outcomeOf(told, "2026-03-02T13:01").resolve).toBe("MISSED 2026-03-02T13:00");
  });

  it("does not move with time alone", () => {
    const due = ["09:01", "11:00", "12:30"].map(
      (time) => outcomeOf([MONDAY_NINE], `2026-03-02T${time}`).ledger.clock.resolve.dueAt,
    );
    expect(new Set(due)).toEqual(new Set([paris("2026-03-02T13:00")]));
  });

  it("has no due time beyond the horizon, and is looked at again there", () => {
    const rules = rulesOf({ calendars: [calendarOf({ weekly: [] })] });
    const { clock } = outcomeOf([MONDAY_NINE], "2026-03-02T09:00", rules).ledger;
    expect(clock.resolve).toEqual({ targetMs: 14_400_000, state: TargetState.PENDING, dueAt: null });
    expect(new Date(clock.nextAlarmAt as number).getUTCFullYear()).toBe(2029);
  });
});

describe("taking charge", () => {
  const rules = rulesOf({ policies: [policyOf({ takeChargeMinutes: 30 })] });
  it.each<[string, Told, string, string]>([
    ["is due in its own time", [MONDAY_NINE], "2026-03-02T09:00", "PENDING 2026-03-02T09:30"],
    ["is met by the first act", [MONDAY_NINE, ["2026-03-02T09:10", taken]], "2026-03-02T12:00", "MET"],
    [
      "is missed by a later one",
      [MONDAY_NINE, ["2026-03-02T09:31", taken]],
      "2026-03-02T12:00",
      "MISSED 2026-03-02T09:30",
    ],
    ["is met at once by the telephone", [["2026-03-02T09:00", taken]], "2026-03-02T12:00", "MET"],
    [
      "is not judged again by a reopening",
      [MONDAY_NINE, ["2026-03-02T09:10", resolved], ["2026-03-03T09:10", reopened]],
      "2026-03-03T12:00",
      "MET",
    ],
    [
      "is paused while a program has resolved the ticket",
      [MONDAY_NINE, ["2026-03-02T09:10", { ...resolved, takenInCharge: false }]],
      "2026-03-05T12:00",
      "PAUSED",
    ],
    [
      "and taken back when that is closed",
      [MONDAY_NINE, ["2026-03-02T09:10", { ...resolved, takenInCharge: false }], ["2026-03-05T10:00", closed]],
      "2026-03-05T12:00",
      "CANCELLED",
    ],
  ])("%s", (_, told, until, takeCharge) => {
    expect(outcomeOf(told, until, rules).takeCharge).toBe(takeCharge);
  });

  it("is judged by the policy that the qualifying act itself brings about", () => {
    const qualifying = rulesOf({
      policies: [
        policyOf({ takeChargeMinutes: 240 }),
        policyOf({ id: 2, policyId: 2, rank: 1, priorities: [Priority.P1], takeChargeMinutes: 15 }),
      ],
    });
    const act = (minute: string): Told => [
      MONDAY_NINE,
      [`2026-03-02T09:${minute}`, { ...taken, ...prioritised("P1") }],
    ];
    expect(outcomeOf(act("15"), "2026-03-02T10:00", qualifying).takeCharge).toBe("MET");
    expect(outcomeOf(act("16"), "2026-03-02T10:00", qualifying).takeCharge).toBe("MISSED 2026-03-02T09:16");
  });

  it("that happened before anything was promised is not judged afterwards", () => {
    const applied = rulesOf({ policies: [policyOf({ applicationIds: [1], takeChargeMinutes: 30 })] });
    const told: Told = [MONDAY_NINE, ["2026-03-02T09:10", taken], ["2026-03-02T09:20", { applicationId: 1 }]];
    const outcome = outcomeOf(told, "2026-03-02T09:30", applied);
    expect([outcome.takeCharge, outcome.resolve]).toEqual(["null", "PENDING 2026-03-02T13:00"]);
  });
});

describe("a change", () => {
  const urgent = policyOf({ id: 2, policyId: 2, rank: 1, priorities: [Priority.P1], resolveMinutes: 60 });
  const rules = rulesOf({ policies: [policyOf(), urgent] });
  it.each<[string, Told, string, string[]]>([
    [
      "of priority keeps the time and changes the target",
      [MONDAY_NINE, ["2026-03-02T09:30", prioritised("P1")]],
      "IMMINENT 2026-03-02T10:00",
      ["RESOLVE WARNED 2026-03-02T09:45"],
    ],
    [
      "to a target that is over misses it at that moment",
      [MONDAY_NINE, ["2026-03-02T11:00", prioritised("P1")]],
      "MISSED 2026-03-02T11:00",
      ["RESOLVE MISSED 2026-03-02T11:00"],
    ],
    [
      "to a target that ends at that moment misses it unless it is met in the same act",
      [MONDAY_NINE, ["2026-03-02T10:00", prioritised("P1")]],
      "MISSED 2026-03-02T10:00",
      ["RESOLVE WARNED 2026-03-02T10:00", "RESOLVE MISSED 2026-03-02T10:00"],
    ],
    [
      "and a resolution in one act are judged together",
      [MONDAY_NINE, ["2026-03-02T10:00", prioritised("P1")], ["2026-03-02T10:00", resolved]],
      "MET",
      ["RESOLVE WARNED 2026-03-02T10:00", "RESOLVE MET 2026-03-02T10:00"],
    ],
    [
      "back to a longer target does not unsay the miss",
      [MONDAY_NINE, ["2026-03-02T09:00", prioritised("P1")], ["2026-03-02T10:30", prioritised("P3")]],
      "MISSED 2026-03-02T10:00",
      ["RESOLVE WARNED 2026-03-02T09:45", "RESOLVE MISSED 2026-03-02T10:00"],
    ],
    [
      "back in time makes it pending, and it is warned of anew",
      [MONDAY_NINE, ["2026-03-02T09:00", prioritised("P1")], ["2026-03-02T09:50", prioritised("P3")]],
      "IMMINENT 2026-03-02T13:00",
      ["RESOLVE WARNED 2026-03-02T09:45", "RESOLVE WARNED 2026-03-02T12:00"],
    ],
  ])("%s", (_, told, resolve, verdicts) => {
    const outcome = outcomeOf(
      told,
      resolve.startsWith("IMMINENT 2026-03-02T10") ? "2026-03-02T09:45" : "2026-03-02T12:00",
      rules,
    );
    expect([outcome.resolve, outcome.verdicts]).toEqual([resolve, verdicts]);
  });

  it("to no policy takes the target back, and a policy that matches again gives it again", () => {
    const applied = rulesOf({ policies: [policyOf({ applicationIds: [1] })] });
    const told: Told = [
      ["2026-03-02T09:00", { applicationId: 1 }],
      ["2026-03-02T10:00", { applicationId: 2 }],
      ["2026-03-02T11:00", { applicationId: 1 }],
    ];
    expect(outcomeOf(told.slice(0, 2), "2026-03-02T10:30", applied).resolve).toBe("CANCELLED");
    const outcome = outcomeOf(told, "2026-03-02T11:00", applied);
    // Without a policy time has counted all the same.
    expect([outcome.resolve, outcome.minutes]).toEqual(["PENDING 2026-03-02T13:00", 120]);
    expect(outcome.verdicts).toEqual(["RESOLVE CANCELLED 2026-03-02T10:00"]);
  });

  it("is warned of once, whatever pauses come in between", () => {
    const told: Told = [
      MONDAY_NINE,
      ["2026-03-02T12:15", waitingFor("REQUESTER")],
      ["2026-03-02T14:00", resumed],
      ["2026-03-02T14:10", waitingFor("REQUESTER")],
      ["2026-03-02T15:00", resumed],
    ];
    const outcome = outcomeOf(told, "2026-03-02T15:10");
    expect(outcome.verdicts).toEqual(["RESOLVE WARNED 2026-03-02T12:00"]);
    expect(outcome.resolve).toBe("IMMINENT 2026-03-02T15:35");
  });

  it("makes imminent while paused, and says so then", () => {
    const told: Told = [
      MONDAY_NINE,
      ["2026-03-02T09:50", waitingFor("REQUESTER")],
      ["2026-03-02T11:00", prioritised("P1")],
      ["2026-03-02T12:00", resumed],
    ];
    const outcome = outcomeOf(told, "2026-03-02T12:00", rules);
    expect(outcome.verdicts).toEqual(["RESOLVE WARNED 2026-03-02T11:00"]);
    expect(outcome.resolve).toBe("IMMINENT 2026-03-02T12:10");
  });

  it("of queue takes its on-call calendar over from then on", () => {
    const onCall = rulesOf({
      calendars: [calendarOf(), calendarOf({ id: 2, calendarId: 2, weekly: hoursOn(EVERY_DAY, "00:00-24:00") })],
      queueCalendars: [{ queueId: 9, calendarId: 2, effectiveFrom: new Date(0) }],
    });
    const told: Told = [
      ["2026-03-06T17:00", {}],
      ["2026-03-06T20:00", { queueId: 9, level: 2 }],
    ];
    const outcome = outcomeOf(told, "2026-03-06T21:00", onCall);
    expect(outcome.resolve).toBe("PENDING 2026-03-06T23:00");
    expect(outcome.intervals).toEqual([
      "2026-03-06T17:00 2026-03-06T18:00 + OPEN_HOURS",
      "2026-03-06T18:00 2026-03-06T20:00 - CLOSED_HOURS",
      "2026-03-06T20:00 2026-03-06T21:00 + OPEN_HOURS",
    ]);
    expect(outcome.ledger.intervals.map(({ calendarId, level }) => [calendarId, level])).toEqual([
      [1, 0],
      [1, 0],
      [2, 2],
    ]);
  });
});

describe("what pauses", () => {
  it.each<[string, Told, WaitingFor[], number]>([
    [
      "waiting for the requester",
      [MONDAY_NINE, ["2026-03-02T10:00", waitingFor("REQUESTER")]],
      [WaitingFor.REQUESTER],
      60,
    ],
    [
      "not what the policy leaves out",
      [MONDAY_NINE, ["2026-03-02T10:00", waitingFor("DATE")]],
      [WaitingFor.REQUESTER],
      480,
    ],
    ["nothing, if the policy says so", [MONDAY_NINE, ["2026-03-02T10:00", waitingFor("REQUESTER")]], [], 480],
    ["a date, if it says so", [MONDAY_NINE, ["2026-03-02T10:00", waitingFor("DATE")]], [WaitingFor.DATE], 60],
    ["a solution", [MONDAY_NINE, ["2026-03-02T10:00", resolved]], [], 60],
    ["an end", [MONDAY_NINE, ["2026-03-02T10:00", cancelled]], [], 60],
  ])("%s", (_, told, pausesOn, minutes) => {
    expect(outcomeOf(told, "2026-03-02T17:00", rulesOf({ policies: [policyOf({ pausesOn })] })).minutes).toBe(minutes);
  });

  it("without a policy is the requester's part, on the desk's calendar", () => {
    const rules = rulesOf({ policies: [] });
    expect(
      outcomeOf([MONDAY_NINE, ["2026-03-02T10:00", waitingFor("REQUESTER")]], "2026-03-02T17:00", rules).minutes,
    ).toBe(60);
    const counted = outcomeOf(
      [MONDAY_NINE, ["2026-03-02T10:00", waitingFor("THIRD_PARTY")]],
      "2026-03-02T17:00",
      rules,
    );
    expect([counted.minutes, counted.resolve, counted.ledger.clock.nextAlarmAt]).toEqual([480, "null", null]);
  });

  it("is changed by a version of the policy while the ticket waits", () => {
    const rules = rulesOf({
      policies: [policyOf(), policyOf({ id: 2, effectiveFrom: date("2026-03-02T11:00"), pausesOn: [] })],
    });
    const outcome = outcomeOf([MONDAY_NINE, ["2026-03-02T10:00", waitingFor("REQUESTER")]], "2026-03-02T12:00", rules);
    expect([outcome.minutes, outcome.resolve]).toEqual([120, "PENDING 2026-03-02T14:00"]);
  });
});

describe("a version that comes into force", () => {
  it("of the policy changes what is pending from its instant on", () => {
    const rules = rulesOf({
      policies: [policyOf(), policyOf({ id: 2, effectiveFrom: date("2026-03-02T11:00"), resolveMinutes: 600 })],
    });
    const before = outcomeOf([MONDAY_NINE], "2026-03-02T10:00", rules).ledger.clock;
    // Until then the old one counts, and the alarm is set for the change.
    expect([wall(before.resolve.dueAt), wall(before.nextAlarmAt)]).toEqual(["2026-03-02T13:00", "2026-03-02T11:00"]);
    expect(outcomeOf([MONDAY_NINE], "2026-03-02T11:00", rules).resolve).toBe("PENDING 2026-03-03T10:00");
    expect(outcomeOf([MONDAY_NINE, ["2026-03-02T10:00", resolved]], "2026-03-05T11:00", rules).verdicts).toEqual([
      "RESOLVE MET 2026-03-02T10:00",
    ]);
  });

  it("misses at once what it leaves no time for", () => {
    const rules = rulesOf({
      policies: [policyOf(), policyOf({ id: 2, effectiveFrom: date("2026-03-02T11:00"), resolveMinutes: 60 })],
    });
    expect(outcomeOf([MONDAY_NINE], "2026-03-02T11:00", rules).verdicts).toEqual(["RESOLVE MISSED 2026-03-02T11:00"]);
  });

  it("and an event of the same instant: the version holds first", () => {
    const rules = rulesOf({
      policies: [policyOf(), policyOf({ id: 2, effectiveFrom: date("2026-03-02T11:00"), resolveMinutes: 60 })],
    });
    const told: Told = [MONDAY_NINE, ["2026-03-02T11:00", resolved]];
    expect(outcomeOf(told, "2026-03-02T11:00", rules).verdicts).toEqual(["RESOLVE MISSED 2026-03-02T11:00"]);
  });

  it("takes a policy out of use, and its targets back", () => {
    const rules = rulesOf({
      policies: [policyOf(), policyOf({ id: 2, effectiveFrom: date("2026-03-02T11:00"), active: false })],
    });
    expect(outcomeOf([MONDAY_NINE], "2026-03-02T12:00", rules).verdicts).toEqual([
      "RESOLVE CANCELLED 2026-03-02T11:00",
    ]);
  });

  it("gives a target to a ticket that had none", () => {
    const rules = rulesOf({ policies: [policyOf({ effectiveFrom: date("2026-03-02T11:00") })] });
    expect(wall(outcomeOf([MONDAY_NINE], "2026-03-02T10:00", rules).ledger.clock.nextAlarmAt)).toBe("2026-03-02T11:00");
    expect(outcomeOf([MONDAY_NINE], "2026-03-02T11:00", rules).resolve).toBe("PENDING 2026-03-02T13:00");
  });

  it("of a calendar counts from its instant on and leaves what was counted", () => {
    const rules = rulesOf({
      calendars: [
        calendarOf(),
        calendarOf({ id: 2, effectiveFrom: date("2026-03-02T12:00"), weekly: hoursOn(EVERY_DAY, "14:00-16:00") }),
      ],
    });
    const outcome = outcomeOf([MONDAY_NINE], "2026-03-02T15:00", rules);
    expect([outcome.minutes, outcome.verdicts]).toEqual([240, ["RESOLVE WARNED 2026-03-02T12:00"]]);
    expect(outcomeOf([MONDAY_NINE], "2026-03-02T15:01", rules).resolve).toBe("MISSED 2026-03-02T15:00");
  });

  it("of another queue's calendar is no reason to look", () => {
    const rules = rulesOf({
      queueCalendars: [{ queueId: 9, calendarId: null, effectiveFrom: date("2026-03-02T10:00") }],
    });
    expect(wall(outcomeOf([MONDAY_NINE], "2026-03-02T09:00", rules).ledger.clock.nextAlarmAt)).toBe("2026-03-02T12:00");
  });
});

describe("intervals", () => {
  it("say what counted, what did not, and why", () => {
    const rules = rulesOf({
      calendars: [
        calendarOf({
          holidays: { country: "FR", region: null },
          exceptions: [exception("2026-05-02", "10:00-11:00")],
        }),
      ],
    });
    const told: Told = [
      ["2026-04-30T16:00", {}],
      ["2026-04-30T16:30", { level: 1 }],
      ["2026-04-30T17:00", waitingFor("REQUESTER")],
      ["2026-04-30T17:15", resumed],
      ["2026-05-04T09:30", resolved],
      ["2026-05-04T10:30", closed],
    ];
    expect(outcomeOf(told, "2026-05-05T09:00", rules).intervals).toEqual([
      "2026-04-30T16:00 2026-04-30T16:30 + OPEN_HOURS",
      "2026-04-30T16:30 2026-04-30T17:00 + OPEN_HOURS",
      "2026-04-30T17:00 2026-04-30T17:15 - WAITING_REQUESTER",
      "2026-04-30T17:15 2026-04-30T18:00 + OPEN_HOURS",
      "2026-04-30T18:00 2026-05-01T00:00 - CLOSED_HOURS",
      "2026-05-01T00:00 2026-05-02T00:00 - HOLIDAY",
      "2026-05-02T00:00 2026-05-02T10:00 - CLOSED_HOURS",
      "2026-05-02T10:00 2026-05-02T11:00 + EXCEPTION",
      "2026-05-02T11:00 2026-05-04T09:00 - CLOSED_HOURS",
      "2026-05-04T09:00 2026-05-04T09:30 + OPEN_HOURS",
      "2026-05-04T09:30 2026-05-04T10:30 - RESOLVED",
      "2026-05-04T10:30 2026-05-05T09:00 - ENDED",
    ]);
  });

  it("are not cut by events that change nothing in them", () => {
    const told: Told = [MONDAY_NINE, ["2026-03-02T10:00", {}], ["2026-03-02T11:00", { kind: RECORDED.kind }]];
    expect(outcomeOf(told, "2026-03-02T12:00").intervals).toHaveLength(1);
  });
});

describe("an event recorded late", () => {
  const entry = (position: number, local: string, changes: HistoryEntry["changes"]): HistoryEntry => ({
    position,
    at: paris(local),
    changes,
  });
  const rules = rulesOf();

  it("takes its place: a date that was waited for ends the wait when it came, however late the desk looks", () => {
    const pausing = rulesOf({ policies: [policyOf({ pausesOn: [WaitingFor.DATE] })] });
    const told: Told = [
      MONDAY_NINE,
      ["2026-03-02T10:00", waitingFor("DATE")],
      ["2026-03-09T10:00", prioritised("P2")],
      ["2026-03-04T09:00", resumed],
    ];
    const ledger = outcomeOf(told, "2026-03-09T10:00", pausing);
    expect(ledger.resolve).toBe("MISSED 2026-03-04T12:00");
  });

  it("earlier than the recording counts at the recording", () => {
    const ledger = ledgerOf(
      [
        entry(1, "2026-03-02T09:00", RECORDED),
        entry(2, "2026-03-02T08:00", taken),
        entry(3, "2026-03-02T10:00", resolved),
      ],
      rulesOf({ policies: [policyOf({ takeChargeMinutes: 30 })] }),
      paris("2026-03-02T12:00"),
    );
    expect(ledger.verdicts.map(said)).toEqual(["TAKE_CHARGE MET 2026-03-02T09:00", "RESOLVE MET 2026-03-02T10:00"]);
    expect([...ledger.elapsedAt.values()]).toEqual([0, 0, 3_600_000]);
  });

  it("is refused by the clock that has passed it", () => {
    const { clock } = outcomeOf([MONDAY_NINE], "2026-03-02T12:00").ledger;
    expect(() => change(clock, RECORDED, RECORDED, paris("2026-03-02T11:00"), rules)).toThrow(RangeError);
  });

  it("corrects what the log says, and only that", () => {
    const history = [entry(1, "2026-03-02T09:00", RECORDED)];
    const until = paris("2026-03-02T14:00");
    const before = ledgerOf(history, rules, until);
    expect(before.verdicts.map(said)).toEqual(["RESOLVE WARNED 2026-03-02T12:00", "RESOLVE MISSED 2026-03-02T13:00"]);
    const resolvedLate = ledgerOf([...history, entry(2, "2026-03-02T12:30", resolved)], rules, until);
    expect(corrections(before.verdicts, resolvedLate).map(said)).toEqual(["RESOLVE MET 2026-03-02T12:30"]);
    const pausedLate = ledgerOf([...history, entry(2, "2026-03-02T11:30", waitingFor("REQUESTER"))], rules, until);
    expect(corrections(before.verdicts, pausedLate).map(said)).toEqual(["RESOLVE CANCELLED 2026-03-02T14:00"]);
    const noted = ledgerOf([...history, entry(2, "2026-03-02T11:30", {})], rules, until);
    expect(corrections(before.verdicts, noted)).toEqual([]);
  });

  it("says a warning that was not given, and never one twice", () => {
    const target = TargetKind.RESOLVE;
    const warned = { kind: VerdictKind.WARNED, target, at: 5, elapsedMs: 5, policy: null };
    const { clock } = start(RECORDED, 0, rules);
    expect(corrections([], { clock, verdicts: [warned] })).toEqual([warned]);
    expect(corrections([{ ...warned, at: 3 }], { clock, verdicts: [warned] })).toEqual([]);
    expect(corrections([warned], { clock, verdicts: [] })).toEqual([]);
  });
});

describe("the alarm", () => {
  it("is set for the warning, then for the instant after the due time, then for nothing", () => {
    const rules = rulesOf();
    let judged = start(RECORDED, paris("2026-03-02T09:00"), rules);
    const alarms: (string | null)[] = [];
    while (judged.clock.nextAlarmAt !== null) {
      alarms.push(new Date(judged.clock.nextAlarmAt).toISOString());
      judged = advance(judged.clock, RECORDED, judged.clock.nextAlarmAt, rules);
    }
    expect(alarms).toEqual(["2026-03-02T11:00:00.000Z", "2026-03-02T12:00:00.001Z"]);
    expect(judged.verdicts.map(said)).toEqual(["RESOLVE MISSED 2026-03-02T13:00"]);
  });

  it("leaves a clock alone that is asked about an instant before its own", () => {
    const { clock } = outcomeOf([MONDAY_NINE], "2026-03-02T12:00").ledger;
    expect(advance(clock, RECORDED, paris("2026-03-02T10:00"), rulesOf())).toEqual({ clock, verdicts: [] });
  });
});

describe("both targets together", () => {
  const clock = (takeCharge: TargetState | null, resolve: TargetState | null): Clock => ({
    at: 0,
    elapsedMs: 0,
    takeCharge: { targetMs: 1, state: takeCharge, dueAt: 20 },
    resolve: { targetMs: 1, state: resolve, dueAt: 10 },
    nextAlarmAt: null,
  });
  const { PENDING, IMMINENT, PAUSED, MET, MISSED, CANCELLED } = TargetState;
  it.each([
    [MET, PENDING, PENDING],
    [IMMINENT, MISSED, MISSED],
    [PAUSED, MET, PAUSED],
    [PENDING, IMMINENT, IMMINENT],
    [CANCELLED, MET, MET],
    [CANCELLED, null, null],
    [null, null, null],
  ])("%s and %s are %s", (takeCharge, resolve, worst) => {
    expect(worstState(clock(takeCharge, resolve))).toBe(worst);
  });

  it("fall due at the earlier of what is still pending", () => {
    expect(nextBreachAt(clock(PENDING, IMMINENT))).toBe(10);
    expect(nextBreachAt(clock(PENDING, MISSED))).toBe(20);
    expect(nextBreachAt(clock(MET, CANCELLED))).toBeNull();
  });
});
