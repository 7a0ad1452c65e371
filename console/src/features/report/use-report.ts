import { type MetricGrouping, type MetricId, type MetricsInput, ReportDocument } from "@guichet/schema";
import { useMemo } from "react";
import { type CombinedError, useQuery } from "urql";
import type { Report } from "./figures";

const everything: MetricId[] = [
  "intake_received",
  "handled_resolved",
  "time_takeCharge",
  "time_resolve",
  "backlog_open",
  "reopen_rate",
  "knowledge_reuse",
];
const ofLevels: MetricId[] = ["handled_resolved", "escalation_rate", "time_takeCharge_level", "backlog_open"];
const overTime: MetricId[] = ["intake_received", "handled_resolved", "backlog_open"];

export interface ReportQuestion {
  from: string;
  to: string;
  before: { from: string; to: string };
  /** Null: the end of a past period, else now. */
  asOf: string | null;
  applications: readonly string[];
  grouping: MetricGrouping;
  points: MetricGrouping;
}

export interface Reports {
  whole: Report | undefined;
  before: Report | undefined;
  grouped: Report | undefined;
  byLevel: Report | undefined;
  levels: Report | undefined;
  trend: Report | undefined;
  /** What is on screen answers an earlier question, or not all of it has come. */
  busy: boolean;
  error: CombinedError | undefined;
  retry(): void;
}

/** Everything one report page shows; each part appears as it comes, the slow ones last. */
export function useReport(question: ReportQuestion | null): Reports {
  const asked = JSON.stringify(question);
  const inputs = useMemo(() => inputsOf(JSON.parse(asked) as ReportQuestion | null), [asked]);
  const whole = useFigures(inputs?.whole);
  const before = useFigures(inputs?.before);
  const grouped = useFigures(inputs?.grouped);
  const byLevel = useFigures(inputs?.byLevel);
  const levels = useFigures(inputs?.levels);
  const trend = useFigures(inputs?.trend);
  const all = [whole, before, grouped, byLevel, levels, trend];
  return {
    whole: whole.report,
    before: before.report,
    grouped: grouped.report,
    byLevel: byLevel.report,
    levels: levels.report,
    trend: trend.report,
    busy: all.some(({ busy }) => busy),
    error: all.find(({ error }) => error)?.error,
    retry: () => {
      for (const { retry } of all) retry();
    },
  };
}

function inputsOf(question: ReportQuestion | null) {
  if (question === null) return null;
  const { from, to, asOf, grouping, points } = question;
  const applications = question.applications.length === 0 ? {} : { applications: [...question.applications] };
  const input = (metrics: MetricId[], groupBy: MetricGrouping[]): MetricsInput => ({
    metrics,
    groupBy,
    from,
    to,
    ...applications,
    ...(asOf === null ? {} : { asOf }),
  });
  return {
    whole: input(everything, []),
    // The period before is seen as one saw it then: an earlier asOf would cut it, a later one changes nothing said of it.
    before: { metrics: everything, groupBy: [], ...question.before, ...applications } satisfies MetricsInput,
    grouped: input(everything, [grouping]),
    byLevel: grouping === "LEVEL" ? undefined : input(["handled_resolved"], [grouping, "LEVEL"]),
    levels: input(ofLevels, ["LEVEL"]),
    trend: input(overTime, [points]),
  };
}

const nothing: MetricsInput = { metrics: [], groupBy: [], from: "", to: "" };

function useFigures(input: MetricsInput | undefined) {
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: ReportDocument,
    variables: { input: input ?? nothing },
    pause: input === undefined,
    requestPolicy: "cache-and-network",
  });
  return {
    report: input === undefined ? undefined : data?.metrics,
    error: input === undefined ? undefined : error,
    busy: fetching || stale,
    retry: () => {
      if (input !== undefined) read({ requestPolicy: "network-only" });
    },
  };
}
