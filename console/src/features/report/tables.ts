import type { MetricGrouping, MetricId } from "@guichet/schema";
import type { FigureColumn, FigureColumns, RowFigures } from "./columns";
import { countOf, type Group, groupsOf, type Report, valueOf } from "./figures";
import type { Cell, Table, TableRow } from "./table-model";

export interface TableSources {
  /** What the rows are. */
  by: MetricGrouping;
  grouped: Report;
  /** The same groups, each cut by a second grouping. */
  crossed?: Report | undefined;
  /** Everything together. */
  whole?: Report | undefined;
  /** Everything together, cut by the second grouping. */
  wholeCrossed?: Report | undefined;
}

export interface TableShape {
  name: string;
  rowHead: string;
  groups: readonly FigureColumns[];
  words: { whole: string; missing: string };
}

/** Groups with an order of their own: the others are shown busiest first. */
const ordered: readonly MetricGrouping[] = ["LEVEL", "PRIORITY", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/** The table of some figures by group, with everything together below. */
export function tableOf(sources: TableSources, { name, rowHead, groups, words }: TableShape): Table {
  const { by, grouped, crossed, whole, wholeCrossed } = sources;
  const columns = groups.flatMap((group) => group.columns);
  const rows = rowsIn(grouped, by, columns).map(({ key, name: head }): TableRow => {
    const figures: RowFigures = {
      of: (metric) => valueOf(grouped, metric, [key]),
      within: (metric, second) => valueOf(crossed, metric, [key, second]),
    };
    return { key, head: head ?? words.missing, cells: columns.map((column) => cellOf(column, figures, [{ by, key }])) };
  });
  const together: RowFigures = {
    of: (metric) => valueOf(whole, metric),
    within: (metric, second) => valueOf(wholeCrossed, metric, [second]),
  };
  return {
    name,
    rowHead,
    groups,
    rows,
    whole: whole
      ? { key: null, head: words.whole, cells: columns.map((column) => cellOf(column, together, [])) }
      : null,
  };
}

function cellOf(column: FigureColumn, row: RowFigures, groups: { by: MetricGrouping; key: string | null }[]): Cell {
  const { tickets } = column;
  const figure = column.figure(row);
  const many = figure.kind === "count" ? figure.value : figure.kind === "share" ? figure.part : figure.ms;
  if (tickets === null || many === null || (many === 0 && figure.kind !== "duration")) return { figure, drill: null };
  const { metric, part, within } = tickets;
  return { figure, drill: { metric, groups: within === null ? groups : [...groups, within], part } };
}

/** Busiest first by the first column's metric, the group without a name last. */
function rowsIn(report: Report, by: MetricGrouping, columns: readonly FigureColumn[]): Group[] {
  const groups = groupsOf(report);
  const named = groups.filter(({ key }) => key !== null);
  const nameless = groups.filter(({ key }) => key === null);
  const leading = columns[0]?.tickets?.metric;
  if (ordered.includes(by) || leading === undefined) return [...named, ...nameless];
  const size = new Map(named.map((group) => [group, sizeOf(report, leading, group)]));
  return [...named.toSorted((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)), ...nameless];
}

function sizeOf(report: Report, metric: MetricId, { key }: Group): number {
  return countOf(valueOf(report, metric, [key]));
}
