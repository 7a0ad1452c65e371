import { type Figures, rounded } from "./figures.js";

const DOCUMENT = `query Report($input: MetricsInput!) {
  metrics(input: $input) { metrics { id rows { ...row } alsoBy { ...row } } }
}
fragment row on MetricRow {
  groups { key }
  value {
    __typename
    ... on MetricCount { value }
    ... on MetricShare { part whole }
    ... on MetricDistribution { count mean p50 p90 p99 stillOpen }
    ... on MetricBreakdown { whole parts { key count } apart { key count } }
  }
}`;

interface Part {
  key: string;
  count: number;
}

type Measures = Record<"count" | "stillOpen", number> & Record<"mean" | "p50" | "p90" | "p99", number | null>;

type Value =
  | { __typename: "MetricCount"; value: number }
  | { __typename: "MetricShare"; part: number; whole: number }
  | ({ __typename: "MetricDistribution" } & Measures)
  | { __typename: "MetricBreakdown"; whole: number; parts: Part[]; apart: Part[] };

interface Row {
  groups: { key: string | null }[];
  value: Value;
}

interface Answer {
  data?: { metrics: { metrics: { id: string; rows: Row[]; alsoBy: Row[] }[] } };
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks the desk for its reports as of an instant. */
export class DeskReports {
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly input: { from: Date; to: Date; asOf: Date },
  ) {}

  /** The figures by month under the names that the log's have, from the desk's own API. */
  async figures(): Promise<Figures> {
    const figures: Figures = new Map();
    const plain = [
      "intake_received",
      "handled_resolved",
      "time_takeCharge",
      "time_firstReply",
      "time_resolve",
      "time_waiting",
      "share_levelZero",
      "share_firstLevel",
      "backlog_open",
      "reopen_rate",
      "knowledge_reuse",
    ];
    for (const { id, rows, alsoBy: further } of await this.ask(plain, ["MONTH"])) {
      for (const { groups, value } of rows) plainly(figures, id, groups[0]!.key!, value);
      for (const { groups, value } of further) alsoBy(figures, id, groups[0]!.key!, groups[1]!.key!, value);
    }
    for (const { id, rows } of await this.ask(
      ["time_takeCharge_level", "time_inLevel", "escalation_rate"],
      ["MONTH", "LEVEL"],
    )) {
      for (const { groups, value } of rows) atLevel(figures, id, groups[0]!.key!, groups[1]!.key!, value);
    }
    return figures;
  }

  /** What figures are derived from is made first: until then the desk says that they are not ready. */
  private async ask(metrics: readonly string[], groupBy: readonly string[]) {
    for (;;) {
      const { data, errors } = await this.post(metrics, groupBy);
      if (data) return data.metrics.metrics;
      if (errors?.[0]?.extensions?.code !== "REPORTS_NOT_READY") throw new Error(JSON.stringify(errors));
    }
  }

  private async post(metrics: readonly string[], groupBy: readonly string[]): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query: DOCUMENT, variables: { input: { ...this.input, metrics, groupBy } } }),
    });
    return (await response.json()) as Answer;
  }
}

const TIMES: Record<string, string> = {
  time_takeCharge: "take charge",
  time_firstReply: "first reply",
  time_resolve: "resolve",
  time_waiting: "waiting",
};

function plainly(figures: Figures, id: string, month: string, value: Value): void {
  const set = (name: string, figure: number) => figures.set(`${month} ${name}`, figure);
  if (value.__typename === "MetricDistribution") return times(figures, `${month} ${TIMES[id]}`, value);
  if (value.__typename === "MetricCount") return void set("received", value.value);
  if (value.__typename === "MetricBreakdown") {
    if (id === "handled_resolved") {
      set("handled", value.whole);
      set("handled again", countOf(value.apart, "AGAIN"));
    } else {
      set("open", value.whole);
      set("open and waiting", countOf(value.parts, "WAITING"));
    }
    return;
  }
  if (id === "share_levelZero") set("level 0 at most", value.part);
  if (id === "share_firstLevel") set("level 1 at most", value.part);
  if (id === "reopen_rate") {
    set("resolved tickets", value.whole);
    set("reopened tickets", value.part);
  }
  if (id === "knowledge_reuse") {
    set("resolutions", value.whole);
    set("resolutions with an article", value.part);
  }
}

/** What the definition shows by one more thing: a time to take charge by channel, a wait by what was waited for. */
function alsoBy(figures: Figures, id: string, month: string, key: string, value: Value): void {
  if (value.__typename !== "MetricDistribution") return;
  if (id === "time_takeCharge") times(figures, `${month} take charge by ${key}`, value);
  if (id === "time_waiting") times(figures, `${month} waiting for ${key}`, value);
}

function atLevel(figures: Figures, id: string, month: string, level: string, value: Value): void {
  if (id === "time_takeCharge_level" && value.__typename === "MetricDistribution") {
    times(figures, `${month} take charge at level ${level}`, value);
  } else if (value.__typename === "MetricDistribution") {
    times(figures, `${month} at level ${level}`, value);
  } else if (value.__typename === "MetricBreakdown") {
    for (const { key, count } of [...value.parts, ...value.apart]) {
      if (count > 0) figures.set(`${month} level ${level}: ${key}`, count);
    }
  }
}

function times(figures: Figures, name: string, value: Measures): void {
  const minutes = (milliseconds: number | null) => (milliseconds === null ? null : milliseconds / 60_000);
  figures.set(`${name}: count`, value.count);
  figures.set(`${name}: still open`, value.stillOpen);
  figures.set(`${name}: mean`, value.mean === null ? null : rounded(value.mean / 60_000));
  for (const percentile of ["p50", "p90", "p99"] as const)
    figures.set(`${name}: ${percentile}`, minutes(value[percentile]));
}

function countOf(parts: readonly Part[], key: string): number {
  return parts.find((part) => part.key === key)?.count ?? 0;
}
