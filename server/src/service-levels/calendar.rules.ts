import type { CalendarVersion } from "./service-level.model.js";

/** Opening time between two instants, in ms. */
export declare function openBetween(calendar: CalendarVersion, from: number, to: number): number;

/** The first instant at which so much opening time has passed since `from`; null when it lies beyond the horizon. */
export declare function instantAfter(calendar: CalendarVersion, from: number, openMs: number): number | null;

/** The n-th following day that has opening hours, at the same wall time; null when there is none within the horizon. */
export declare function businessDaysAfter(calendar: CalendarVersion, from: number, days: number): number | null;

export type CalendarComplaintCode = "TIME" | "OVERLAP" | "TIME_ZONE" | "COUNTRY" | "REGION" | "DATE" | "DUPLICATE";

/** What is wrong with a calendar, and where: `weekly.3.to`, `exceptions.0.date`, `timeZone`. */
export interface CalendarComplaint {
  path: string;
  code: CalendarComplaintCode;
}

export declare function calendarComplaints(
  calendar: Pick<CalendarVersion, "timeZone" | "holidays" | "weekly" | "exceptions">,
): CalendarComplaint[];
