import { DateTime } from "luxon";
import type { Language } from "../platform/auth/viewer.js";

export type PeriodUnit = "day" | "week" | "month" | "quarter" | "year";

/** One period of a report, in the desk's time zone. */
export interface Bucket {
  key: string;
  name: string;
  startsAt: Date;
  /** Exclusive; cut at the end of what was asked for. */
  endsAt: Date;
}

/** More periods than this are a question about something else. */
export const MOST_BUCKETS = 400;

const KEYS: Record<PeriodUnit, string> = {
  day: "yyyy-MM-dd",
  week: "kkkk-'W'WW",
  month: "yyyy-MM",
  quarter: "yyyy-'Q'q",
  year: "yyyy",
};

const NAMES: Record<PeriodUnit, Record<Language, string>> = {
  day: { en: "d MMM yyyy", fr: "d MMM yyyy" },
  week: { en: "'week' W, kkkk", fr: "'semaine' W, kkkk" },
  month: { en: "LLLL yyyy", fr: "LLLL yyyy" },
  quarter: { en: "'Q'q yyyy", fr: "'T'q yyyy" },
  year: { en: "yyyy", fr: "yyyy" },
};

/**
 * The days, ISO weeks, months, quarters or years of the zone that [from, to) touches, the first and last one cut to
 * it; null when there are more than MOST_BUCKETS.
 */
export function bucketsOf(
  unit: PeriodUnit,
  { from, to }: { from: Date; to: Date },
  zone: string,
  language: Language,
): Bucket[] | null {
  const buckets: Bucket[] = [];
  let start = DateTime.fromJSDate(from, { zone }).setLocale(language).startOf(unit);
  while (start.toMillis() < to.getTime()) {
    if (buckets.length === MOST_BUCKETS) return null;
    const end = start.plus({ [unit]: 1 }).startOf(unit);
    buckets.push({
      key: start.toFormat(KEYS[unit]),
      name: start.toFormat(NAMES[unit][language]),
      startsAt: new Date(Math.max(start.toMillis(), from.getTime())),
      endsAt: new Date(Math.min(end.toMillis(), to.getTime())),
    });
    start = end;
  }
  return buckets;
}

/** The instant that figures are of: the one asked for, else the end of the period, and none that has yet to come. */
export function asOfAsked({ to, asOf }: { to: Date; asOf?: Date | null | undefined }, now: Date): Date {
  const asked = asOf ?? to;
  return asked < now ? asked : now;
}

/** So many of a unit, or of milliseconds where the period is no number of days. */
interface Step {
  unit: PeriodUnit | "millisecond";
  count: number;
}

const UNITS: readonly PeriodUnit[] = ["year", "quarter", "month", "week", "day"];

/** What a period is as long as: the largest unit that it is whole ones of. */
function stepOf({ from, to }: { from: Date; to: Date }, zone: string): Step {
  const start = DateTime.fromJSDate(from, { zone });
  const end = DateTime.fromJSDate(to, { zone });
  const isWhole = (unit: PeriodUnit) => [start, end].every((at) => at.startOf(unit).toMillis() === at.toMillis());
  const unit = UNITS.find(isWhole);
  if (!unit) return { unit: "millisecond", count: to.getTime() - from.getTime() };
  return { unit, count: Math.round(end.diff(start, unit).as(unit)) };
}

/** The period of the same length that ends where this one starts. */
export function periodBefore(period: { from: Date; to: Date }, zone: string): { from: Date; to: Date } {
  const { unit, count } = stepOf(period, zone);
  const start = DateTime.fromJSDate(period.from, { zone });
  return { from: start.minus({ [unit]: count }).toJSDate(), to: period.from };
}

/**
 * Where the periods before `from` start, the oldest first: by the unit that a report is cut into, else by the length of
 * the whole period.
 */
export function startsBefore(period: { from: Date; to: Date }, unit: PeriodUnit | null, zone: string): Date[] {
  const step = unit ? { unit, count: 1 } : stepOf(period, zone);
  const from = DateTime.fromJSDate(period.from, { zone });
  const first = unit ? from.startOf(unit) : from;
  return Array.from({ length: MOST_BUCKETS }, (_, index) => first.minus({ [step.unit]: step.count * index }).toJSDate())
    .filter((start) => start < period.from)
    .toReversed();
}
