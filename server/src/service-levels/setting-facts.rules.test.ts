import { describe, expect, it } from "vitest";
import { Priority, WaitingFor } from "../tickets/ticket.entity.js";
import { type CalendarFacts, calendarFaults, inOrder } from "./calendar-facts.rules.js";
import { type PolicyFacts, policyFaults } from "./policy-facts.rules.js";
import { BreachAct } from "./service-level.model.js";

const CALENDAR: CalendarFacts = {
  name: "Heures ouvrées",
  timeZone: "Europe/Paris",
  holidays: { country: "FR", region: "67" },
  weekly: [
    { weekday: 1, from: "08:00", to: "12:00" },
    { weekday: 1, from: "13:00", to: "18:00" },
    { weekday: 5, from: "22:00", to: "02:00" },
  ],
  exceptions: [{ date: "2026-12-24", name: "Veille de Noël", periods: [{ from: "08:00", to: "12:00" }] }],
};

const faults = (changes: Partial<CalendarFacts>) =>
  calendarFaults({ ...CALENDAR, ...changes }).map(({ path, code }) => `${path} ${code}`);

describe("a calendar", () => {
  it("may have several periods a day, also over midnight, and one without an hour on some dates", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ exceptions: [{ date: "2026-05-15", name: "Pont", periods: [] }] })).toEqual([]);
  });

  const cases: [what: string, changes: Partial<CalendarFacts>, found: string[]][] = [
    ["without opening hours", { weekly: [] }, ["input.weekly REQUIRED"]],
    [
      "an eighth day",
      { weekly: [{ weekday: 8 as 7, from: "08:00", to: "09:00" }] },
      ["input.weekly.0.weekday UNKNOWN_CHOICE"],
    ],
    [
      "an hour that there is not",
      { weekly: [{ weekday: 1, from: "8h", to: "25:00" }] },
      ["input.weekly.0.from FORMAT", "input.weekly.0.to FORMAT"],
    ],
    [
      "periods that overlap",
      { weekly: [...CALENDAR.weekly, { weekday: 6, from: "01:00", to: "03:00" }] },
      ["input.weekly.3 OVERLAP"],
    ],
    ["an invented time zone", { timeZone: "Europe/Lutèce" }, ["input.timeZone UNKNOWN_CHOICE"]],
    ["an invented country", { holidays: { country: "XX", region: null } }, ["input.holidays.country UNKNOWN_CHOICE"]],
    ["an invented region", { holidays: { country: "FR", region: "999" } }, ["input.holidays.region UNKNOWN_CHOICE"]],
    [
      "a date that there is not",
      { exceptions: [{ date: "2026-02-30", name: "x", periods: [] }] },
      ["input.exceptions.0.date DATE"],
    ],
    [
      "a date twice, and one without a name",
      { exceptions: [...CALENDAR.exceptions, { ...CALENDAR.exceptions[0]!, name: " " }] },
      ["input.exceptions.1.name REQUIRED", "input.exceptions.1.date UNIQUE"],
    ],
    [
      "a flood of periods",
      { weekly: Array.from({ length: 101 }, () => ({ weekday: 1 as const, from: "x", to: "x" })) },
      ["input.weekly MAX_SIZE"],
    ],
  ];
  it.each(cases)("is refused with %s", (_, changes, found) => {
    expect(faults(changes)).toEqual(found);
  });

  it("is the same however its hours were listed", () => {
    const shuffled = { ...CALENDAR, weekly: CALENDAR.weekly.toReversed() };
    expect(inOrder(shuffled)).toEqual(inOrder(CALENDAR));
  });
});

const POLICY: PolicyFacts = {
  name: "P1",
  active: true,
  rank: 10,
  applicationIds: [],
  kinds: [],
  priorities: [Priority.P1],
  siteIds: [],
  calendarId: null,
  takeChargeMinutes: 15,
  resolveMinutes: 240,
  warningPercent: 75,
  pausesOn: [WaitingFor.REQUESTER],
  onBreach: [BreachAct.NOTIFY],
};

describe("a policy", () => {
  it("may promise nothing: it keeps others from matching", () => {
    expect(policyFaults({ ...POLICY, takeChargeMinutes: null, resolveMinutes: null })).toEqual([]);
  });

  const cases: [what: string, changes: Partial<PolicyFacts>, found: string[]][] = [
    [
      "a target of no time",
      { takeChargeMinutes: 0, resolveMinutes: -1 },
      ["takeChargeMinutes MIN", "resolveMinutes MIN"],
    ],
    ["a target nobody lives to see", { resolveMinutes: 2_000_000 }, ["resolveMinutes MAX"]],
    ["a warning after the end", { warningPercent: 101 }, ["warningPercent MAX"]],
    ["a rank out of reach", { rank: 0 }, ["rank MIN"]],
    [
      "a condition twice",
      { priorities: [Priority.P1, Priority.P1], siteIds: [1, 1] },
      ["priorities UNIQUE", "sites UNIQUE"],
    ],
  ];
  it.each(cases)("is refused with %s", (_, changes, found) => {
    expect(policyFaults({ ...POLICY, ...changes }).map(({ path, code }) => `${path} ${code}`)).toEqual(
      found.map((each) => `input.${each}`),
    );
  });
});
