import type { MetricId } from "@guichet/schema";
import {
  countOf,
  distributionOf,
  type Group,
  groupsOf,
  type MetricValue,
  metricOf,
  partOf,
  type Report,
  shareOf,
  valueOf,
} from "./figures";
import {
  type Cell,
  type Column,
  type ColumnGroup,
  count,
  duration,
  share,
  type Table,
  type TableRow,
} from "./table-model";

export interface TableWords {
  rowHead: string;
  whole: string;
  missing: string;
  waiting: string;
  total: string;
  number: string;
  mean: string;
  median: string;
  p90: string;
  p99: string;
  stillOpen: string;
  skipped: string;
  resolvingLevel: string;
  resolutionCode: string;
  level(rank: number): string;
  code(code: string): string;
  end(end: string): string;
  metric(id: MetricId): string;
}

type Figures = (values: (id: MetricId) => MetricValue | undefined) => Cell[];

/** The rows: busiest first, except where they have an order of their own. */
function rowsOf(report: Report, words: TableWords, figures: Figures, isOrdered: boolean): TableRow[] {
  const groups = groupsOf(report);
  const received = ({ key }: Group) => countOf(valueOf(report, "intake_received", [key]));
  const named = groups.filter(({ key }) => key !== null);
  const sorted = isOrdered ? named : named.toSorted((a, b) => received(b) - received(a));
  return [...sorted, ...groups.filter(({ key }) => key === null)].map(({ key, name }) => ({
    key,
    head: name ?? words.missing,
    cells: figures((id) => valueOf(report, id, [key])),
  }));
}

function wholeOf(whole: Report | undefined, words: TableWords, figures: Figures): TableRow | null {
  if (!whole) return null;
  return { key: null, head: words.whole, cells: figures((id) => valueOf(whole, id)) };
}

interface Sources {
  /** By the chosen grouping. */
  grouped: Report;
  /** Everything together. */
  whole: Report | undefined;
  isOrdered: boolean;
}

export function activityTable({ grouped, whole, isOrdered }: Sources, words: TableWords): Table {
  const figures: Figures = (value) => {
    const reopened = shareOf(value("reopen_rate"));
    const reused = shareOf(value("knowledge_reuse"));
    return [
      count(countOf(value("intake_received"))),
      count(countOf(value("handled_resolved"))),
      count(countOf(value("backlog_open"))),
      count(partOf(value("backlog_open"), "WAITING")),
      share(reopened?.part ?? 0, reopened?.whole ?? 0, reopened?.immature ?? false),
      share(reused?.part ?? 0, reused?.whole ?? 0),
    ];
  };
  const single = (metric: MetricId, kind: Column["kind"]): ColumnGroup => ({
    metric,
    head: words.metric(metric),
    columns: [{ id: metric, head: "", kind }],
  });
  return {
    name: "activity",
    rowHead: words.rowHead,
    groups: [
      single("intake_received", "count"),
      single("handled_resolved", "count"),
      {
        metric: "backlog_open",
        head: words.metric("backlog_open"),
        columns: [
          { id: "backlog", head: words.total, kind: "count" },
          { id: "waiting", head: words.waiting, kind: "count" },
        ],
      },
      single("reopen_rate", "share"),
      single("knowledge_reuse", "share"),
    ],
    rows: rowsOf(grouped, words, figures, isOrdered),
    whole: wholeOf(whole, words, figures),
  };
}

function spread(value: MetricValue | undefined): Cell[] {
  const distribution = distributionOf(value);
  return [
    count(distribution?.count ?? 0),
    duration(distribution?.mean),
    duration(distribution?.p50),
    duration(distribution?.p90),
    duration(distribution?.p99),
  ];
}

function spreadColumns(metric: MetricId, words: TableWords): Column[] {
  return [
    { id: `${metric} n`, head: words.number, kind: "count" },
    { id: `${metric} mean`, head: words.mean, kind: "duration" },
    { id: `${metric} p50`, head: words.median, kind: "duration" },
    { id: `${metric} p90`, head: words.p90, kind: "duration" },
    { id: `${metric} p99`, head: words.p99, kind: "duration" },
  ];
}

export function timesTable({ grouped, whole, isOrdered }: Sources, words: TableWords): Table {
  const figures: Figures = (value) => {
    const charge = value("time_takeCharge");
    return [...spread(charge), count(distributionOf(charge)?.stillOpen ?? 0), ...spread(value("time_resolve"))];
  };
  return {
    name: "times",
    rowHead: words.rowHead,
    groups: [
      {
        metric: "time_takeCharge",
        head: words.metric("time_takeCharge"),
        columns: [
          ...spreadColumns("time_takeCharge", words),
          { id: "still open", head: words.stillOpen, kind: "count" },
        ],
      },
      {
        metric: "time_resolve",
        head: words.metric("time_resolve"),
        columns: spreadColumns("time_resolve", words),
      },
    ],
    rows: rowsOf(grouped, words, figures, isOrdered),
    whole: wholeOf(whole, words, figures),
  };
}

