import { describe, expect, it } from "vitest";
import { calendarOf, EVERY_DAY, exception, hoursOn } from "./calendar.fixture.js";
import { type CalendarDraft, calendarComplaints } from "./calendar-complaints.rules.js";

const complaints = (parts: Partial<CalendarDraft>) =>
  calendarComplaints(calendarOf(parts)).map(({ path, code }) => `${path} ${code}`);

describe("a calendar is accepted", () => {
  it.each<[string, Partial<CalendarDraft>]>([
    ["with periods that touch", { weekly: hoursOn([1], "08:00-12:00 12:00-18:00") }],
    ["with nights that touch the morning", { weekly: hoursOn(EVERY_DAY, "06:00-22:00 22:00-06:00") }],
    ["around the clock", { weekly: hoursOn(EVERY_DAY, "00:00-24:00") }],
    ["around the clock from eight to eight", { weekly: hoursOn(EVERY_DAY, "08:00-08:00") }],
    ["without any hours", { weekly: [] }],
    ["with a region of a region", { holidays: { country: "DE", region: "BY.A" } }],
    ["with a territory of France", { holidays: { country: "FR", region: "NC" } }],
    [
      "with a day closed and one with a night",
      { exceptions: [exception("2026-12-24", ""), exception("2028-02-29", "20:00-02:00")] },
    ],
  ])("%s", (_, parts) => {
    expect(complaints(parts)).toEqual([]);
  });
});

describe("a calendar is refused", () => {
  it.each<[string, Partial<CalendarDraft>, string[]]>([
    ["for a zone that is none", { timeZone: "Europe/Lutece" }, ["timeZone TIME_ZONE"]],
    ["for a distance from UTC", { timeZone: "+02:00" }, ["timeZone TIME_ZONE"]],
    [
      "for a country without holidays known",
      { holidays: { country: "XX", region: null } },
      ["holidays.country COUNTRY"],
    ],
    ["for a region of another country", { holidays: { country: "FR", region: "BY" } }, ["holidays.region REGION"]],
    ["for periods that overlap", { weekly: hoursOn([1], "08:00-12:00 11:59-13:00") }, ["weekly.1 OVERLAP"]],
    ["for a period twice", { weekly: hoursOn([1], "08:00-12:00 08:00-12:00") }, ["weekly.1 OVERLAP"]],
    [
      "for a night that runs into the morning's hours",
      { weekly: [...hoursOn([1], "22:00-06:00"), ...hoursOn([2], "05:00-09:00")] },
      ["weekly.1 OVERLAP"],
    ],
    [
      "for Sunday's night that runs into Monday's hours",
      { weekly: [...hoursOn([1], "05:00-09:00"), ...hoursOn([7], "22:00-06:00")] },
      ["weekly.0 OVERLAP"],
    ],
    [
      "for times that are none",
      { weekly: hoursOn([1], "24:00-12:00 8:00-12:00 13:00-24:30 14:00-12:60") },
      ["weekly.0.from TIME", "weekly.1.from TIME", "weekly.2.to TIME", "weekly.3.to TIME"],
    ],
    ["for a date that is none", { exceptions: [exception("2026-02-29", "")] }, ["exceptions.0.date DATE"]],
    ["for a date that is no date", { exceptions: [exception("tomorrow", "")] }, ["exceptions.0.date DATE"]],
    [
      "for two exceptions of one date",
      { exceptions: [exception("2026-12-24", ""), exception("2026-12-24", "09:00-12:00")] },
      ["exceptions.1.date DUPLICATE"],
    ],
    [
      "for an exception's overlapping periods and its times",
      { exceptions: [exception("2026-12-24", "09:00-12:00 10:00-11:00"), exception("2026-12-25", "09:00-99:00")] },
      ["exceptions.0.periods.1 OVERLAP", "exceptions.1.periods.0.to TIME"],
    ],
  ])("%s", (_, parts, expected) => {
    expect(complaints(parts)).toEqual(expected);
  });
});
