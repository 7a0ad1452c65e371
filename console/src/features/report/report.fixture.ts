import type { MetricGrouping, MetricId } from "@guichet/schema";
import type { Metric, MetricValue, Report } from "./figures";

export const counted = (value: number): MetricValue => ({ __typename: "MetricCount", value });

export const sharing = (part: number, whole: number): MetricValue => ({
  __typename: "MetricShare",
  part,
  whole,
  ratio: whole === 0 ? null : part / whole,
  immature: false,
});

export const broken = (parts: Record<string, number>, apart: Record<string, number> = {}): MetricValue => {
  const whole = Object.values(parts).reduce((sum, each) => sum + each, 0);
  const list = (of: Record<string, number>) =>
    Object.entries(of).map(([key, count]) => ({
      __typename: "MetricPart" as const,
      key,
      count,
      share: whole === 0 ? 0 : count / whole,
    }));
  return { __typename: "MetricBreakdown", whole, parts: list(parts), apart: list(apart) };
};

/** Durations that are all one. */
export const lasting = (
  ms: number,
  count: number,
  stillOpen = 0,
  underThreshold: number | null = null,
): MetricValue => ({
  __typename: "MetricDistribution",
  count,
  mean: ms,
  p50: ms,
  p90: ms,
  p99: ms,
  stillOpen,
  underThreshold,
});

export function metric(id: MetricId, by: readonly MetricGrouping[], rows: [(string | null)[], MetricValue][]): Metric {
  return {
    __typename: "Metric",
    id,
    name: id,
    definition: "",
    formula: "",
    clock: null,
    unit: "tickets",
    rows: rows.map(([keys, value]) => ({
      __typename: "MetricRow",
      value,
      groups: keys.map((key, index) => ({
        __typename: "MetricGroup",
        by: by[index] ?? "APPLICATION",
        key,
        name: key,
      })),
    })),
  };
}

export function report(...metrics: Metric[]): Report {
  return {
    __typename: "Metrics",
    from: "2016-03-01T00:00:00Z",
    to: "2016-04-01T00:00:00Z",
    asOf: "2016-04-01T00:00:00Z",
    timeZone: "Europe/Paris",
    metrics,
  };
}
