import type { MetricGrouping } from "@guichet/schema";

/** What the rows of a report are; PERIOD stands for the days, weeks or months that the period is cut into. */
export const groupings = ["APPLICATION", "NATURE", "KIND", "CHANNEL", "LEVEL", "TEAM", "PERIOD"] as const;
export type Grouping = (typeof groupings)[number];

export interface ReportView {
  /** As `readPeriod` reads it. */
  period: string;
  by: Grouping;
  applications: readonly string[];
  /** "2016-04-01T09:00" on the desk's clocks; null: the end of the period, or now. */
  asOf: string | null;
}

export const defaultPeriod = "this-month";

export function readView(params: { get(name: string): string | null }): ReportView {
  const asOf = params.get("asof");
  return {
    period: params.get("period") ?? defaultPeriod,
    by: groupings.find((each) => each === params.get("by")) ?? "APPLICATION",
    applications: (params.get("application") ?? "").split(",").filter((id) => id !== ""),
    asOf:
      asOf !== null && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(asOf) && !Number.isNaN(Date.parse(asOf)) ? asOf : null,
  };
}

export function writeView({ period, by, applications, asOf }: ReportView): string {
  const params = new URLSearchParams();
  if (period !== defaultPeriod) params.set("period", period);
  if (by !== "APPLICATION") params.set("by", by);
  if (applications.length > 0) params.set("application", applications.join(","));
  if (asOf !== null) params.set("asof", asOf);
  const query = params.toString();
  return query === "" ? "/reports" : `/reports?${query}`;
}

export function groupingOf(by: Grouping, points: MetricGrouping): MetricGrouping {
  return by === "PERIOD" ? points : by;
}
