import { type Incident, monthOf, storyOf } from "./source.js";

/** A month of the desk's report, as the API gives it or as the log has it; durations in minutes. */
export interface Month {
  received: number;
  handled: number;
  p50: number | null;
  p90: number | null;
  open: number;
  reopened: [part: number, whole: number];
  reused: [part: number, whole: number];
}

const DOCUMENT = `query Report($input: MetricsInput!) {
  metrics(input: $input) { metrics { id rows { groups { key } value {
    ... on MetricCount { value }
    ... on MetricShare { part whole }
    ... on MetricDistribution { p50 p90 }
    ... on MetricBreakdown { of: whole }
  } } } }
}`;

interface Answer {
  data?: {
    metrics: { metrics: { id: string; rows: { groups: { key: string }[]; value: Record<string, number | null> }[] }[] };
  };
  errors?: { message: string }[];
}

/** The report by month, from the desk's own API. */
export async function reportOf(
  url: string,
  token: string,
  period: { from: Date; to: Date },
): Promise<Map<string, Month>> {
  const ids = ["intake_received", "handled_resolved", "time_resolve", "backlog_open", "reopen_rate", "knowledge_reuse"];
  const input = { ...period, asOf: period.to, metrics: ids, groupBy: ["MONTH"] };
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: DOCUMENT, variables: { input } }),
  });
  const answer = (await response.json()) as Answer;
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  const { metrics } = answer.data.metrics;
  const value = (id: string, month: string) =>
    metrics.find((metric) => metric.id === id)!.rows.find(({ groups }) => groups[0]!.key === month)!.value;
  const minutes = (milliseconds: number | null | undefined) => (milliseconds == null ? null : milliseconds / 60_000);
  const share = ({ part, whole }: Record<string, number | null>): [number, number] => [part!, whole!];
  const months = metrics[0]!.rows.map(({ groups }) => groups[0]!.key);
  return new Map(
    months.map((month) => [
      month,
      {
        received: value("intake_received", month)["value"]!,
        handled: value("handled_resolved", month)["of"]!,
        p50: minutes(value("time_resolve", month)["p50"]),
        p90: minutes(value("time_resolve", month)["p90"]),
        open: value("backlog_open", month)["of"]!,
        reopened: share(value("reopen_rate", month)),
        reused: share(value("knowledge_reuse", month)),
      },
    ]),
  );
}

/** The same month of the log, incident by incident. */
export function monthOfLog(incidents: readonly Incident[], month: string): Month {
  const end = Date.parse(`${next(month)}-01T00:00:00Z`) / 60_000;
  const stories = incidents
    .filter(({ rows }) => rows.length > 0)
    .map((incident) => ({ start: Math.min(incident.openedAt, incident.rows[0]!.at), ...storyOf(incident) }));
  const durations: number[] = [];
  let open = 0;
  let reopened = 0;
  let resolvedTickets = 0;
  for (const { start, resolutions, reopenings } of stories) {
    const before = resolutions.filter(({ at }) => at < end);
    const last = before.at(-1);
    // Resolutions and reopenings take turns.
    const stands = last !== undefined && !((reopenings[before.length - 1] ?? end) < end);
    if (start < end && !stands) open++;
    if (stands && monthOf(last.at) === month) durations.push(last.at - start);
    const own = resolutions
      .map(({ at }, index) => ({ at, reopenedAt: reopenings[index] }))
      .filter(({ at }) => monthOf(at) === month);
    if (own.length > 0) resolvedTickets++;
    if (own.some(({ at, reopenedAt }) => reopenedAt !== undefined && reopenedAt - at <= 14 * 24 * 60)) reopened++;
  }
  durations.sort((a, b) => a - b);
  const percentile = (percent: number) => durations[Math.ceil((percent * durations.length) / 100) - 1] ?? null;
  const resolutions = stories.flatMap((story) => story.resolutions).filter(({ at }) => monthOf(at) === month);
  return {
    received: stories.filter(({ start }) => monthOf(start) === month).length,
    handled: durations.length,
    p50: percentile(50),
    p90: percentile(90),
    open,
    reopened: [reopened, resolvedTickets],
    reused: [resolutions.filter(({ withArticle }) => withArticle).length, resolutions.length],
  };
}

function next(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number, 1)).toISOString().slice(0, 7);
}
