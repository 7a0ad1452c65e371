import { DateTime } from "luxon";
import { DAY_MS, dayOf, hoursOf, hoursOfYear, type Stretch, type YearOfHours } from "./opening-hours.rules.js";
import { type CalendarVersion, IntervalReason } from "./service-level.model.js";

/** Nobody plans further than this: what would fall due later has no due time yet. */
export const HORIZON_MS = 3 * 366 * DAY_MS;

/** A ticket's life spans few years; a calendar asked about more of them is worked out again. */
const MOST_YEARS_KEPT = 64;

/** By the version itself and not by its id: versions never change, and a preview asks with one that has no id yet. */
const kept = new WeakMap<CalendarVersion, Map<number, YearOfHours>>();

function yearOfHours(calendar: CalendarVersion, year: number): YearOfHours {
  let years = kept.get(calendar);
  if (!years) kept.set(calendar, (years = new Map()));
  let hours = years.get(year);
  if (!hours) {
    if (years.size >= MOST_YEARS_KEPT) years.clear();
    years.set(year, (hours = hoursOfYear(calendar, year)));
  }
  return hours;
}

function yearOf(instant: number): number {
  return new Date(instant).getUTCFullYear();
}

/** Opening time between two instants, in ms. */
export function openBetween(calendar: CalendarVersion, from: number, to: number): number {
  if (to <= from) return 0;
  const last = yearOf(to);
  let open = 0;
  for (let year = yearOf(from); year < last; year++) open += yearOfHours(calendar, year).openMs;
  return open + openUntil(yearOfHours(calendar, last), to) - openUntil(yearOfHours(calendar, yearOf(from)), from);
}

/** Opening time of the year before an instant of it. */
function openUntil(year: YearOfHours, instant: number): number {
  const i = lastAtMost(year.starts, instant);
  if (i < 0) return 0;
  return year.openBefore[i]! + Math.min(instant, year.ends[i]!) - year.starts[i]!;
}

/** The index of the last value that is at most the wanted one; -1 when all are more. */
function lastAtMost(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The first instant at which so much opening time has passed since `from`: at the end of a period its closing, not the
 * next opening. Null when it lies beyond `limit`.
 */
export function instantAfter(
  calendar: CalendarVersion,
  from: number,
  openMs: number,
  limit = from + HORIZON_MS,
): number | null {
  if (openMs <= 0) return from;
  let year = yearOf(from);
  let hours = yearOfHours(calendar, year);
  let wanted = openMs + openUntil(hours, from);
  while (wanted > hours.openMs) {
    wanted -= hours.openMs;
    if (hours.to > limit) return null;
    hours = yearOfHours(calendar, ++year);
  }
  const i = lastBelow(hours.openBefore, wanted);
  const instant = hours.starts[i]! + wanted - hours.openBefore[i]!;
  return instant > limit ? null : instant;
}

/** The index of the last value that is less than the wanted one. */
function lastBelow(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface OpenOrClosed extends Stretch {
  open: boolean;
}

/** [from, to) cut into open and closed time, each with why; closed by a holiday or an exception only where it mattered. */
export function openAndClosed(calendar: CalendarVersion, from: number, to: number): OpenOrClosed[] {
  const pieces: OpenOrClosed[] = [];
  for (let start = from; start < to; ) {
    const year = yearOfHours(calendar, yearOf(start));
    const end = Math.min(to, year.to);
    addPieces(pieces, year, start, end);
    start = end;
  }
  return pieces;
}

function addPieces(pieces: OpenOrClosed[], year: YearOfHours, from: number, to: number): void {
  let reached = from;
  for (let i = Math.max(lastAtMost(year.starts, from), 0); i < year.starts.length && year.starts[i]! < to; i++) {
    const start = Math.max(year.starts[i]!, from);
    const end = Math.min(year.ends[i]!, to);
    if (end <= start) continue;
    addClosed(pieces, year, reached, start);
    addPiece(pieces, { from: start, to: end, open: true, reason: year.reasons[i]! });
    reached = end;
  }
  addClosed(pieces, year, reached, to);
}

function addClosed(pieces: OpenOrClosed[], year: YearOfHours, from: number, to: number): void {
  let reached = from;
  for (const unusual of year.unusual) {
    const start = Math.max(unusual.from, reached);
    const end = Math.min(unusual.to, to);
    if (end <= start) continue;
    addPiece(pieces, { from: reached, to: start, open: false, reason: IntervalReason.CLOSED_HOURS });
    addPiece(pieces, { from: start, to: end, open: false, reason: unusual.reason });
    reached = end;
  }
  addPiece(pieces, { from: reached, to, open: false, reason: IntervalReason.CLOSED_HOURS });
}

/** Pieces that differ in nothing are one, also where a year ends between them. */
function addPiece(pieces: OpenOrClosed[], piece: OpenOrClosed): void {
  if (piece.from >= piece.to) return;
  const last = pieces.at(-1);
  if (last && last.to === piece.from && last.open === piece.open && last.reason === piece.reason) last.to = piece.to;
  else pieces.push(piece);
}

/**
 * The n-th following day that has opening hours of its own, at the same wall time (an hour that the clocks skip that
 * day: as much later); null when so many days are not within the horizon. For what is counted in days, as silence is:
 * a day counts whole, whenever in it one begins.
 */
export function businessDaysAfter(calendar: CalendarVersion, from: number, days: number): number | null {
  const start = DateTime.fromMillis(from, { zone: calendar.timeZone });
  const first = dayOf(start.toISODate() as string);
  let left = days;
  for (let ahead = 0; ahead * DAY_MS <= HORIZON_MS; ahead++) {
    if (ahead > 0 && hoursOf(calendar, first + ahead).periods.length > 0) left--;
    if (left <= 0) return start.plus({ days: ahead }).toMillis();
  }
  return null;
}
