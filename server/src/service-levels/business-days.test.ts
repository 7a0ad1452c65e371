import { describe, expect, it } from "vitest";
import type { CalendarException, CalendarVersion, HolidaySource } from "./service-level.model.js";
import { businessDaysLater } from "./service-level.settings.js";

const FROM_MONDAY_TO_FRIDAY = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: "08:00", to: "18:00" }));

function version(
  id: number,
  calendarId: number,
  effectiveFrom: string,
  { holidays = null, exceptions = [] }: { holidays?: HolidaySource | null; exceptions?: CalendarException[] } = {},
): CalendarVersion {
  return {
    id,
    calendarId,
    effectiveFrom: new Date(effectiveFrom),
    timeZone: "Europe/Paris",
    holidays,
    weekly: FROM_MONDAY_TO_FRIDAY,
    exceptions,
  };
}

const PLAIN = 1;
const FRENCH = 2;

const rules = {
  calendars: [
    version(1, PLAIN, "1970-01-01T00:00:00Z"),
    version(2, FRENCH, "1970-01-01T00:00:00Z", { holidays: { country: "FR", region: null } }),
    version(3, FRENCH, "2026-08-01T00:00:00Z", {
      holidays: { country: "FR", region: null },
      exceptions: [{ date: "2026-08-17", name: "Pont", periods: [] }],
    }),
  ],
  policies: [],
  queueCalendars: [{ queueId: 7, calendarId: PLAIN, effectiveFrom: new Date(0) }],
  defaultCalendars: [
    { calendarId: PLAIN, effectiveFrom: new Date(0) },
    { calendarId: FRENCH, effectiveFrom: new Date("2026-04-01T00:00:00Z") },
  ],
};

describe("silence is counted in days of the desk's default calendar, at the same time of day", () => {
  const cases: [why: string, from: string, days: number, ends: string][] = [
    ["the next day", "2026-03-02T10:00:00Z", 1, "2026-03-03T10:00:00.000Z"],
    ["over a weekend", "2026-03-02T10:00:00Z", 5, "2026-03-09T10:00:00.000Z"],
    ["from a Friday", "2026-03-06T16:30:00Z", 1, "2026-03-09T16:30:00.000Z"],
    ["from a Saturday", "2026-03-07T09:00:00Z", 1, "2026-03-09T09:00:00.000Z"],
    ["late on Friday in UTC is Saturday in Paris", "2026-03-06T23:30:00Z", 1, "2026-03-08T23:30:00.000Z"],
    ["the clocks go forward, the time of day stays", "2026-03-27T10:00:00Z", 1, "2026-03-30T09:00:00.000Z"],
    ["past Easter Monday", "2026-04-02T08:00:00Z", 2, "2026-04-07T08:00:00.000Z"],
    [
      "past the first and the eighth of May, Ascension Day and two weekends",
      "2026-04-30T08:00:00Z",
      8,
      "2026-05-15T08:00:00.000Z",
    ],
    ["past a closed day of the calendar's own", "2026-08-13T08:00:00Z", 2, "2026-08-18T08:00:00.000Z"],
    ["the same day in a version of before", "2026-07-31T08:00:00Z", 11, "2026-08-17T08:00:00.000Z"],
  ];
  it.each(cases)("%s", (_, from, days, ends) => {
    expect(businessDaysLater(rules, new Date(from), days).toISOString()).toBe(ends);
  });

  it("in plain days where the calendar never opens", () => {
    const closed = { ...rules.calendars[0]!, weekly: [] };
    const none = { ...rules, calendars: [closed], defaultCalendars: rules.defaultCalendars.slice(0, 1) };
    expect(businessDaysLater(none, new Date("2026-03-06T10:00:00Z"), 3).toISOString()).toBe("2026-03-09T10:00:00.000Z");
  });
});
