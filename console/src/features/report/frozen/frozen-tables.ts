import type { FrozenReportQuery } from "@guichet/schema";
import type { FigureColumns } from "../columns";
import type { Report } from "../figures";
import type { Table } from "../table-model";
import { tableOf } from "../tables";

type Frozen = NonNullable<FrozenReportQuery["frozenReport"]>;
export type FrozenTable = Frozen["tables"][number];

/** The tables of a frozen report that are read: each grouping but the whole, on each clock. */
export function groupedTables({ tables }: Frozen): FrozenTable[] {
  const grouped = tables.filter(({ groupBy }) => groupBy.length > 0);
  return grouped.length > 0 ? grouped : [...tables];
}

/** Groups of several groupings as one: "Mail · Lyon". */
function inOneGroup(metric: FrozenTable["metrics"][number], missing: string): FrozenTable["metrics"][number] {
  const rows = metric.rows.map((row) => {
    const [first] = row.groups;
    if (!first || row.groups.length < 2) return row;
    const key = JSON.stringify(row.groups.map((group) => group.key));
    const name = row.groups.map((group) => group.name ?? missing).join(" · ");
    return { ...row, groups: [{ ...first, key, name }] };
  });
  return { ...metric, rows };
}

interface Shape {
  name: string;
  rowHead: string;
  groups: readonly FigureColumns[];
  words: { whole: string; missing: string };
}

/** One of them as a table, with everything together below. Its figures are of another day: they open no tickets. */
export function frozenTable({ report, tables }: Frozen, { groupBy, clock, metrics }: FrozenTable, shape: Shape): Table {
  const asReport = (some: FrozenTable["metrics"]): Report => ({
    from: report.from,
    to: report.to,
    asOf: report.asOf,
    timeZone: report.timeZone,
    __typename: "Metrics",
    metrics: some,
  });
  const whole = tables.find((each) => each.groupBy.length === 0 && each.clock === clock);
  const by = groupBy[0] ?? "APPLICATION";
  const table = tableOf(
    {
      by,
      grouped: asReport(groupBy.length === 0 ? [] : metrics.map((each) => inOneGroup(each, shape.words.missing))),
      whole: whole && asReport(whole.metrics),
    },
    shape,
  );
  const closed = (row: Table["rows"][number]) => ({
    ...row,
    cells: row.cells.map(({ figure }) => ({ figure, drill: null })),
  });
  return { ...table, rows: table.rows.map(closed), whole: table.whole && closed(table.whole) };
}
