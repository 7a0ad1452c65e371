import type { CalendarException, CalendarVersion, HoursPeriod } from "./service-level.model.js";

type Weekday = HoursPeriod["weekday"];

/** Hours of some weekdays, "08:30-12:30 13:30-18:00". */
export function hoursOn(weekdays: readonly number[], hours: string): HoursPeriod[] {
  return weekdays.flatMap((weekday) => periods(hours).map((period) => ({ weekday: weekday as Weekday, ...period })));
}

export const WORKING_DAYS = [1, 2, 3, 4, 5] as const;
export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

export function exception(date: string, hours: string): CalendarException {
  return { date, name: `Le ${date}`, periods: periods(hours) };
}

function periods(hours: string): { from: string; to: string }[] {
  return hours
    .split(" ")
    .filter((each) => each !== "")
    .map((each) => {
      const [from, to] = each.split("-") as [string, string];
      return { from, to };
    });
}

/** A calendar that has always been in force: Paris, office hours, no holidays, unless said otherwise. */
export function calendarOf(parts: Partial<CalendarVersion> = {}): CalendarVersion {
  return {
    id: 1,
    calendarId: 1,
    effectiveFrom: new Date(0),
    timeZone: "Europe/Paris",
    holidays: null,
    weekly: hoursOn(WORKING_DAYS, "09:00-18:00"),
    exceptions: [],
    ...parts,
  };
}
