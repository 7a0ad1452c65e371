/** A day of the calendar, "2016-03-31": no time, no zone. Their order as texts is their order in time. */
export type CivilDate = string;

const dayMs = 86_400_000;

function toUtc(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function fromUtc(ms: number): CivilDate {
  return new Date(ms).toISOString().slice(0, 10);
}

export function isCivilDate(text: string | null): text is CivilDate {
  return (
    text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toUtc(text)) && fromUtc(toUtc(text)) === text
  );
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromUtc(toUtc(date) + days * dayMs);
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((toUtc(to) - toUtc(from)) / dayMs);
}

/** The first of the month that many months away. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const day = new Date(toUtc(date));
  return fromUtc(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
}

/** The Monday of the date's week. */
export function startOfWeek(date: CivilDate): CivilDate {
  const weekday = (new Date(toUtc(date)).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

/** ISO 8601: week 1 has the year's first Thursday. */
export function isoWeek(date: CivilDate): { year: number; week: number } {
  const thursday = addDays(startOfWeek(date), 3);
  const year = Number(thursday.slice(0, 4));
  return { year, week: Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1 };
}

export function mondayOf(year: number, week: number): CivilDate {
  return addDays(startOfWeek(`${year}-01-04`), (week - 1) * 7);
}