/** At which level the tickets were resolved, and with what code. */
export function resolutionTable(
  { grouped, whole, isOrdered }: Sources,
  { byLevel, levels }: { byLevel: Report | undefined; levels: Report | undefined },
  words: TableWords,
): Table {
  const ranks = groupsOf(levels)
    .map(({ key }) => key)
    .filter((key) => key !== null);
  const codes = codesOf(whole);
  const codeCells = (value: MetricValue | undefined) => codes.map((code) => share(partOf(value, code), countOf(value)));
  const rows = rowsOf(grouped, words, (value) => [count(countOf(value("handled_resolved")))], isOrdered).map((row) => {
    const resolved = valueOf(grouped, "handled_resolved", [row.key]);
    const atLevels = ranks.map((rank) =>
      share(countOf(valueOf(byLevel, "handled_resolved", [row.key, rank])), countOf(resolved)),
    );
    return { ...row, cells: [...row.cells, ...(byLevel ? atLevels : []), ...codeCells(resolved)] };
  });
  const resolved = valueOf(whole, "handled_resolved");
  const wholeLevels = ranks.map((rank) =>
    share(countOf(valueOf(levels, "handled_resolved", [rank])), countOf(resolved)),
  );
  const levelColumns: ColumnGroup = {
    metric: null,
    head: words.resolvingLevel,
    columns: ranks.map((rank) => ({ id: `level ${rank}`, head: words.level(Number(rank)), kind: "share" })),
  };
  const codeColumns: ColumnGroup = {
    metric: null,
    head: words.resolutionCode,
    columns: codes.map((code) => ({ id: code, head: words.code(code), kind: "share" })),
  };
  return {
    name: "resolutions",
    rowHead: words.rowHead,
    groups: [
      {
        metric: "handled_resolved",
        head: words.metric("handled_resolved"),
        columns: [{ id: "resolved", head: "", kind: "count" }],
      },
      ...(byLevel && ranks.length > 0 ? [levelColumns] : []),
      ...(codes.length > 0 ? [codeColumns] : []),
    ],
    rows,
    whole: whole
      ? {
          key: null,
          head: words.whole,
          cells: [count(countOf(resolved)), ...(byLevel ? wholeLevels : []), ...codeCells(resolved)],
        }
      : null,
  };
}

function codesOf(whole: Report | undefined): string[] {
  const value = valueOf(whole, "handled_resolved");
  if (value?.__typename !== "MetricBreakdown") return [];
  return value.parts.toSorted((a, b) => b.count - a.count).map(({ key }) => key);
}

const ends = ["UP", "DOWN", "SIDEWAYS", "RESOLVED", "DISCARDED"] as const;

/** What becomes of tickets at each level. */
export function levelsTable(levels: Report, words: TableWords, rowHead: string): Table {
  const figures: Figures = (value) => {
    const stays = value("escalation_rate");
    return [
      count(countOf(stays)),
      ...ends.map((end) => share(partOf(stays, end), countOf(stays))),
      count(partOf(stays, "SKIPPED")),
      ...spread(value("time_takeCharge_level")),
      count(countOf(value("backlog_open"))),
    ];
  };
  return {
    name: "levels",
    rowHead,
    groups: [
      {
        metric: "escalation_rate",
        head: words.metric("escalation_rate"),
        columns: [
          { id: "stays", head: words.total, kind: "count" },
          ...ends.map((end): Column => ({ id: end, head: words.end(end), kind: "share" })),
          { id: "skipped", head: words.skipped, kind: "count" },
        ],
      },
      {
        metric: "time_takeCharge_level",
        head: words.metric("time_takeCharge_level"),
        columns: spreadColumns("time_takeCharge_level", words),
      },
      {
        metric: "backlog_open",
        head: words.metric("backlog_open"),
        columns: [{ id: "open", head: "", kind: "count" }],
      },
    ],
    rows: rowsOf(levels, words, figures, true),
    whole: null,
  };
}

export function trendTable(trend: Report, whole: Report | undefined, words: TableWords, rowHead: string): Table {
  const metrics: MetricId[] = ["intake_received", "handled_resolved", "backlog_open"];
  const figures: Figures = (value) => metrics.map((id) => count(countOf(value(id))));
  return {
    name: "trend",
    rowHead,
    groups: metrics.map((metric) => ({
      metric,
      head: metricOf(trend, metric)?.name ?? "",
      columns: [{ id: metric, head: "", kind: "count" }],
    })),
    rows: rowsOf(trend, words, figures, true),
    whole: wholeOf(whole, words, figures),
  };
}
