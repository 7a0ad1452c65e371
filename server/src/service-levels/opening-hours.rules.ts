import { IANAZone } from "luxon";
import { publicHolidays } from "./holidays.rules.js";
import { type CalendarVersion, type HoursOfDay, IntervalReason } from "./service-level.model.js";

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What decided a date's hours. */
type DayRule = IntervalReason.OPEN_HOURS | IntervalReason.HOLIDAY | IntervalReason.EXCEPTION;

export interface HoursOfDate {
  periods: readonly HoursOfDay[];
  rule: DayRule;
  /** The weekday has hours which a holiday or an exception replaces. */
  replaced: boolean;
}

/** A date as the number of days since 1970-01-01, whatever the zone. */
export type Day = number;

export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function dateOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The hours that begin on a date: its exception's, else none on a public holiday, else those of its weekday. */
export function hoursOf(calendar: CalendarVersion, day: Day): HoursOfDate {
  const date = dateOf(day);
  const weekday = weekdayOf(day);
  const ordinary = calendar.weekly.filter((period) => period.weekday === weekday);
  const replaced = ordinary.length > 0;
  const exception = calendar.exceptions.find((each) => each.date === date);
  if (exception) return { periods: exception.periods, rule: IntervalReason.EXCEPTION, replaced };
  if (calendar.holidays && publicHolidays(calendar.holidays, Number(date.slice(0, 4)), "en").has(date))
    return { periods: [], rule: IntervalReason.HOLIDAY, replaced };
  return { periods: ordinary, rule: IntervalReason.OPEN_HOURS, replaced: false };
}

/** Minutes after midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** A stretch of time with what made it open, or closed beyond the ordinary. */
export interface Stretch {
  from: number;
  to: number;
  reason: IntervalReason;
}

/** A calendar's hours within one year (UTC), ready to be searched. */
export interface YearOfHours {
  from: number;
  to: number;
  /** When it is open: in order, apart from each other or touching. */
  starts: Float64Array;
  ends: Float64Array;
  reasons: IntervalReason[];
  /** How long it is open before each start, since the beginning of the year. */
  openBefore: Float64Array;
  openMs: number;
  /** Dates whose ordinary hours a holiday or an exception replaces. */
  unusual: Stretch[];
}

/**
 * The year's hours. The desk is open **while the clock on its wall shows an opening hour**: an hour that the change of
 * clocks skips is never worked, one that it repeats is worked twice. A period from 22:00 to 06:00 thus lasts seven
 * hours in the night to summer time and nine in the night back, one from 02:15 to 02:45 nothing or an hour (in two
 * halves), and "00:00" to "24:00" the whole of a day of 23, 24 or 25 hours, or 23.5 on Lord Howe.
 */
export function hoursOfYear(calendar: CalendarVersion, year: number): YearOfHours {
  const from = Date.UTC(year, 0, 1);
  const to = Date.UTC(year + 1, 0, 1);
  const { open, unusual } = onTheWall(calendar, from, to);
  const offsets = offsetsOf(calendar.timeZone, from, to);
  const hours = merged(inTime(open, offsets));
  const openBefore = new Float64Array(hours.length);
  let openMs = 0;
  hours.forEach((stretch, i) => {
    openBefore[i] = openMs;
    openMs += stretch.to - stretch.from;
  });
  return {
    from,
    to,
    starts: Float64Array.from(hours, (stretch) => stretch.from),
    ends: Float64Array.from(hours, (stretch) => stretch.to),
    reasons: hours.map(({ reason }) => reason),
    openBefore,
    openMs,
    unusual: merged(inTime(unusual, offsets)),
  };
}

/** What the wall says, as if it hung in UTC. Dates of a neighbouring year reach into this one by zone and by night. */
function onTheWall(calendar: CalendarVersion, from: number, to: number): { open: Stretch[]; unusual: Stretch[] } {
  const open: Stretch[] = [];
  const unusual: Stretch[] = [];
  for (let day = from / DAY_MS - 2; day < to / DAY_MS + 2; day++) {
    const { periods, rule, replaced } = hoursOf(calendar, day);
    const midnight = day * DAY_MS;
    for (const period of periods) {
      const start = minutesOf(period.from);
      const end = minutesOf(period.to);
      const length = end > start ? end - start : end + 1440 - start;
      open.push({
        from: midnight + start * MINUTE_MS,
        to: midnight + (start + length) * MINUTE_MS,
        reason: rule,
      });
    }
    if (replaced) unusual.push({ from: midnight, to: midnight + DAY_MS, reason: rule });
  }
  return { open: apart(open), unusual };
}

/** In order; what two periods share (a night that runs into an exception's morning) is open once, for the earlier. */
function apart(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const stretch of stretches.sort((a, b) => a.from - b.from)) {
    if (stretch.to <= reached) continue;
    found.push({ ...stretch, from: Math.max(stretch.from, reached) });
    reached = stretch.to;
  }
  return found;
}

interface Offset {
  from: number;
  to: number;
  ms: number;
}

/** The stretches of [from, to) in which the zone keeps one distance from UTC. */
function offsetsOf(timeZone: string, from: number, to: number): Offset[] {
  const zone = IANAZone.create(timeZone);
  const msAt = (instant: number) => Math.round(zone.offset(instant) * MINUTE_MS);
  const offsets: Offset[] = [];
  let start = from;
  let ms = msAt(from);
  // Asking a zone is dear, so it is asked by the week: none changes its clocks and changes them back within one.
  for (let week = from; week < to; week += 7 * DAY_MS) {
    let before = week;
    let after = Math.min(week + 7 * DAY_MS, to);
    if (msAt(after) === ms) continue;
    while (after - before > 1_000) {
      const middle = before + Math.floor((after - before) / 2_000) * 1_000;
      if (msAt(middle) === ms) before = middle;
      else after = middle;
    }
    offsets.push({ from: start, to: after, ms });
    start = after;
    ms = msAt(after);
  }
  if (start < to) offsets.push({ from: start, to, ms });
  return offsets;
}

/** The instants at which the wall shows these stretches. */
function inTime(onWall: readonly Stretch[], offsets: readonly Offset[]): Stretch[] {
  return offsets.flatMap((offset) =>
    onWall
      .map((stretch) => ({
        from: Math.max(stretch.from - offset.ms, offset.from),
        to: Math.min(stretch.to - offset.ms, offset.to),
        reason: stretch.reason,
      }))
      .filter(({ from, to }) => from < to),
  );
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const stretch of stretches) {
    const last = found.at(-1);
    if (last && last.to === stretch.from && last.reason === stretch.reason) last.to = stretch.to;
    else found.push({ ...stretch });
  }
  return found;
}
