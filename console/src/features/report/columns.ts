import type { MetricGrouping, MetricId } from "@guichet/schema";
import { countOf, distributionOf, type MetricValue, partOf, shareOf } from "./figures";
import { type ColumnGroup, count, duration, type Figure, share } from "./table-model";

/** The figures of one row, and of the part of it that lies in a group of a second grouping. */
export interface RowFigures {
  of(metric: MetricId): MetricValue | undefined;
  within(metric: MetricId, key: string): MetricValue | undefined;
}

/** A column that knows how to find its figure in a row, and which tickets stand behind it. */
export interface FigureColumn {
  id: string;
  head: string;
  kind: Figure["kind"];
  figure(row: RowFigures): Figure;
  /** What it sums up: where that comes to nothing there are no tickets, as there are behind a duration of no time. */
  isSum?: true;
  tickets: { metric: MetricId; part: string | null; within: { by: MetricGrouping; key: string } | null } | null;
}

export interface FigureColumns extends ColumnGroup {
  columns: readonly FigureColumn[];
}

/** Words of the columns of a distribution. */
export interface SpreadWords {
  number: string;
  mean: string;
  median: string;
  p90: string;
  p99: string;
  /** Those that still wait for what the metric measures. */
  stillOpen(metric: MetricId): string;
  /** The share within the threshold; null where none is chosen. */
  within: string | null;
}

const all = (metric: MetricId) => ({ metric, part: null, within: null });

export function countColumn(metric: MetricId, head: string): FigureColumn {
  return {
    id: metric,
    head,
    kind: "count",
    figure: (row) => count(countOf(row.of(metric))),
    tickets: all(metric),
  };
}

/** Minutes worked, told as the time that they are. */
export function minutesColumn(metric: MetricId, head: string): FigureColumn {
  return {
    id: metric,
    head,
    kind: "duration",
    figure: (row) => duration(countOf(row.of(metric)) * 60_000),
    isSum: true,
    tickets: all(metric),
  };
}

/** The time worked in one part of it. */
export function minutesPartColumn(metric: MetricId, part: string, head: string): FigureColumn {
  return {
    id: `${metric} ${part}`,
    head,
    kind: "duration",
    figure: (row) => duration(partOf(row.of(metric), part) * 60_000),
    isSum: true,
    tickets: { metric, part, within: null },
  };
}

/** One part of a breakdown: how many, or what share of the whole. */
export function partColumn(metric: MetricId, part: string, head: string, kind: "count" | "share"): FigureColumn {
  return {
    id: `${metric} ${part}`,
    head,
    kind,
    figure: (row) => {
      const value = row.of(metric);
      const many = partOf(value, part);
      return kind === "count" ? count(many) : share(many, countOf(value));
    },
    tickets: { metric, part, within: null },
  };
}

export function shareColumn(metric: MetricId, head: string): FigureColumn {
  return {
    id: metric,
    head,
    kind: "share",
    figure: (row) => {
      const value = shareOf(row.of(metric));
      return share(value?.part ?? 0, value?.whole ?? 0, value?.immature ?? false);
    },
    tickets: { metric, part: "PART", within: null },
  };
}

/** Of how many, and what share of them. */
export function shareColumns(metric: MetricId, words: { whole: string; share: string }): FigureColumn[] {
  return [countColumn(metric, words.whole), { ...shareColumn(metric, words.share), id: `${metric} share` }];
}

/** How many of one thing, and how many for each of another. */
export function ratioColumns(metric: MetricId, words: { acts: string; each: string }): FigureColumn[] {
  const tickets = { metric, part: "PART", within: null };
  return [
    {
      id: `${metric} acts`,
      head: words.acts,
      kind: "count",
      figure: (row) => count(shareOf(row.of(metric))?.part ?? 0),
      tickets,
    },
    { ...shareColumn(metric, words.each), id: `${metric} each` },
  ];
}

/** Words of the columns of a share of promises. */
export interface AttainmentWords {
  judged: string;
  met: string;
  missed: string;
}

/** How many targets were judged, what share of them was met, and how many were missed. */
export function attainmentColumns(metric: MetricId, words: AttainmentWords): FigureColumn[] {
  return [
    {
      id: `${metric} judged`,
      head: words.judged,
      kind: "count",
      figure: (row) => count(countOf(row.of(metric))),
      tickets: all(metric),
    },
    { ...shareColumn(metric, words.met), id: `${metric} met` },
    {
      id: `${metric} missed`,
      head: words.missed,
      kind: "count",
      figure: (row) => {
        const value = shareOf(row.of(metric));
        return count((value?.whole ?? 0) - (value?.part ?? 0));
      },
      tickets: { metric, part: "REST", within: null },
    },
  ];
}

/** Of what a row counts, the share that lies in a group of a second grouping. */
export function withinColumn(metric: MetricId, by: MetricGrouping, key: string, head: string): FigureColumn {
  return {
    id: `${metric} ${by} ${key}`,
    head,
    kind: "share",
    figure: (row) => share(countOf(row.within(metric, key)), countOf(row.of(metric))),
    tickets: { metric, part: null, within: { by, key } },
  };
}

function durationColumn(metric: MetricId, at: "mean" | "p50" | "p90" | "p99", head: string): FigureColumn {
  return {
    id: `${metric} ${at}`,
    head,
    kind: "duration",
    figure: (row) => duration(distributionOf(row.of(metric))?.[at]),
    tickets: all(metric),
  };
}

/** The middle and the slow end, for tables that say several things. */
export function middleColumns(metric: MetricId, words: SpreadWords): FigureColumn[] {
  return [durationColumn(metric, "p50", words.median), durationColumn(metric, "p90", words.p90)];
}

/** All there is to say of a distribution. Those without an end are among its tickets, and have no duration. */
export function spreadColumns(metric: MetricId, words: SpreadWords, { open = false } = {}): FigureColumn[] {
  const { within } = words;
  return [
    {
      id: `${metric} n`,
      head: words.number,
      kind: "count",
      figure: (row) => count(distributionOf(row.of(metric))?.count ?? 0),
      tickets: { metric, part: "KNOWN", within: null },
    },
    durationColumn(metric, "mean", words.mean),
    durationColumn(metric, "p50", words.median),
    durationColumn(metric, "p90", words.p90),
    durationColumn(metric, "p99", words.p99),
    ...(within === null ? [] : [thresholdColumn(metric, within)]),
    ...(open ? [openColumn(metric, words.stillOpen(metric))] : []),
  ];
}

function openColumn(metric: MetricId, head: string): FigureColumn {
  return {
    id: `${metric} open`,
    head,
    kind: "count",
    figure: (row) => count(distributionOf(row.of(metric))?.stillOpen ?? 0),
    tickets: { metric, part: "STILL_OPEN", within: null },
  };
}

function thresholdColumn(metric: MetricId, head: string): FigureColumn {
  return {
    id: `${metric} within`,
    head,
    kind: "share",
    figure: (row) => {
      const value = distributionOf(row.of(metric));
      const whole = (value?.count ?? 0) + (value?.stillOpen ?? 0);
      return share(Math.round((value?.underThreshold ?? 0) * whole), whole);
    },
    tickets: { metric, part: "UNDER_THRESHOLD", within: null },
  };
}
