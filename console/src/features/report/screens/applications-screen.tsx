"use client";

import type { MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { countColumn, type FigureColumns, partColumn, shareColumn, spreadColumns, withinColumn } from "../columns";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { countOf, groupsOf, metricOf, type Report, valueOf } from "../figures";
import { useQuestion } from "../question";
import { writeView } from "../report-view";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

const metrics: MetricId[] = [
  "intake_received",
  "handled_resolved",
  "time_takeCharge",
  "time_resolve",
  "backlog_open",
  "sla_attainment",
  "share_firstContact",
  "reopen_rate",
  "knowledge_reuse",
];

const quality: MetricId[] = ["sla_attainment", "share_firstContact", "reopen_rate", "knowledge_reuse"];

/** Everything about each application, side by side; its name leads to the report of it alone. */
export function ApplicationsScreen() {
  const t = useTranslations("report");
  const { view, clock } = useQuestion();
  const words = useReportWords();
  const whole = useFigures({ metrics, groupBy: [] });
  const grouped = useFigures({ metrics, groupBy: ["APPLICATION"] });
  const crossed = useFigures({ metrics: ["handled_resolved"], groupBy: ["APPLICATION", "LEVEL"] });
  const levels = useFigures({ metrics: ["handled_resolved"], groupBy: ["LEVEL"] });
  const isEmpty = grouped.report !== undefined && groupsOf(grouped.report).length === 0;
  const tableWith = (name: string, groups: readonly FigureColumns[], hasCrossed = false) =>
    grouped.report
      ? tableOf(
          {
            by: "APPLICATION",
            grouped: grouped.report,
            whole: whole.report,
            ...(hasCrossed ? { crossed: crossed.report, wholeCrossed: levels.report } : {}),
          },
          { name, rowHead: t("row.APPLICATION"), groups, words: words.table },
        )
      : null;
  const addressOfRow = (key: string) => writeView("overview", { ...view, applications: [key], drill: null });
  return (
    <Sheet parts={[whole, grouped, crossed, levels]}>
      {isEmpty ? (
        <EmptyReport />
      ) : (
        <>
          <FigureTable
            title={t("applicationTables.activity")}
            table={tableWith("activity", activityColumns(grouped.report, words))}
            addressOfRow={addressOfRow}
          />
          <FigureTable
            title={t("applicationTables.times")}
            table={tableWith("times", timeColumns(grouped.report, words))}
            note={t(`timesNote.${clock}`)}
            addressOfRow={addressOfRow}
          />
          <FigureTable
            title={t("applicationTables.resolutions")}
            table={
              crossed.report && levels.report
                ? tableWith("resolutions", resolutionColumns(whole.report, levels.report, words), true)
                : null
            }
            addressOfRow={addressOfRow}
          />
        </>
      )}
    </Sheet>
  );
}

function activityColumns(report: Report | undefined, { t }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    { metric: "intake_received", head: name("intake_received"), columns: [countColumn("intake_received", "")] },
    { metric: "handled_resolved", head: name("handled_resolved"), columns: [countColumn("handled_resolved", "")] },
    {
      metric: "backlog_open",
      head: name("backlog_open"),
      columns: [
        countColumn("backlog_open", t("column.total")),
        partColumn("backlog_open", "WAITING", t("column.waiting"), "count"),
      ],
    },
    ...quality.map((id) => ({ metric: id, head: name(id), columns: [shareColumn(id, "")] })),
  ];
}

function timeColumns(report: Report | undefined, { spread }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    {
      metric: "time_takeCharge",
      head: name("time_takeCharge"),
      columns: spreadColumns("time_takeCharge", spread, { open: true }),
    },
    { metric: "time_resolve", head: name("time_resolve"), columns: spreadColumns("time_resolve", spread) },
  ];
}

/** At which level the tickets were resolved, and with what code. */
function resolutionColumns(
  whole: Report | undefined,
  levels: Report,
  { t, level, code }: ReportWords,
): FigureColumns[] {
  const resolved = valueOf(whole, "handled_resolved");
  const parts = resolved?.__typename === "MetricBreakdown" ? resolved.parts : [];
  const codes = parts.toSorted((a, b) => b.count - a.count).map(({ key }) => key);
  const ranks = groupsOf(levels)
    .filter(({ key }) => countOf(valueOf(levels, "handled_resolved", [key])) > 0)
    .flatMap(({ key }) => (key === null ? [] : [key]));
  const some: FigureColumns[] = [
    {
      metric: "handled_resolved",
      head: metricOf(levels, "handled_resolved")?.name ?? "",
      columns: [countColumn("handled_resolved", "")],
    },
    {
      metric: null,
      head: t("column.resolvingLevel"),
      columns: ranks.map((rank) => withinColumn("handled_resolved", "LEVEL", rank, level(rank))),
    },
    {
      metric: null,
      head: t("column.resolutionCode"),
      columns: codes.map((key) => partColumn("handled_resolved", key, code(key), "share")),
    },
  ];
  return some.filter(({ columns }) => columns.length > 0);
}
