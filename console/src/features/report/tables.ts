import type { MetricGrouping, MetricId } from "@guichet/schema";
import type { FigureColumn, FigureColumns, RowFigures } from "./columns";
import { asShown, type Drill } from "./drill-down/drill";
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
  /** What the tickets behind all of it have in common. */
  of?: Drill["groups"];
}

export interface TableShape {
  name: string;
  rowHead: string;
  groups: readonly FigureColumns[];
  words: { whole: string; missing: string };
}

/** Their keys are in the order of time. */
const times: readonly MetricGrouping[] = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];
/** Groups with an order of their own: the others are shown busiest first. */
const ordered: readonly MetricGrouping[] = ["LEVEL", "PRIORITY"];

/** The table of some figures by group, with everything together below. */
export function tableOf(sources: TableSources, { name, rowHead, groups, words }: TableShape): Table {
  const { by, grouped, crossed, whole, wholeCrossed, of = [] } = sources;
  const columns = groups.flatMap((group) => group.columns);
  const rows = rowsIn(grouped, by, columns).map(({ key, name: head }): TableRow => {
    const figures: RowFigures = {
      of: (metric) => valueOf(grouped, metric, [key]),
      within: (metric, second) => valueOf(crossed, metric, [key, second]),
    };
    return {
      key,
      head: head ?? words.missing,
      cells: columns.map((column) => cellOf(column, figures, [...of, { by, key }], grouped)),
    };
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
      ? { key: null, head: words.whole, cells: columns.map((column) => cellOf(column, together, of, whole)) }
      : null,
  };
}

function cellOf(column: FigureColumn, row: RowFigures, groups: Drill["groups"], shown: Report): Cell {
  const { tickets } = column;
  const figure = column.figure(row);
  const many = figure.kind === "count" ? figure.value : figure.kind === "share" ? figure.part : figure.ms;
  const isSpan = figure.kind === "duration" && !column.isSum;
  if (tickets === null || many === null || (many === 0 && !isSpan)) return { figure, drill: null };
  const { metric, part, within } = tickets;
  return { figure, drill: asShown({ metric, groups: within === null ? groups : [...groups, within], part }, shown) };
}

/** Busiest first by the first column's metric, the group without a name last. */
function rowsIn(report: Report, by: MetricGrouping, columns: readonly FigureColumn[]): Group[] {
  const groups = groupsOf(report);
  const named = groups.filter(({ key }) => key !== null);
  const nameless = groups.filter(({ key }) => key === null);
  if (times.includes(by)) return [...named.toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1)), ...nameless];
  const leading = columns[0]?.tickets?.metric;
  if (ordered.includes(by) || leading === undefined) return [...named, ...nameless];
  const size = new Map(named.map((group) => [group, sizeOf(report, leading, group)]));
  return [...named.toSorted((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)), ...nameless];
}

function sizeOf(report: Report, metric: MetricId, { key }: Group): number {
  return countOf(valueOf(report, metric, [key]));
}
