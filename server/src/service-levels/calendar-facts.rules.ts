import { type InvalidCode, InvalidField } from "../platform/graphql/problem.js";
import { type CalendarComplaintCode, calendarComplaints } from "./calendar-complaints.rules.js";
import type { CalendarVersion, HoursOfDay } from "./service-level.model.js";

/** A calendar as somebody wants it. */
export type CalendarFacts = { name: string } & Pick<CalendarVersion, "timeZone" | "holidays" | "weekly" | "exceptions">;

const MOST_PERIODS = 100;
const MOST_EXCEPTIONS = 1000;
const LONGEST_NAME = 100;

const CODES: Record<CalendarComplaintCode, InvalidCode> = {
  TIME: "FORMAT",
  OVERLAP: "OVERLAP",
  TIME_ZONE: "UNKNOWN_CHOICE",
  COUNTRY: "UNKNOWN_CHOICE",
  REGION: "UNKNOWN_CHOICE",
  DATE: "DATE",
  DUPLICATE: "UNIQUE",
};

/** What is wrong with a calendar's hours. */
export function calendarFaults(facts: CalendarFacts): InvalidField[] {
  const { weekly, exceptions } = facts;
  const faults: InvalidField[] = [];
  if (weekly.length === 0) faults.push(new InvalidField("input.weekly", "REQUIRED"));
  if (weekly.length > MOST_PERIODS) faults.push(new InvalidField("input.weekly", "MAX_SIZE", { max: MOST_PERIODS }));
  if (exceptions.length > MOST_EXCEPTIONS) {
    faults.push(new InvalidField("input.exceptions", "MAX_SIZE", { max: MOST_EXCEPTIONS }));
  }
  exceptions.forEach(({ name }, index) => {
    const path = `input.exceptions.${index}.name`;
    if (name.trim() === "") faults.push(new InvalidField(path, "REQUIRED"));
    if (name.length > LONGEST_NAME) faults.push(new InvalidField(path, "MAX_LENGTH", { max: LONGEST_NAME }));
  });
  weekly.forEach(({ weekday }, index) => {
    if (weekday < 1 || weekday > 7) faults.push(new InvalidField(`input.weekly.${index}.weekday`, "UNKNOWN_CHOICE"));
  });
  // Whoever sends a flood is told so, and not about each drop of it.
  if (weekly.length > MOST_PERIODS || exceptions.length > MOST_EXCEPTIONS) return faults;
  const complaints = calendarComplaints(facts);
  return [...faults, ...complaints.map(({ path, code }) => new InvalidField(`input.${path}`, CODES[code]))];
}

/** The same hours, however they were listed: two calendars that say the same are written the same. */
export function inOrder(facts: CalendarFacts): CalendarFacts {
  const { weekly, exceptions } = facts;
  return {
    ...facts,
    weekly: weekly
      .map(({ weekday, from, to }) => ({ weekday, from, to }))
      .sort((a, b) => a.weekday - b.weekday || byHour(a, b)),
    exceptions: exceptions
      .map(({ date, name, periods }) => ({
        date,
        name: name.trim(),
        periods: periods.map(({ from, to }) => ({ from, to })).sort(byHour),
      }))
      .sort((a, b) => a.date.localeCompare(b.date)),
  };
}

function byHour(a: HoursOfDay, b: HoursOfDay): number {
  return a.from.localeCompare(b.from);
}
