import type { MetricId, ReportQuery } from "@guichet/schema";

export type Report = ReportQuery["metrics"];
export type Metric = Report["metrics"][number];
export type MetricRow = Metric["rows"][number];
export type MetricValue = MetricRow["value"];
export type Share = Extract<MetricValue, { __typename: "MetricShare" }>;
export type Distribution = Extract<MetricValue, { __typename: "MetricDistribution" }>;
export type Breakdown = Extract<MetricValue, { __typename: "MetricBreakdown" }>;

export function metricOf(report: Report | undefined, id: MetricId): Metric | undefined {
  return report?.metrics.find((metric) => metric.id === id);
}

/** The figure of a group; the groups' keys in the order in which they were asked for. */
export function valueOf(
  report: Report | undefined,
  id: MetricId,
  keys: readonly (string | null)[] = [],
): MetricValue | undefined {
  const row = metricOf(report, id)?.rows.find(({ groups }) => groups.every(({ key }, index) => key === keys[index]));
  return row?.value;
}

/** How many: of whatever the figure counts. */
export function countOf(value: MetricValue | undefined): number {
  switch (value?.__typename) {
    case "MetricCount":
      return value.value;
    case "MetricShare":
    case "MetricBreakdown":
      return value.whole;
    case "MetricDistribution":
      return value.count;
    default:
      return 0;
  }
}

export function partOf(value: MetricValue | undefined, key: string): number {
  if (value?.__typename !== "MetricBreakdown") return 0;
  return [...value.parts, ...value.apart].find((part) => part.key === key)?.count ?? 0;
}

export function distributionOf(value: MetricValue | undefined): Distribution | null {
  return value?.__typename === "MetricDistribution" ? value : null;
}

/** What is told of a duration where nothing has one. */
export const noDuration: Distribution = {
  __typename: "MetricDistribution",
  count: 0,
  mean: null,
  p50: null,
  p90: null,
  p99: null,
  stillOpen: 0,
  underThreshold: null,
};

export function shareOf(value: MetricValue | undefined): Share | null {
  return value?.__typename === "MetricShare" ? value : null;
}

export interface Group {
  key: string | null;
  name: string | null;
}

/** The groups that any of these figures tells of, in the order in which the server gives them. */
export function groupsOf(report: Report | undefined): Group[] {
  const known = new Map<string | null, Group>();
  for (const { rows } of report?.metrics ?? []) {
    for (const { groups } of rows) {
      const [group] = groups;
      if (group && !known.has(group.key)) known.set(group.key, { key: group.key, name: group.name });
    }
  }
  const missing = known.get(null);
  if (!missing) return [...known.values()];
  known.delete(null);
  return [...known.values(), missing];
}
