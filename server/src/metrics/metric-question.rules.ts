import { MetricGrouping, type MetricsInput } from "./metric.input.js";
import { MOST_BUCKETS, type PeriodUnit } from "./metric-period.rules.js";

const PERIODS: Partial<Record<MetricGrouping, PeriodUnit>> = {
  [MetricGrouping.DAY]: "day",
  [MetricGrouping.WEEK]: "week",
  [MetricGrouping.MONTH]: "month",
  [MetricGrouping.QUARTER]: "quarter",
  [MetricGrouping.YEAR]: "year",
};

/** The period that a report is cut into, if it is. */
export function periodUnitOf(groupBy: readonly MetricGrouping[]): PeriodUnit | null {
  const grouping = groupBy.find((each) => PERIODS[each]);
  return grouping ? PERIODS[grouping]! : null;
}

export function isPeriod(grouping: MetricGrouping): boolean {
  return PERIODS[grouping] !== undefined;
}

/** More rows than this nobody reads; a chart of them shows nothing. */
export const MOST_ROWS = 10_000;
/** Of a row that is a breakdown, the database gives each part: no metric has more of them. */
export const MOST_PARTS = 8;
/** Of all figures of a report together. */
export const MOST_ROWS_TOGETHER = 30_000;
const LONGEST_YEARS = 20;
const MOST_APPLICATIONS = 200;
const LONGEST_THRESHOLD = 10 * 365 * 24 * 60;

export interface Complaint {
  path: string;
  message: string;
}

/** What cannot be asked; empty for a question that can be answered. */
export function complaintsAbout(input: MetricsInput): Complaint[] {
  const complaints: Complaint[] = [];
  const demand = (holds: boolean, path: string, message: string) => {
    if (!holds) complaints.push({ path: `input.${path}`, message });
  };
  const { metrics, from, to, groupBy, applications, level, thresholdMinutes } = input;
  const unique = (values: readonly string[]) => new Set(values).size === values.length;
  demand(metrics.length > 0, "metrics", "Name at least one metric.");
  demand(unique(metrics), "metrics", "Name each metric once.");
  demand(from < to, "to", "The period ends after it starts.");
  demand(to.getTime() - from.getTime() <= LONGEST_YEARS * 366 * 86_400_000, "to", `At most ${LONGEST_YEARS} years.`);
  demand(groupBy.length <= 2 && unique(groupBy), "groupBy", "Group by two different things at most.");
  demand(groupBy.filter(isPeriod).length <= 1, "groupBy", "Group by one period at most.");
  demand((applications?.length ?? 0) <= MOST_APPLICATIONS, "applications", `At most ${MOST_APPLICATIONS}.`);
  demand(level == null || (level >= 0 && level <= 3), "level", "A level is between 0 and 3.");
  const threshold = thresholdMinutes ?? 1;
  demand(threshold >= 1 && threshold <= LONGEST_THRESHOLD, "thresholdMinutes", "Between a minute and ten years.");
  return complaints;
}

export function tooManyPeriods(): Complaint {
  return {
    path: "input.groupBy",
    message: `The report would have more than ${MOST_BUCKETS} periods: ask for a shorter one, or for longer periods.`,
  };
}

export function tooManyRows(): Complaint {
  return { path: "input.groupBy", message: `The report would have more than ${MOST_ROWS} rows.` };
}

export function tooManyRowsTogether(): Complaint {
  return {
    path: "input.metrics",
    message: `The report's figures would have more than ${MOST_ROWS_TOGETHER} rows together: ask for fewer.`,
  };
}
