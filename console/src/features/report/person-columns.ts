import type { MetricId } from "@guichet/schema";
import { countColumn, type FigureColumns, middleColumns, minutesColumn, partColumn } from "./columns";
import { metricOf, type Report } from "./figures";
import type { ReportWords } from "./words";

/** What one can tell of somebody. */
export const personal: readonly MetricId[] = [
  "handled_resolved",
  "backlog_open",
  "time_takeCharge",
  "time_resolve",
  "effort_minutes",
];

export function personColumns(report: Report | undefined, { t, spread }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    { metric: "handled_resolved", head: name("handled_resolved"), columns: [countColumn("handled_resolved", "")] },
    {
      metric: "backlog_open",
      head: name("backlog_open"),
      columns: [
        countColumn("backlog_open", t("column.total")),
        partColumn("backlog_open", "WAITING", t("column.waiting"), "count"),
      ],
    },
    { metric: "time_takeCharge", head: name("time_takeCharge"), columns: middleColumns("time_takeCharge", spread) },
    { metric: "time_resolve", head: name("time_resolve"), columns: middleColumns("time_resolve", spread) },
    { metric: "effort_minutes", head: name("effort_minutes"), columns: [minutesColumn("effort_minutes", "")] },
  ];
}
