/** A stretch of opening hours; at or before `from`, `to` means the day after. */
export interface Hours {
  from: string;
  to: string;
}

/** 1 is Monday. */
export interface Period extends Hours {
  weekday: number;
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const workdays: readonly number[] = [1, 2, 3, 4, 5];
const dayMinutes = 1440;

/** Minutes since midnight; null for what is not a time (yet). */
export function minutesOf(time: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(time);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= dayMinutes ? minutes : null;
}

/** Ends on the following day. Until midnight is not yet over midnight. */
export function isOvernight({ from, to }: Hours): boolean {
  const begin = minutesOf(from);
  const end = minutesOf(to);
  return begin !== null && end !== null && end !== 0 && end <= begin;
}

/** The browser's time field knows no 24:00, and as an end 00:00 says the same. */
export function endForField(to: string): string {
  return to === "24:00" ? "00:00" : to;
}

export function endFromField(to: string): string {
  return to === "00:00" ? "24:00" : to;
}

export interface Piece {
  from: number;
  to: number;
}

/** When a weekday is open, in minutes of that day: its own hours, and what the night before leaves of it. */
export function piecesOfDay(weekly: readonly Period[], weekday: number): Piece[] {
  const before = weekday === 1 ? 7 : weekday - 1;
  return weekly
    .flatMap(({ weekday: on, from, to }): Piece[] => {
      const begin = minutesOf(from);
      const end = minutesOf(to);
      if (begin === null || end === null) return [];
      const length = end > begin ? end - begin : end + dayMinutes - begin;
      if (on === weekday) return [{ from: begin, to: Math.min(dayMinutes, begin + length) }];
      return on === before && begin + length > dayMinutes ? [{ from: 0, to: begin + length - dayMinutes }] : [];
    })
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
}

/** How long a week is open, in minutes. */
export function minutesOfWeek(weekly: readonly Period[]): number {
  return weekdays.flatMap((day) => piecesOfDay(weekly, day)).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** One day's hours on others too, in place of theirs. */
export function withCopied(weekly: readonly Period[], from: number, to: "workdays" | "everyDay"): Period[] {
  const targets = (to === "workdays" ? workdays : weekdays).filter((day) => day !== from);
  const hours = weekly.filter(({ weekday }) => weekday === from);
  const kept = weekly.filter(({ weekday }) => !targets.includes(weekday));
  return sorted([...kept, ...targets.flatMap((weekday) => hours.map((each) => ({ ...each, weekday })))]);
}

/** Another stretch on a day: after the last one, or a usual morning. */
export function withAnother(weekly: readonly Period[], weekday: number): Period[] {
  const last = weekly.findLast((period) => period.weekday === weekday);
  const begin = last && !isOvernight(last) ? (minutesOf(last.to) ?? dayMinutes) : 0;
  const room = last === undefined || begin + 60 <= dayMinutes - 60;
  const from = last === undefined ? "09:00" : room ? timeOf(begin + 60) : "";
  const to = last === undefined ? "12:00" : room ? timeOf(Math.min(dayMinutes, begin + 300)) : "";
  return sorted([...weekly, { weekday, from, to }]);
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** By day; within a day as they were written. */
function sorted(weekly: readonly Period[]): Period[] {
  return weekly.toSorted((a, b) => a.weekday - b.weekday);
}

/** The week as people tell it: days that follow each other with the same hours together. */
export interface DaysAlike {
  first: number;
  last: number;
  hours: readonly Hours[];
}

export function daysAlike(weekly: readonly Period[]): DaysAlike[] {
  const runs: DaysAlike[] = [];
  for (const day of weekdays) {
    const hours = weekly
      .filter(({ weekday }) => weekday === day)
      .map(({ from, to }) => ({ from, to }))
      .sort((a, b) => (minutesOf(a.from) ?? 0) - (minutesOf(b.from) ?? 0));
    const run = runs[runs.length - 1];
    if (run && run.last === day - 1 && JSON.stringify(run.hours) === JSON.stringify(hours)) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs.filter(({ hours }) => hours.length > 0);
}
