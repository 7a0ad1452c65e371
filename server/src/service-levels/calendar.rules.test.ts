import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { calendarOf, EVERY_DAY, exception, hoursOn, WORKING_DAYS } from "./calendar.fixture.js";
import { businessDaysAfter, HORIZON_MS, instantAfter, openAndClosed, openBetween } from "./calendar.rules.js";
import type { CalendarVersion } from "./service-level.model.js";

const HOUR = 3_600_000;

function at(local: string, zone = "Europe/Paris"): number {
  return DateTime.fromISO(local, { zone }).toMillis();
}

function local(instant: number | null, zone = "Europe/Paris"): string | null {
  return instant === null ? null : DateTime.fromMillis(instant, { zone }).toISO({ suppressMilliseconds: true });
}

function hours(calendar: CalendarVersion, from: string, to: string): number {
  const { timeZone } = calendar;
  return openBetween(calendar, at(from, timeZone), at(to, timeZone)) / HOUR;
}

const office = calendarOf({ weekly: hoursOn(WORKING_DAYS, "08:30-12:30 13:30-18:00") });
const around = calendarOf({ weekly: hoursOn(EVERY_DAY, "00:00-24:00") });
const nights = calendarOf({ weekly: hoursOn(EVERY_DAY, "22:00-06:00") });
const newYork = calendarOf({ timeZone: "America/New_York", weekly: hoursOn(EVERY_DAY, "22:00-06:00") });
const lordHowe = calendarOf({ timeZone: "Australia/Lord_Howe", weekly: hoursOn(EVERY_DAY, "00:00-24:00") });

describe("opening time between two instants", () => {
  // 2026-03-02 is a Monday.
  it.each([
    ["a day with its lunch break", office, "2026-03-02T00:00", "2026-03-03T00:00", 8.5],
    ["the lunch break alone", office, "2026-03-02T12:30", "2026-03-02T13:30", 0],
    ["into and out of periods", office, "2026-03-02T11:30", "2026-03-02T14:00", 1.5],
    ["a weekend", office, "2026-03-06T18:00", "2026-03-09T08:30", 0],
    ["two weeks", office, "2026-03-02T00:00", "2026-03-16T00:00", 85],
    ["nothing", office, "2026-03-02T10:00", "2026-03-02T10:00", 0],
    ["backwards", office, "2026-03-02T11:00", "2026-03-02T10:00", 0],
    ["around the clock over a year's end", around, "2025-12-31T00:00", "2026-01-02T00:00", 48],
    ["a night over a year's end", nights, "2025-12-31T12:00", "2026-01-01T12:00", 8],
    ["over a whole leap year", around, "2023-06-01T00:00", "2025-06-01T00:00", 731 * 24],
    ["over three years' ends", office, "2023-12-29T00:00", "2026-01-03T00:00", 8.5 * 526],
  ])("%s", (_, calendar, from, to, expected) => {
    expect(hours(calendar, from, to)).toBe(expected);
  });
});

describe("the change of clocks: open while the wall shows an opening hour", () => {
  const early = calendarOf({ weekly: hoursOn(EVERY_DAY, "01:00-02:30") });
  const within = calendarOf({ weekly: hoursOn(EVERY_DAY, "02:15-02:45") });
  it.each([
    ["Paris, the spring day has 23 hours", around, "2026-03-29T00:00", "2026-03-30T00:00", 23],
    ["Paris, the autumn day has 25 hours", around, "2026-10-25T00:00", "2026-10-26T00:00", 25],
    ["Paris, the night to summer time has 7 hours", nights, "2026-03-28T12:00", "2026-03-29T12:00", 7],
    ["Paris, the night back has 9 hours", nights, "2026-10-24T12:00", "2026-10-25T12:00", 9],
    ["Paris, a period that ends in the skipped hour", early, "2026-03-29T00:00", "2026-03-30T00:00", 1],
    ["Paris, a period that ends in the repeated hour", early, "2026-10-25T00:00", "2026-10-26T00:00", 2],
    ["Paris, a period within the skipped hour", within, "2026-03-29T00:00", "2026-03-30T00:00", 0],
    ["Paris, a period within the repeated hour", within, "2026-10-25T00:00", "2026-10-26T00:00", 1],
    ["New York changes on other days", newYork, "2026-03-28T12:00", "2026-03-29T12:00", 8],
    ["New York, the night to summer time", newYork, "2026-03-07T12:00", "2026-03-08T12:00", 7],
    ["New York, the night back", newYork, "2026-10-31T12:00", "2026-11-01T12:00", 9],
    ["Lord Howe springs half an hour", lordHowe, "2026-10-04T00:00", "2026-10-05T00:00", 23.5],
    ["Lord Howe falls back half an hour", lordHowe, "2026-04-05T00:00", "2026-04-06T00:00", 24.5],
    ["office hours do not notice", office, "2026-03-23T00:00", "2026-04-06T00:00", 85],
  ])("%s", (_, calendar, from, to, expected) => {
    expect(hours(calendar, from, to)).toBe(expected);
  });

  it("opens twice for a period that ends within the repeated hour", () => {
    const from = at("2026-10-25T00:00");
    const open = openAndClosed(early, from, from + 6 * HOUR).filter((piece) => piece.open);
    expect(open.map((piece) => [local(piece.from), local(piece.to)])).toEqual([
      ["2026-10-25T01:00:00+02:00", "2026-10-25T02:30:00+02:00"],
      ["2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00"],
    ]);
  });

  it("keeps no hour of a day that a zone left out", () => {
    const apia = calendarOf({ timeZone: "Pacific/Apia", weekly: hoursOn(EVERY_DAY, "09:00-17:00") });
    expect(hours(apia, "2011-12-29T00:00", "2012-01-01T00:00")).toBe(16);
  });

  it("follows a zone that changes its clocks at midnight", () => {
    const cairo = calendarOf({ timeZone: "Africa/Cairo", weekly: hoursOn(EVERY_DAY, "00:00-24:00") });
    expect(hours(cairo, "2026-04-24T00:00", "2026-04-25T00:00")).toBe(23);
    expect(hours(cairo, "2026-10-29T00:00", "2026-10-30T00:00")).toBe(25);
  });
});

