import type { MetricId } from "@guichet/schema";
import type { Drill } from "./drill-down/drill";

export type Figure =
  | { kind: "count"; value: number }
  /** A part of a whole, its ratio beside it; immature: it may still change. */
  | { kind: "share"; part: number; whole: number; immature: boolean }
  | { kind: "duration"; ms: number | null };

/** One figure of a table, with all that its export needs and the way to its tickets. */
export interface Cell {
  figure: Figure;
  drill: Drill | null;
}

export interface Column {
  id: string;
  head: string;
  kind: Figure["kind"];
}

/** Columns that one definition covers. */
export interface ColumnGroup {
  metric: MetricId | null;
  head: string;
  columns: readonly Column[];
}

export interface TableRow {
  key: string | null;
  head: string;
  cells: readonly Cell[];
}

/** A table of a report: what is read on screen, printed and exported is this one thing. */
export interface Table {
  /** For the exported file's name. */
  name: string;
  /** What the rows are. */
  rowHead: string;
  groups: readonly ColumnGroup[];
  rows: readonly TableRow[];
  /** Of everything together: not the sum of the rows. */
  whole: TableRow | null;
}

export const count = (value: number): Figure => ({ kind: "count", value });
export const duration = (ms: number | null | undefined): Figure => ({ kind: "duration", ms: ms ?? null });
export const share = (part: number, whole: number, immature = false): Figure => ({
  kind: "share",
  part,
  whole,
  immature,
});
