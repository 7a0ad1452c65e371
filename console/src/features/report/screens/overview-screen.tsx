"use client";

import type { MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { also, alsoColumns } from "../also-columns";
import charts from "../charts/charts.module.css";
import type { Series } from "../charts/series";
import { TrendChart } from "../charts/trend-chart";
import { countColumn, type FigureColumns, middleColumns, partColumn, shareColumn } from "../columns";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { countOf, metricOf, type Report, valueOf } from "../figures";
import { Headline, type HeadlineFigure } from "../headline";
import { NowStrip } from "../now-strip";
import { useQuestion } from "../question";
import { groupingOf } from "../report-view";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

const headline: HeadlineFigure[] = [
  { id: "intake_received" },
  { id: "handled_resolved" },
  { id: "backlog_open" },
  { id: "time_takeCharge" },
  { id: "time_resolve" },
  { id: "sla_attainment" },
  { id: "reopen_rate" },
];
const metrics = headline.map(({ id }) => id);
const flow: MetricId[] = ["intake_received", "handled_resolved", "backlog_open"];

/** What the directions ask for first: what came in, what was done, what is left, how long it took; by application. */
export function OverviewScreen() {
  const t = useTranslations("report");
  const { view, points, isSettled } = useQuestion();
  const words = useReportWords();
  const by = groupingOf(view.by, points);
  const whole = useFigures({ metrics, groupBy: [] });
  const before = useFigures({ metrics, groupBy: [], of: "before" });
  const grouped = useFigures({ metrics, groupBy: [by] });
  const trend = useFigures({ metrics: flow, groupBy: [points] });
  const wholeAlso = useFigures({ metrics: also, groupBy: [] });
  const groupedAlso = useFigures({ metrics: also, groupBy: [by] });
  const isEmpty = whole.report !== undefined && flow.every((id) => countOf(valueOf(whole.report, id)) === 0);
  return (
    <Sheet parts={[whole, before, grouped, trend, wholeAlso, groupedAlso]}>
      {isEmpty ? (
        <EmptyReport />
      ) : (
        <>
          {!isSettled && <NowStrip />}
          <Headline figures={headline} whole={whole.report} before={before.report} words={words} />
          <FigureTable
            title={t("table.figures", { by: t(`by.${view.by}`) })}
            table={
              grouped.report
                ? tableOf(
                    { by, grouped: grouped.report, whole: whole.report },
                    {
                      name: "overview",
                      rowHead: words.rowHead,
                      groups: columnsOf(grouped.report, words),
                      words: words.table,
                    },
                  )
                : null
            }
            {...(view.by === "PERIOD" ? { note: t("notTheSum") } : {})}
          />
          <FigureTable
            title={t("trend.title")}
            note={t("notTheSum")}
            table={
              trend.report
                ? tableOf(
                    { by: points, grouped: trend.report, whole: whole.report },
                    {
                      name: "trend",
                      rowHead: t(`points.${points}`),
                      groups: flow.map((id) => single(trend.report, id)),
                      words: words.table,
                    },
                  )
                : null
            }
            isFolded
          >
            <FlowCharts report={trend.report} words={words} />
          </FigureTable>
          <FigureTable
            title={t("also", { by: t(`by.${view.by}`) })}
            table={
              groupedAlso.report
                ? tableOf(
                    { by, grouped: groupedAlso.report, whole: wholeAlso.report },
                    {
                      name: "overview-also",
                      rowHead: words.rowHead,
                      groups: alsoColumns(groupedAlso.report, words),
                      words: words.table,
                    },
                  )
                : null
            }
          />
        </>
      )}
    </Sheet>
  );
}

function single(report: Report | undefined, id: MetricId): FigureColumns {
  return { metric: id, head: metricOf(report, id)?.name ?? "", columns: [countColumn(id, "")] };
}

function columnsOf(report: Report, { t, spread }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    single(report, "intake_received"),
    single(report, "handled_resolved"),
    {
      metric: "backlog_open",
      head: name("backlog_open"),
      columns: [
        countColumn("backlog_open", t("column.total")),
        partColumn("backlog_open", "WAITING", t("column.waiting"), "count"),
      ],
    },
    {
      metric: "time_takeCharge",
      head: name("time_takeCharge"),
      columns: middleColumns("time_takeCharge", spread),
    },
    { metric: "time_resolve", head: name("time_resolve"), columns: middleColumns("time_resolve", spread) },
    { metric: "sla_attainment", head: name("sla_attainment"), columns: [shareColumn("sla_attainment", "")] },
    { metric: "reopen_rate", head: name("reopen_rate"), columns: [shareColumn("reopen_rate", "")] },
  ];
}

/** What came in and what was resolved, side by side; beside it, what was left open. */
function FlowCharts({ report, words }: { report: Report | undefined; words: ReportWords }) {
  const { t, figures } = words;
  const { points } = useQuestion();
  if (!report) return <div className={charts["coming"]} aria-hidden />;
  const series = (id: MetricId, color: string): Series => ({
    id,
    label: metricOf(report, id)?.name ?? "",
    color,
    value: (from, key) => countOf(valueOf(from, id, [key])),
    drill: (key) => ({ metric: id, groups: [{ by: points, key }], part: null }),
  });
  return (
    <div className={charts["pair"]}>
      <TrendChart
        kind="bars"
        title={t("trend.flow")}
        report={report}
        series={[series("intake_received", "var(--g-series-other)"), series("handled_resolved", "var(--g-accent)")]}
        of="count"
        words={figures}
      />
      <TrendChart
        kind="bars"
        title={t("trend.open")}
        report={report}
        series={[series("backlog_open", "var(--g-calm)")]}
        of="count"
        words={figures}
      />
    </div>
  );
}