describe("holidays and exceptions", () => {
  const french = calendarOf({ holidays: { country: "FR", region: null } });
  const alsace = calendarOf({ holidays: { country: "FR", region: "67" } });
  const guards = (exceptions: CalendarVersion["exceptions"]) =>
    calendarOf({
      weekly: hoursOn(EVERY_DAY, "22:00-06:00"),
      holidays: { country: "FR", region: null },
      exceptions,
    });
  const own = calendarOf({
    holidays: { country: "FR", region: null },
    exceptions: [
      exception("2026-05-01", "10:00-12:00"),
      exception("2026-05-04", ""),
      exception("2026-05-09", "09:00-13:00"),
      exception("2026-12-24", "09:00-12:00"),
    ],
  });
  it.each([
    ["a public holiday is closed", french, "2026-05-01T00:00", "2026-05-02T00:00", 0],
    ["Good Friday is worked in France", french, "2026-04-03T00:00", "2026-04-04T00:00", 9],
    ["and not in Alsace-Moselle", alsace, "2026-04-03T00:00", "2026-04-04T00:00", 0],
    ["nor is the day after Christmas", calendarOf({ ...alsace }), "2025-12-26T00:00", "2025-12-27T00:00", 0],
    ["an exception opens a holiday", own, "2026-05-01T00:00", "2026-05-02T00:00", 2],
    ["an exception closes a working day", own, "2026-05-04T00:00", "2026-05-05T00:00", 0],
    ["an exception adds a Saturday", own, "2026-05-09T00:00", "2026-05-10T00:00", 4],
    ["an exception shortens a day", own, "2026-12-24T00:00", "2026-12-25T00:00", 3],
    // A night belongs to the day on which it begins: Friday 2026-05-01 is the holiday.
    ["the night into a holiday is worked", guards([]), "2026-04-30T12:00", "2026-05-01T12:00", 8],
    ["the night that begins on it is not", guards([]), "2026-05-01T12:00", "2026-05-02T12:00", 0],
    [
      "a night that runs into an exception's morning is counted once",
      guards([exception("2026-05-01", "05:00-09:00")]),
      "2026-04-30T12:00",
      "2026-05-01T12:00",
      11,
    ],
  ])("%s", (_, calendar, from, to, expected) => {
    expect(hours(calendar, from, to)).toBe(expected);
  });

  it("say why a time is open or closed, a weekend within them being a weekend", () => {
    const pieces = openAndClosed(own, at("2026-04-30T17:00"), at("2026-05-05T10:00"));
    expect(pieces.map(({ from, open, reason }) => [local(from)?.slice(0, 16), open, reason])).toEqual([
      ["2026-04-30T17:00", true, "OPEN_HOURS"],
      ["2026-04-30T18:00", false, "CLOSED_HOURS"],
      ["2026-05-01T00:00", false, "EXCEPTION"],
      ["2026-05-01T10:00", true, "EXCEPTION"],
      ["2026-05-01T12:00", false, "EXCEPTION"],
      ["2026-05-02T00:00", false, "CLOSED_HOURS"],
      ["2026-05-04T00:00", false, "EXCEPTION"],
      ["2026-05-05T00:00", false, "CLOSED_HOURS"],
      ["2026-05-05T09:00", true, "OPEN_HOURS"],
    ]);
    expect(pieces.slice(1).map(({ from }) => from)).toEqual(pieces.slice(0, -1).map(({ to }) => to));
  });

  it("name a holiday where it takes hours away, and not on a Sunday", () => {
    const reasons = (from: string, to: string) => openAndClosed(french, at(from), at(to)).map(({ reason }) => reason);
    expect(reasons("2026-05-08T00:00", "2026-05-09T00:00")).toEqual(["HOLIDAY"]);
    expect(reasons("2026-11-01T00:00", "2026-11-02T00:00")).toEqual(["CLOSED_HOURS"]);
  });

  it("cut closed time at no year's end", () => {
    const pieces = openAndClosed(calendarOf(), at("2025-12-31T20:00"), at("2026-01-01T08:00"));
    expect(pieces).toHaveLength(1);
  });
});

