import { createHash } from "node:crypto";
import {
  type Metric,
  MetricBreakdown,
  MetricCount,
  MetricDistribution,
  type MetricPart,
  type MetricRow,
  MetricShare,
  type MetricValue,
} from "./metric.type.js";

type Value = typeof MetricValue;

/** A value without what follows from the rest of it. Its properties are written in one order. */
export type FrozenValue =
  | { value: number }
  | { part: number; of: number; immature: boolean }
  | { parts: [string, number][]; apart: [string, number][]; whole: number }
  | ({ count: number; stillOpen: number } & Record<Measure, number | null>);

const MEASURES = ["mean", "p50", "p90", "p99", "underThreshold"] as const;
type Measure = (typeof MEASURES)[number];

/** One grouping of a frozen report on one clock: keys and figures, no words, for those may change. */
export interface FrozenTable {
  groupBy: string[];
  clock: string;
  metrics: FrozenMetric[];
}

type FrozenRow = [keys: (string | null)[], value: FrozenValue];

interface FrozenMetric {
  id: string;
  rows: FrozenRow[];
  /** With the groupings of its rows. The first definitions left them out: of those reports they are not known. */
  alsoBy?: { groupBy: string[]; rows: FrozenRow[] };
}

/** A grouping of a report, before or after it was frozen. */
export interface ReportTable {
  groupBy: readonly string[];
  clock: string;
  metrics: readonly Pick<Metric, "id" | "rows" | "alsoBy">[];
}

/** Figures in the one form in which equal figures are equal texts. */
export function frozen(tables: readonly ReportTable[]): FrozenTable[] {
  return tables.map(({ groupBy, clock, metrics }) => ({
    groupBy: [...groupBy],
    clock,
    metrics: metrics.map(({ id, rows, alsoBy }) => ({
      id,
      rows: rowsOf(rows),
      alsoBy: { groupBy: alsoBy[0]?.groups.map(({ by }) => by) ?? [], rows: rowsOf(alsoBy) },
    })),
  }));
}

function rowsOf(rows: readonly MetricRow[]): FrozenRow[] {
  return rows
    .map(({ groups, value }): FrozenRow => [groups.map(({ key }) => key), plain(value)])
    .sort(([a], [b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

export function hashOf(tables: readonly FrozenTable[]): Buffer {
  return createHash("sha256").update(JSON.stringify(tables)).digest();
}

export interface Difference {
  metric: string;
  clock: string;
  groupBy: string[];
  keys: (string | null)[];
  /** Null: there was no such row. */
  then: Value | null;
  now: Value | null;
}

/** Where two computations of one report differ, row by row. */
export function differences(before: readonly FrozenTable[], after: readonly FrozenTable[]): Difference[] {
  const [then, now] = [byRow(before), byRow(asFarAs(before, after))];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const [a, b] = [then.get(key), now.get(key)];
    if (JSON.stringify(a?.value) === JSON.stringify(b?.value)) return [];
    const { value: _, ...row } = (a ?? b)!;
    return [{ ...row, then: a ? revived(a.value) : null, now: b ? revived(b.value) : null }];
  });
}

/** Without what the report did not keep. */
function asFarAs(before: readonly FrozenTable[], after: readonly FrozenTable[]): readonly FrozenTable[] {
  if (before.some(({ metrics }) => metrics.some(({ alsoBy }) => alsoBy))) return after;
  return after.map((table) => ({ ...table, metrics: table.metrics.map(({ id, rows }) => ({ id, rows })) }));
}

interface Row extends Omit<Difference, "then" | "now"> {
  value: FrozenValue;
}

function byRow(tables: readonly FrozenTable[]): Map<string, Row> {
  const rows = tables.flatMap(({ groupBy, clock, metrics }) =>
    metrics.flatMap(({ id, rows, alsoBy }) =>
      [{ groupBy, rows }, ...(alsoBy ? [alsoBy] : [])].flatMap(({ groupBy, rows }) =>
        rows.map(([keys, value]): Row => ({ metric: id, clock, groupBy, keys, value })),
      ),
    ),
  );
  return new Map(rows.map((row) => [JSON.stringify([row.metric, row.clock, row.groupBy, row.keys]), row]));
}

function plain(value: Value): FrozenValue {
  if (value instanceof MetricCount) return { value: value.value };
  if (value instanceof MetricShare) return { part: value.part, of: value.whole, immature: value.immature };
  if (value instanceof MetricBreakdown) {
    return { parts: counted(value.parts), apart: counted(value.apart), whole: value.whole };
  }
  const { count, stillOpen, mean, p50, p90, p99, underThreshold } = value;
  return { count, stillOpen, mean, p50, p90, p99, underThreshold };
}

/** A part of nothing is a part all the same only where it is always shown: left out here, it may come and go. */
function counted(parts: readonly MetricPart[]): [string, number][] {
  return parts
    .filter(({ count }) => count > 0)
    .map(({ key, count }): [string, number] => [key, count])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function revived(value: FrozenValue): Value {
  if ("value" in value) return new MetricCount(value.value);
  if ("of" in value) return new MetricShare(value.part, value.of, value.immature);
  if ("whole" in value) {
    const { whole } = value;
    const shown = (parts: [string, number][]) =>
      parts.map(([key, count]) => ({ key, count, share: whole === 0 ? 0 : count / whole }));
    return Object.assign(new MetricBreakdown(), { parts: shown(value.parts), apart: shown(value.apart), whole });
  }
  return Object.assign(new MetricDistribution(), value);
}
