"use client";

import "@mantine/charts/styles.css";
import { AreaChart, BarChart, LineChart } from "@mantine/charts";
import { useLocale, useTranslations } from "next-intl";
import { asShown } from "../drill-down/drill";
import { durationTicks } from "../duration";
import type { FigureWords } from "../figure-words";
import type { Report } from "../figures";
import { useQuestion } from "../question";
import classes from "./charts.module.css";
import { longestOf, pointsIn, type Series } from "./series";

interface TrendChartProps {
  kind: "bars" | "stack" | "lines";
  /** What one sees, as a sentence: the figures themselves are in the table beside it. */
  title: string;
  report: Report;
  series: readonly Series[];
  of: "count" | "duration" | "percent";
  words: FigureWords;
  /** A line across, where a target or a threshold lies. */
  line?: { at: number; label: string } | undefined;
  height?: number;
}

/** Some figures through the period. A point opens its tickets; so does the table, which also opens them by keyboard. */
export function TrendChart({ kind, title, report, series, of, words, line, height = 210 }: TrendChartProps) {
  const t = useTranslations("report");
  const locale = useLocale();
  const { points: unit, drill } = useQuestion();
  const data = pointsIn(report, series, locale);
  const longest = Math.max(longestOf(data, series), line?.at ?? 0);
  const ticks = of === "duration" ? durationTicks(longest) : of === "percent" ? [0, 0.25, 0.5, 0.75, 1] : undefined;
  const format = { count: words.count, duration: words.duration, percent: words.percent }[of];
  const open = (id: string, key: unknown) => {
    const chosen = series.find((each) => each.id === id)?.drill;
    if (chosen && typeof key === "string") drill(asShown(chosen(key), report));
  };
  const pointOf = (id: string) => ({
    r: 4,
    cursor: "pointer",
    onClick: (_: unknown, at: unknown) => open(id, keyIn(at)),
  });
  const shared = {
    h: height,
    data,
    dataKey: "at",
    series: series.map(({ id, label, color, dash }) => ({
      name: id,
      label,
      color,
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
    })),
    gridAxis: "x" as const,
    tickLine: "none" as const,
    withLegend: true,
    // In the order given, which is the one that is read.
    legendProps: { verticalAlign: "top" as const, height: 30, itemSorter: null },
    classNames: { legend: classes["legend"] ?? "" },
    valueFormatter: format,
    xAxisLabel: t(`axis.${unit}`),
    yAxisProps: {
      width: of === "duration" ? 68 : 48,
      allowDecimals: false,
      ...(ticks === undefined ? {} : { ticks, domain: [0, ticks[ticks.length - 1] ?? 1] as [number, number] }),
    },
    xAxisProps: { interval: "preserveStartEnd" as const, minTickGap: 18 },
    ...(line === undefined
      ? {}
      : {
          referenceLines: [
            { y: line.at, label: line.label, color: "var(--g-warn)", labelPosition: "insideTopLeft" as const },
          ],
        }),
  };
  const inner = { accessibilityLayer: false };
  return (
    <figure className={classes["chart"]} aria-label={title}>
      <figcaption>{title}</figcaption>
      <div aria-hidden>
        {kind === "lines" && (
          <LineChart
            {...shared}
            curveType="linear"
            strokeWidth={1.75}
            connectNulls={false}
            dotProps={{ r: 2.5 }}
            lineChartProps={inner}
            lineProps={(each) => ({
              isAnimationActive: false,
              activeDot: pointOf(each.name),
            })}
          />
        )}
        {kind === "stack" && (
          <AreaChart
            {...shared}
            type="stacked"
            curveType="linear"
            withDots={false}
            withGradient={false}
            fillOpacity={0.55}
            strokeWidth={1.25}
            areaChartProps={inner}
            areaProps={(each) => ({ isAnimationActive: false, activeDot: pointOf(each.name) })}
          />
        )}
        {kind === "bars" && (
          <BarChart
            {...shared}
            maxBarWidth={40}
            barChartProps={{ ...inner, barGap: 1, barCategoryGap: "22%" }}
            barProps={(each) => ({
              isAnimationActive: false,
              radius: [2, 2, 0, 0],
              cursor: series.some(({ id, drill: opens }) => id === each.name && opens) ? "pointer" : "default",
              onClick: (bar) => open(each.name, keyIn(bar)),
            })}
          />
        )}
      </div>
    </figure>
  );
}

/** The library hands over what it drew; the point that it drew lies inside. */
function keyIn(drawn: unknown): unknown {
  if (typeof drawn !== "object" || drawn === null || !("payload" in drawn)) return undefined;
  const { payload } = drawn;
  return typeof payload === "object" && payload !== null && "key" in payload ? payload.key : undefined;
}
