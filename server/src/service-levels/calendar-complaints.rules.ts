import { IANAZone } from "luxon";
import { holidayRegions } from "./holidays.rules.js";
import { minutesOf } from "./opening-hours.rules.js";
import type { CalendarVersion, HoursOfDay } from "./service-level.model.js";

export type CalendarComplaintCode = "TIME" | "OVERLAP" | "TIME_ZONE" | "COUNTRY" | "REGION" | "DATE" | "DUPLICATE";

/** What is wrong with a calendar, and where: `weekly.3.to`, `exceptions.0.date`, `timeZone`. */
export interface CalendarComplaint {
  path: string;
  code: CalendarComplaintCode;
}

export type CalendarDraft = Pick<CalendarVersion, "timeZone" | "holidays" | "weekly" | "exceptions">;

const DAY = 1440;
const WEEK = 7 * DAY;

export function calendarComplaints(calendar: CalendarDraft): CalendarComplaint[] {
  return [
    ...zoneComplaints(calendar),
    ...holidayComplaints(calendar),
    ...weekComplaints(calendar),
    ...exceptionComplaints(calendar),
  ];
}

function zoneComplaints({ timeZone }: CalendarDraft): CalendarComplaint[] {
  // A distance from UTC (+02:00) passes for a zone in some runtimes, and knows no summer time.
  const known = /^[A-Za-z]/.test(timeZone) && IANAZone.isValidZone(timeZone);
  return known ? [] : [{ path: "timeZone", code: "TIME_ZONE" }];
}

function holidayComplaints({ holidays }: CalendarDraft): CalendarComplaint[] {
  if (holidays === null) return [];
  const regions = holidayRegions(holidays.country, "en");
  if (regions === null) return [{ path: "holidays.country", code: "COUNTRY" }];
  if (holidays.region === null || regions.some(({ code }) => code === holidays.region)) return [];
  return [{ path: "holidays.region", code: "REGION" }];
}

/** Minutes since a common midnight; null for times that are none. */
interface Span {
  path: string;
  from: number;
  to: number;
}

function weekComplaints({ weekly }: CalendarDraft): CalendarComplaint[] {
  const complaints = weekly.flatMap((period, i) => timeComplaints(period, `weekly.${i}`));
  if (complaints.length > 0) return complaints;
  const spans = weekly.map((period, i) => spanOf(period, `weekly.${i}`, (period.weekday - 1) * DAY));
  // Sunday's night runs into Monday morning.
  const again = spans.map((span) => ({ ...span, from: span.from + WEEK, to: span.to + WEEK }));
  return overlaps([...spans, ...again]);
}

function exceptionComplaints({ exceptions }: CalendarDraft): CalendarComplaint[] {
  const complaints: CalendarComplaint[] = [];
  const seen = new Set<string>();
  exceptions.forEach(({ date, periods }, i) => {
    const path = `exceptions.${i}`;
    if (!isDate(date)) complaints.push({ path: `${path}.date`, code: "DATE" });
    else if (seen.has(date)) complaints.push({ path: `${path}.date`, code: "DUPLICATE" });
    seen.add(date);
    const times = periods.flatMap((period, j) => timeComplaints(period, `${path}.periods.${j}`));
    complaints.push(...times);
    if (times.length === 0)
      complaints.push(...overlaps(periods.map((period, j) => spanOf(period, `${path}.periods.${j}`, 0))));
  });
  return complaints;
}

function timeComplaints({ from, to }: HoursOfDay, path: string): CalendarComplaint[] {
  const complaints: CalendarComplaint[] = [];
  if (!isTime(from)) complaints.push({ path: `${path}.from`, code: "TIME" });
  if (!isTime(to) && to !== "24:00") complaints.push({ path: `${path}.to`, code: "TIME" });
  return complaints;
}

function isTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

function isDate(date: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : null;
  return parsed !== null && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function spanOf({ from, to }: HoursOfDay, path: string, midnight: number): Span {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return { path, from: midnight + start, to: midnight + (end > start ? end : end + DAY) };
}

/** Each period that begins before an earlier one has ended, named once; touching is not overlapping. */
function overlaps(spans: Span[]): CalendarComplaint[] {
  const named = new Set<string>();
  let reached = Number.NEGATIVE_INFINITY;
  for (const { path, from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    if (from < reached) named.add(path);
    reached = Math.max(reached, to);
  }
  return [...named].map((path) => ({ path, code: "OVERLAP" }));
}
