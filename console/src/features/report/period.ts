import {
  addDays,
  addMonths,
  type CivilDate,
  daysBetween,
  isCivilDate,
  isoWeek,
  mondayOf,
  startOfWeek,
} from "./civil-date";

export type PeriodUnit = "week" | "month" | "quarter" | "year";

/** The days from `from` up to, not including, `to`; a whole unit of the calendar, or any days. */
export interface Period {
  unit: PeriodUnit | "days";
  from: CivilDate;
  to: CivilDate;
}

/** Periods that move with the calendar. */
export const presets = [
  "this-week",
  "last-week",
  "this-month",
  "last-month",
  "this-quarter",
  "last-quarter",
  "this-year",
  "last-year",
] as const;

export type Preset = (typeof presets)[number];

export function isPreset(text: string): text is Preset {
  return presets.some((preset) => preset === text);
}

/** The unit of the calendar that a day lies in. */
export function around(date: CivilDate, unit: PeriodUnit): Period {
  const year = date.slice(0, 4);
  const month = Number(date.slice(5, 7));
  if (unit === "week") return { unit, from: startOfWeek(date), to: addDays(startOfWeek(date), 7) };
  if (unit === "year") return { unit, from: `${year}-01-01`, to: `${String(Number(year) + 1).padStart(4, "0")}-01-01` };
  const length = unit === "month" ? 1 : 3;
  const first = addMonths(date, -((month - 1) % length));
  return { unit, from: first, to: addMonths(first, length) };
}

/** The period of the same length before (-1) or after (1) it. */
export function beside(period: Period, by: -1 | 1): Period {
  const { unit, from, to } = period;
  if (unit !== "days") return around(by < 0 ? addDays(from, -1) : to, unit);
  const length = daysBetween(from, to);
  return { unit, from: addDays(from, by * length), to: addDays(to, by * length) };
}

/**
 * The period before, to be compared with: while this one is not over, only as many of its days as have begun, lest a
 * month of ten days be compared with a whole one.
 */
export function comparable(period: Period, today: CivilDate): Period {
  const before = beside(period, -1);
  if (period.to <= today || period.from > today) return before;
  const end = addDays(before.from, daysBetween(period.from, today) + 1);
  return end < before.to ? { ...before, to: end } : before;
}

/** The days between two dates, as the unit of the calendar that they are, if they are one. */
export function between(from: CivilDate, to: CivilDate): Period {
  const units: readonly PeriodUnit[] = ["week", "month", "quarter", "year"];
  const unit = units.find((each) => {
    const whole = around(from, each);
    return whole.from === from && whole.to === to;
  });
  return { unit: unit ?? "days", from, to };
}

function presetPeriod(preset: Preset, today: CivilDate): Period {
  const [which, unit] = preset.split("-") as ["this" | "last", PeriodUnit];
  const current = around(today, unit);
  return which === "this" ? current : beside(current, -1);
}

/** A preset, "2016-W13", "2016-03", "2016-Q1", "2016" or "2016-03-01..2016-03-15"; null for anything else. */
export function readPeriod(text: string, today: CivilDate): Period | null {
  if (isPreset(text)) return presetPeriod(text, today);
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week) {
    const [year, number] = [Number(week[1]), Number(week[2])];
    const monday = mondayOf(year, number);
    const is = isoWeek(monday);
    return is.year === year && is.week === number ? around(monday, "week") : null;
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return around(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, "0")}-01`, "quarter");
  if (/^\d{4}-\d{2}$/.test(text) && isCivilDate(`${text}-01`)) return around(`${text}-01`, "month");
  if (/^\d{4}$/.test(text) && isCivilDate(`${text}-01-01`)) return around(`${text}-01-01`, "year");
  const [first = null, last = null] = text.split("..");
  if (!isCivilDate(first) || !isCivilDate(last) || last < first) return null;
  return { unit: "days", from: first, to: addDays(last, 1) };
}

/** The period's own name in an address, which no calendar moves. */
export function keyOf({ unit, from, to }: Period): string {
  const year = from.slice(0, 4);
  switch (unit) {
    case "week": {
      const { year: isoYear, week } = isoWeek(from);
      return `${isoYear}-W${String(week).padStart(2, "0")}`;
    }
    case "month":
      return from.slice(0, 7);
    case "quarter":
      return `${year}-Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`;
    case "year":
      return year;
    case "days":
      return `${from}..${addDays(to, -1)}`;
  }
}

/** How finely a period is cut to be looked at: some ten to some fifty points. */
export function pointsOf({ from, to }: Period): "DAY" | "WEEK" | "MONTH" | "QUARTER" {
  const days = daysBetween(from, to);
  if (days <= 45) return "DAY";
  if (days <= 190) return "WEEK";
  return days <= 1500 ? "MONTH" : "QUARTER";
}
