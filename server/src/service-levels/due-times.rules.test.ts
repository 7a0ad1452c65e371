import { describe, expect, it } from "vitest";
import { Priority, TicketKind, TicketState, WaitingFor } from "../tickets/ticket.entity.js";
import { draftOf, dueTimesOf, rulesWith } from "./due-times.rules.js";
import type { CalendarVersion, ClockFacts, PolicyVersion, ServiceLevelRules } from "./service-level.model.js";

const BEGINNING = new Date(0);

const office: CalendarVersion = {
  id: 1,
  calendarId: 1,
  effectiveFrom: BEGINNING,
  timeZone: "Europe/Paris",
  holidays: { country: "FR", region: null },
  weekly: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: "08:00", to: "18:00" })),
  exceptions: [{ date: "2026-05-15", name: "Pont de l’Ascension", periods: [] }],
};

const p2: PolicyVersion = {
  id: 1,
  policyId: 1,
  effectiveFrom: BEGINNING,
  active: true,
  rank: 10,
  applicationIds: [],
  kinds: [],
  priorities: [Priority.P2],
  siteIds: [],
  calendarId: null,
  takeChargeMinutes: 30,
  resolveMinutes: 600,
  warningPercent: 75,
  pausesOn: [WaitingFor.REQUESTER],
  onBreach: [],
};

const rules: ServiceLevelRules = {
  calendars: [office],
  policies: [p2],
  queueCalendars: [],
  defaultCalendars: [{ calendarId: 1, effectiveFrom: BEGINNING }],
};

const facts: ClockFacts = {
  state: TicketState.OPEN,
  waitingFor: null,
  queueId: 1,
  level: 0,
  assigneeId: null,
  applicationId: null,
  kind: TicketKind.INCIDENT,
  priority: Priority.P2,
  requesterSiteId: null,
  takenInCharge: false,
};

describe("when a ticket would be due", () => {
  it("is said with everything that does not count in between, holidays by their names", () => {
    // Wednesday before Ascension Day, at four in the afternoon in Paris.
    const { targets, policy, calendar } = dueTimesOf(facts, new Date("2026-05-13T14:00:00Z"), rules, "fr");
    expect([policy?.policyId, calendar.calendarId]).toEqual([1, 1]);
    const [takeCharge, resolve] = targets;
    expect(takeCharge).toMatchObject({
      kind: "TAKE_CHARGE",
      minutes: 30,
      warnsAt: new Date("2026-05-13T14:22:30Z"),
      dueAt: new Date("2026-05-13T14:30:00Z"),
      skipped: [],
    });
    expect(resolve).toMatchObject({ minutes: 600, dueAt: new Date("2026-05-18T14:00:00Z") });
    const skipped = resolve!.skipped.map(({ reason, name }) => (name ? `${reason} ${name}` : reason));
    expect(skipped).toEqual(["CLOSED_HOURS", "HOLIDAY Ascension", "EXCEPTION Pont de l’Ascension", "CLOSED_HOURS"]);
    const counted =
      resolve!.dueAt!.getTime() -
      new Date("2026-05-13T14:00:00Z").getTime() -
      resolve!.skipped.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);
    expect(counted).toBe(600 * 60_000);
  });

  it("is nothing where no policy matches, on the desk's calendar all the same", () => {
    const due = dueTimesOf({ ...facts, priority: Priority.P5 }, new Date("2026-05-13T14:00:00Z"), rules, "fr");
    expect(due).toMatchObject({ policy: null, targets: [], calendar: { calendarId: 1 } });
  });

  it("is said with a draft in its policy's place, as if it held already, and with the others as they are", () => {
    const at = new Date("2026-05-13T14:00:00Z");
    const other = { ...p2, id: 2, policyId: 2, rank: 20, priorities: [], takeChargeMinutes: 120, resolveMinutes: null };
    const coming = { ...p2, id: 3, effectiveFrom: new Date("2026-05-01T00:00:00Z"), takeChargeMinutes: 45 };
    const all = { ...rules, policies: [p2, other, coming] };
    const minutes = (draft: PolicyVersion, priority: Priority) =>
      dueTimesOf({ ...facts, priority }, at, rulesWith(draft, all), "fr").targets.map((target) => target.minutes);
    const typed = draftOf({ ...p2, name: "P2", takeChargeMinutes: 10, resolveMinutes: null }, 1);
    expect(minutes(typed, Priority.P2)).toEqual([10]);
    expect(minutes(typed, Priority.P5)).toEqual([120]);
    expect(minutes({ ...typed, active: false }, Priority.P2)).toEqual([120]);
    expect(dueTimesOf(facts, at, all, "fr").targets.map((target) => target.minutes)).toEqual([45, 600]);
  });

  it("is said with a draft of a new policy, tried after those of its rank", () => {
    const at = new Date("2026-05-13T14:00:00Z");
    const fresh = draftOf({ ...p2, name: "Other", takeChargeMinutes: 10 }, null);
    const policyOf = (draft: PolicyVersion) => dueTimesOf(facts, at, rulesWith(draft, rules), "fr").policy;
    expect(policyOf(fresh)).toBe(p2);
    expect(policyOf({ ...fresh, rank: 9 })).toMatchObject({ takeChargeMinutes: 10 });
  });

  it("has no end on a calendar that never opens", () => {
    const closed = { ...rules, calendars: [{ ...office, weekly: [], exceptions: [] }] };
    const { targets } = dueTimesOf(facts, new Date("2026-05-13T14:00:00Z"), closed, "en");
    expect(targets.map(({ dueAt, warnsAt }) => [dueAt, warnsAt])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});
