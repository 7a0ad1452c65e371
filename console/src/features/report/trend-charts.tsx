"use client";

import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { useLocale, useTranslations } from "next-intl";
import { useFigureWords } from "./figure-words";
import { countOf, groupsOf, metricOf, type Report, valueOf } from "./figures";
import classes from "./report.module.css";

/** A point's name, short enough to stand under it. */
function pointName(key: string, locale: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(key);
  if (day) return dated(key, locale, { day: "numeric", month: "short" });
  if (/^\d{4}-\d{2}$/.test(key)) return dated(`${key}-01`, locale, { month: "short", year: "2-digit" });
  const week = /^\d{4}-W(\d{2})$/.exec(key);
  if (week) return `${locale === "fr" ? "S" : "W"}${Number(week[1])}`;
  const quarter = /^(\d{4})-Q(\d)$/.exec(key);
  return quarter ? `${locale === "fr" ? "T" : "Q"}${quarter[2]} ${quarter[1]}` : key;
}

function dated(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}

/** What came in and what was resolved, side by side; below, what was left open. The table after it has the figures. */
export function TrendCharts({ trend }: { trend: Report }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const words = useFigureWords();
  const received = metricOf(trend, "intake_received")?.name ?? "";
  const resolved = metricOf(trend, "handled_resolved")?.name ?? "";
  const open = metricOf(trend, "backlog_open")?.name ?? "";
  const data = groupsOf(trend).map(({ key }) => ({
    at: pointName(key ?? "", locale),
    received: countOf(valueOf(trend, "intake_received", [key])),
    resolved: countOf(valueOf(trend, "handled_resolved", [key])),
    open: countOf(valueOf(trend, "backlog_open", [key])),
  }));
  const shared = {
    data,
    dataKey: "at",
    gridAxis: "x" as const,
    tickLine: "none" as const,
    valueFormatter: words.count,
    withLegend: true,
    classNames: { legend: classes["legend"] ?? "" },
    maxBarWidth: 44,
    barProps: { isAnimationActive: false, radius: [2, 2, 0, 0] as [number, number, number, number] },
    yAxisProps: { width: 44, allowDecimals: false },
    xAxisProps: { interval: "preserveStartEnd" as const, minTickGap: 18 },
  };
  return (
    <figure className={classes["charts"]} aria-label={t("trend.chart")}>
      <div aria-hidden>
        <BarChart
          {...shared}
          h={220}
          series={[
            { name: "received", label: received, color: "var(--g-series-other)" },
            { name: "resolved", label: resolved, color: "var(--g-accent)" },
          ]}
          barChartProps={{ accessibilityLayer: false, barGap: 1, barCategoryGap: "22%" }}
        />
        <BarChart
          {...shared}
          h={140}
          series={[{ name: "open", label: open, color: "var(--g-calm)" }]}
          barChartProps={{ accessibilityLayer: false, barCategoryGap: "22%" }}
        />
      </div>
    </figure>
  );
}
