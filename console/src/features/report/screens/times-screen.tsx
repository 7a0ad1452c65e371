"use client";

import type { MetricGrouping, MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import charts from "../charts/charts.module.css";
import type { Series } from "../charts/series";
import { TrendChart } from "../charts/trend-chart";
import { type FigureColumns, shareColumns, spreadColumns } from "../columns";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { distributionOf, metricOf, type Report, valueOf } from "../figures";
import { Headline } from "../headline";
import { useQuestion } from "../question";
import { groupingOf } from "../report-view";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { type Figures, useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

/** One more table of the page: another time or share, or the same time by another grouping. */
export interface FurtherTable {
  name: string;
  title: string;
  metric: MetricId;
  /** A share where it says so, else a time. */
  shows?: "share";
  by: MetricGrouping;
  rowHead: string;
  note?: string;
}

interface TimesScreenProps {
  /** The time that the page is about. */
  metric: MetricId;
  /** Other figures of its headline. */
  beside: readonly MetricId[];
  tables: readonly FurtherTable[];
}

/** A page about one time: the period in figures, the time through the period, and by whatever one chooses. */
export function TimesScreen({ metric, beside, tables }: TimesScreenProps) {
  const t = useTranslations("report");
  const { view, points, clock } = useQuestion();
  const words = useReportWords();
  const by = groupingOf(view.by, points);
  const metrics = [metric, ...beside];
  const whole = useFigures({ metrics, groupBy: [] });
  const before = useFigures({ metrics, groupBy: [], of: "before" });
  const trend = useFigures({ metrics: [metric], groupBy: [points] });
  const grouped = useFigures({ metrics: [metric], groupBy: [by] });
  const name = metricOf(whole.report, metric)?.name ?? "";
  const value = distributionOf(valueOf(whole.report, metric));
  const isEmpty = value !== null && value.count + value.stillOpen === 0;
  const columns: FigureColumns[] = [
    { metric, head: name, columns: spreadColumns(metric, words.spread, openOf(metric)) },
  ];
  // Whoever comes in does so once; what was reopened is handled again in a later period.
  const notTheSum = metric === "time_resolve" ? t("notTheSum") : undefined;
  const shape = { groups: columns, words: words.table };
  return (
    <Sheet parts={[whole, before, trend, grouped]}>
      {isEmpty ? (
        <EmptyReport />
      ) : (
        <>
          <Headline
            figures={[{ id: metric }, { id: metric, at: "p90" }, ...beside.map((id) => ({ id }))]}
            whole={whole.report}
            before={before.report}
            words={words}
          />
          <FigureTable
            title={t("trend.title")}
            note={notTheSum}
            table={
              trend.report
                ? tableOf(
                    { by: points, grouped: trend.report, whole: whole.report },
                    { ...shape, name: `${metric}-trend`, rowHead: t(`points.${points}`) },
                  )
                : null
            }
            isFolded
          >
            <TimeChart metric={metric} report={trend.report} words={words} />
          </FigureTable>
          <FigureTable
            title={t("table.by", { name, by: t(`by.${view.by}`) })}
            note={[t(`timesNote.${clock}`), view.by === "PERIOD" ? notTheSum : undefined].filter(Boolean).join(" ")}
            table={
              grouped.report
                ? tableOf(
                    { by, grouped: grouped.report, whole: whole.report },
                    { ...shape, name: metric, rowHead: words.rowHead },
                  )
                : null
            }
          />
          {tables.map((table) => (
            <Further key={table.name} {...table} words={words} />
          ))}
        </>
      )}
    </Sheet>
  );
}

/** Whoever waits for somebody may still do so; what is told of resolved tickets is over. */
function openOf(metric: MetricId): { open: boolean } {
  return { open: metric !== "time_resolve" && metric !== "time_waiting" };
}

/** The median and the slow end through the period, and the threshold across. */
function TimeChart({ metric, report, words }: { metric: MetricId; report: Report | undefined; words: ReportWords }) {
  const { t, figures } = words;
  const { view, points } = useQuestion();
  if (!report) return <div className={charts["coming"]} aria-hidden />;
  const series = (at: "p50" | "p90", label: string, color: string, dash?: string): Series => ({
    id: at,
    label,
    color,
    ...(dash === undefined ? {} : { dash }),
    value: (from, key) => distributionOf(valueOf(from, metric, [key]))?.[at] ?? null,
    drill: (key) => ({ metric, groups: [{ by: points, key }], part: "KNOWN" }),
  });
  return (
    <div className={charts["single"]}>
      <TrendChart
        kind="lines"
        title={t("trend.time", { name: metricOf(report, metric)?.name ?? "" })}
        report={report}
        series={[
          series("p50", t("column.median"), "var(--g-accent)"),
          series("p90", t("column.p90"), "var(--g-calm)", "5 4"),
        ]}
        of="duration"
        words={figures}
        line={
          view.within === null
            ? undefined
            : {
                at: view.within * 60_000,
                label: t("within.line", { duration: figures.duration(view.within * 60_000) }),
              }
        }
      />
    </div>
  );
}

function Further({ name, title, metric, shows, by, rowHead, note, words }: FurtherTable & { words: ReportWords }) {
  const figures: Figures = useFigures({ metrics: [metric], groupBy: [by] });
  const head = metricOf(figures.report, metric)?.name ?? "";
  const columns =
    shows === "share" ? shareColumns(metric, words.share) : spreadColumns(metric, words.spread, openOf(metric));
  const table = figures.report
    ? tableOf(
        { by, grouped: figures.report },
        { name, rowHead, groups: [{ metric, head, columns }], words: words.table },
      )
    : null;
  return <FigureTable title={title} table={table} note={note} />;
}
