import type { CalendarFactsFragment, CalendarInput, CalendarVersionFactsFragment } from "@guichet/schema";
import { atOnce, type Effective, effectiveFromOf } from "./effective";
import type { Hours, Period } from "./week";

export interface ExceptionValues {
  date: string;
  name: string;
  periods: Hours[];
}

export interface CalendarValues {
  name: string;
  timeZone: string;
  holidays: { country: string; region: string | null } | null;
  weekly: Period[];
  exceptions: ExceptionValues[];
  effective: Effective;
}

type Version = CalendarVersionFactsFragment;

/** What a version says, ready to be changed. */
export function hoursOf(version: Version): Omit<CalendarValues, "name" | "effective"> {
  const { timeZone, holidays, weekly, exceptions } = version;
  return {
    timeZone,
    holidays: holidays && { country: holidays.country, region: holidays.region },
    weekly: weekly.map(({ weekday, from, to }) => ({ weekday, from, to })),
    exceptions: exceptions.map(({ date, name, periods }) => ({
      date,
      name,
      periods: periods.map(({ from, to }) => ({ from, to })),
    })),
  };
}

export function blankCalendar(timeZone: string): CalendarValues {
  const weekly = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: "09:00", to: "12:00" },
    { weekday, from: "14:00", to: "18:00" },
  ]);
  return { name: "", timeZone, holidays: null, weekly, exceptions: [], effective: atOnce };
}

export function calendarValuesOf({ name, current, history }: CalendarFactsFragment, timeZone: string): CalendarValues {
  const version = current ?? history[0];
  return version ? { name, ...hoursOf(version), effective: atOnce } : { ...blankCalendar(timeZone), name };
}

export function calendarInputOf({ effective, name, ...values }: CalendarValues): CalendarInput {
  return { ...values, name: name.trim(), effectiveFrom: effectiveFromOf(effective) };
}
