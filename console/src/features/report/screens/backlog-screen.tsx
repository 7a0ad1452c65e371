"use client";

import type { MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import charts from "../charts/charts.module.css";
import type { Series } from "../charts/series";
import { TrendChart } from "../charts/trend-chart";
import { countColumn, type FigureColumns, partColumn, spreadColumns } from "../columns";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { countOf, distributionOf, metricOf, partOf, type Report, valueOf } from "../figures";
import { Headline, type HeadlineFigure } from "../headline";
import { NowStrip } from "../now-strip";
import { useQuestion } from "../question";
import { groupingOf } from "../report-view";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

const headline: HeadlineFigure[] = [
  { id: "backlog_open" },
  { id: "backlog_age" },
  { id: "backlog_age", at: "p90" },
  { id: "intake_received" },
  { id: "handled_resolved" },
];
const flow: MetricId[] = ["backlog_open", "intake_received", "handled_resolved"];
const metrics: MetricId[] = [...flow, "backlog_age"];
const open: MetricId[] = ["backlog_open", "backlog_age"];
/** As a ticket goes through them; their colours are those of the states everywhere. */
const states = [
  ["NEW", "var(--g-calm)"],
  ["OPEN", "var(--g-warn)"],
  ["IN_PROGRESS", "var(--g-accent)"],
  ["WAITING", "var(--g-series-other)"],
] as const;

/** What is open, how long it has been, and how that went through the period. */
export function BacklogScreen() {
  const t = useTranslations("report");
  const { view, points, isSettled } = useQuestion();
  const words = useReportWords();
  const by = groupingOf(view.by, points);
  const whole = useFigures({ metrics, groupBy: [] });
  const before = useFigures({ metrics, groupBy: [], of: "before" });
  const trend = useFigures({ metrics: open, groupBy: [points] });
  const grouped = useFigures({ metrics: open, groupBy: [by] });
  const levels = useFigures({ metrics: open, groupBy: ["LEVEL"] });
  const isEmpty = whole.report !== undefined && flow.every((id) => countOf(valueOf(whole.report, id)) === 0);
  const columns = useColumns(whole.report, words);
  const tableWith = (name: string, rowHead: string, report: Report | undefined, rows: typeof by) =>
    report
      ? tableOf(
          { by: rows, grouped: report, whole: whole.report },
          { name, rowHead, groups: columns, words: words.table },
        )
      : null;
  return (
    <Sheet parts={[whole, before, trend, grouped, levels]}>
      {isEmpty ? (
        <EmptyReport />
      ) : (
        <>
          {!isSettled && <NowStrip />}
          <Headline figures={headline} whole={whole.report} before={before.report} words={words} />
          <FigureTable
            title={t("trend.title")}
            table={tableWith("backlog-trend", t(`points.${points}`), trend.report, points)}
            isFolded
          >
            <OpenCharts report={trend.report} words={words} />
          </FigureTable>
          <FigureTable
            title={t("table.by", { name: metricOf(whole.report, "backlog_open")?.name ?? "", by: t(`by.${view.by}`) })}
            table={tableWith("backlog", words.rowHead, grouped.report, by)}
          />
          {view.by !== "LEVEL" && (
            <FigureTable
              title={t("backlog.byLevel")}
              table={tableWith("backlog-by-level", t("row.LEVEL"), levels.report, "LEVEL")}
            />
          )}
        </>
      )}
    </Sheet>
  );
}

function useColumns(report: Report | undefined, { spread }: ReportWords): FigureColumns[] {
  const t = useTranslations("report");
  const common = useTranslations("common");
  return [
    {
      metric: "backlog_open",
      head: metricOf(report, "backlog_open")?.name ?? "",
      columns: [
        countColumn("backlog_open", t("column.total")),
        ...states.map(([state]) => partColumn("backlog_open", state, common(`state.${state}`), "count")),
      ],
    },
    {
      metric: "backlog_age",
      head: metricOf(report, "backlog_age")?.name ?? "",
      // Their number is that of the open ones.
      columns: spreadColumns("backlog_age", spread).slice(1),
    },
  ];
}

/** How many were open at the end of each point, by state, and how old they were. */
function OpenCharts({ report, words }: { report: Report | undefined; words: ReportWords }) {
  const common = useTranslations("common");
  const { points } = useQuestion();
  if (!report) return <div className={charts["coming"]} aria-hidden />;
  const series = states.map(
    ([state, color]): Series => ({
      id: state,
      label: common(`state.${state}`),
      color,
      value: (from, key) => partOf(valueOf(from, "backlog_open", [key]), state),
      drill: (key) => ({ metric: "backlog_open", groups: [{ by: points, key }], part: state }),
    }),
  );
  const age = (at: "p50" | "p90", label: string, color: string, dash?: string): Series => ({
    id: at,
    label,
    color,
    ...(dash === undefined ? {} : { dash }),
    value: (from, key) => distributionOf(valueOf(from, "backlog_age", [key]))?.[at] ?? null,
    drill: (key) => ({ metric: "backlog_age", groups: [{ by: points, key }], part: null }),
  });
  return (
    <div className={charts["pair"]}>
      <TrendChart
        kind="stack"
        title={words.t("trend.open")}
        report={report}
        series={series}
        of="count"
        words={words.figures}
      />
      <TrendChart
        kind="lines"
        title={words.t("trend.time", { name: metricOf(report, "backlog_age")?.name ?? "" })}
        report={report}
        series={[
          age("p50", words.t("column.median"), "var(--g-accent)"),
          age("p90", words.t("column.p90"), "var(--g-calm)", "5 4"),
        ]}
        of="duration"
        words={words.figures}
      />
    </div>
  );
}
