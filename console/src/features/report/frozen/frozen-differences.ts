import type { FrozenReportQuery } from "@guichet/schema";
import type { MetricValue } from "../figures";

type Frozen = NonNullable<FrozenReportQuery["frozenReport"]>;

export interface DifferenceRow {
  metric: string;
  clock: string;
  /** What the row was of: "Mail · Lyon"; null: everything together. */
  of: string | null;
  then: MetricValue | null;
  now: MetricValue | null;
}

/** The rows that are not what they were, by the names that the report itself has for them. */
export function differenceRows({ tables, differences }: Frozen, missing: string): DifferenceRow[] {
  const metrics = tables.flatMap((table) => table.metrics);
  const metricNames = new Map<string, string>(metrics.map(({ id, name }) => [id, name]));
  const groupNames = new Map<string, string>();
  for (const { groupBy, metrics: own } of tables) {
    for (const { groups } of own.flatMap(({ rows }) => rows)) {
      for (const [index, { key, name }] of groups.entries()) {
        groupNames.set(`${groupBy[index]} ${key}`, name ?? missing);
      }
    }
  }
  return differences.map(({ metric, clock, groupBy, keys, then, now }) => ({
    metric: metricNames.get(metric) ?? metric,
    clock,
    // A row that is no more has no name here.
    of: keys.map((key, index) => groupNames.get(`${groupBy[index]} ${key}`) ?? key ?? missing).join(" · ") || null,
    then: then ?? null,
    now: now ?? null,
  }));
}
