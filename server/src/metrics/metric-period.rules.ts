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
