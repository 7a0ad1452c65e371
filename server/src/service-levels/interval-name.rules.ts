import { DateTime } from "luxon";
import type { Language } from "../platform/auth/viewer.js";
import { publicHolidays } from "./holidays.rules.js";
import { type CalendarVersion, IntervalReason, type ServiceLevelRules } from "./service-level.model.js";

/** What the day is called on which a stretch of time begins that counts, or does not, because of that day. */
export function dayName(
  reason: IntervalReason,
  from: number,
  calendar: CalendarVersion | null,
  language: Language,
): string | null {
  if (!calendar) return null;
  const day = DateTime.fromMillis(from, { zone: calendar.timeZone });
  const date = day.toISODate();
  if (date === null) return null;
  if (reason === IntervalReason.EXCEPTION) return calendar.exceptions.find((each) => each.date === date)?.name ?? null;
  if (reason !== IntervalReason.HOLIDAY || !calendar.holidays) return null;
  return publicHolidays(calendar.holidays, day.year, language).get(date) ?? null;
}

/** The same by the version of a calendar that was in force then. */
export function intervalName(
  reason: IntervalReason,
  from: number,
  calendarId: number,
  { calendars }: ServiceLevelRules,
  language: Language,
): string | null {
  const versions = calendars.filter((version) => version.calendarId === calendarId);
  const inForce = versions.findLast(({ effectiveFrom }) => effectiveFrom.getTime() <= from) ?? versions[0] ?? null;
  return dayName(reason, from, inForce, language);
}