describe("the instant at which so much opening time has passed", () => {
  const minutes = (count: number) => count * 60_000;
  const after = (calendar: CalendarVersion, from: string, count: number) =>
    local(instantAfter(calendar, at(from, calendar.timeZone), minutes(count)), calendar.timeZone)?.slice(0, 16);
  it.each([
    ["within the period", office, "2026-03-02T09:00", 60, "2026-03-02T10:00"],
    ["over lunch", office, "2026-03-02T12:00", 60, "2026-03-02T14:00"],
    ["at closing time, not at the next opening", office, "2026-03-06T17:00", 60, "2026-03-06T18:00"],
    ["after a weekend", office, "2026-03-06T17:00", 61, "2026-03-09T08:31"],
    ["from a closed hour on", office, "2026-03-07T10:00", 30, "2026-03-09T09:00"],
    ["at once", office, "2026-03-07T10:00", 0, "2026-03-07T10:00"],
    [
      "over a holiday in a long weekend",
      calendarOf({ holidays: { country: "FR", region: null } }),
      "2026-04-03T17:30",
      60,
      "2026-04-07T09:30",
    ],
    ["over the skipped hour", around, "2026-03-29T01:00", 120, "2026-03-29T04:00"],
    ["into the repeated hour", around, "2026-10-25T01:00", 120, "2026-10-25T02:00"],
    ["a long target", office, "2026-03-02T08:30", 510 * 250, "2027-02-12T18:00"],
  ])("%s", (_, calendar, from, count, expected) => {
    expect(after(calendar, from, count)).toBe(expected);
  });

  it("is the one that counts back to as much, whatever the start", () => {
    const calendars = [office, around, nights, newYork, lordHowe];
    for (const calendar of calendars) {
      for (let i = 0; i < 300; i++) {
        const from = at("2026-03-20T00:00") + i * 7_777_777;
        const openMs = ((i * 12_345_678) % (90 * HOUR)) + 1;
        const found = instantAfter(calendar, from, openMs) as number;
        expect(openBetween(calendar, from, found)).toBe(openMs);
        expect(openBetween(calendar, from, found - 1)).toBe(openMs - 1);
      }
    }
  });

  it("is none beyond the horizon, nor in a calendar that never opens", () => {
    const from = at("2026-03-02T09:00");
    const weekly = calendarOf({ weekly: hoursOn([1], "09:00-10:00") });
    expect(instantAfter(weekly, from, 150 * HOUR)).not.toBeNull();
    expect(instantAfter(weekly, from, 160 * HOUR)).toBeNull();
    expect(instantAfter(calendarOf({ weekly: [] }), from, 1)).toBeNull();
    expect(instantAfter(around, from, HORIZON_MS)).toBe(from + HORIZON_MS);
    expect(instantAfter(around, from, HORIZON_MS + 1)).toBeNull();
  });
});

describe("days that have opening hours", () => {
  const french = calendarOf({
    holidays: { country: "FR", region: null },
    exceptions: [exception("2026-05-09", "09:00-10:00")],
  });
  const after = (calendar: CalendarVersion, from: string, days: number) =>
    local(businessDaysAfter(calendar, at(from), days))?.slice(0, 16);
  it.each([
    ["skip the weekend", "2026-03-05T17:15", 2, "2026-03-09T17:15"],
    ["keep the wall time over the change of clocks", "2026-03-27T17:15", 1, "2026-03-30T17:15"],
    ["skip a holiday and take an extra Saturday", "2026-05-07T11:00", 2, "2026-05-11T11:00"],
    ["start from a closed day", "2026-03-07T11:00", 1, "2026-03-09T11:00"],
    ["none is the instant itself", "2026-03-07T11:00", 0, "2026-03-07T11:00"],
  ])("%s", (_, from, days, expected) => {
    expect(after(french, from, days)).toBe(expected);
  });

  it("come to a time that the clocks skip as much later", () => {
    expect(after(around, "2026-03-28T02:30", 1)).toBe("2026-03-29T03:30");
  });

  it("are none in a calendar that never opens", () => {
    expect(businessDaysAfter(calendarOf({ weekly: [] }), at("2026-03-02T09:00"), 1)).toBeNull();
  });
});
