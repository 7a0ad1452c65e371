"use client";

import { IconChartBarOff } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useMe } from "@/features/session/session";
import { EmptyState } from "@/ui/empty-state";
import { FigureTable } from "./figure-table";
import { countOf, type Metric, type Report, valueOf } from "./figures";
import { Headline } from "./headline";
import classes from "./report.module.css";
import type { Grouping } from "./report-view";
import { activityTable, levelsTable, resolutionTable, timesTable, trendTable } from "./tables";
import { TrendCharts } from "./trend-charts";
import type { Reports } from "./use-report";
import { useTableWords } from "./use-table-words";

interface ReportBodyProps {
  reports: Reports;
  by: Grouping;
  points: "DAY" | "WEEK" | "MONTH" | "QUARTER";
  periodName: string;
  beforeName: string;
  applicationNames: readonly string[];
  /** The period and the instant, as files are named by them. */
  fileKey: string;
  /** Nothing that happens now changes the figures. */
  isSettled: boolean;
  zone: string;
}

function definitionsOf(...reports: (Report | undefined)[]): Metric[] {
  const metrics = new Map(reports.flatMap((report) => report?.metrics ?? []).map((metric) => [metric.id, metric]));
  return [...metrics.values()];
}

export function ReportBody(props: ReportBodyProps) {
  const { reports, by, points, periodName, beforeName, applicationNames, fileKey, isSettled, zone } = props;
  const t = useTranslations("report");
  const locale = useLocale();
  const { deskName } = useMe();
  const { whole, before, grouped, byLevel, levels, trend } = reports;
  const metrics = definitionsOf(whole, grouped, trend, levels);
  const words = useTableWords(metrics, by, points);
  const isEmpty =
    whole !== undefined &&
    (["intake_received", "handled_resolved", "backlog_open"] as const).every((id) => countOf(valueOf(whole, id)) === 0);
  const isOrdered = by === "LEVEL" || by === "PERIOD";
  const asOf =
    whole &&
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(
      new Date(whole.asOf),
    );
  const title = t(`by.${by}`);
  const sources = grouped && { grouped, whole, isOrdered };
  const rowWord = t(`points.${points}`);

  return (
    <div className={classes["report"]} aria-busy={reports.busy}>
      <header className={classes["cover"]}>
        <h2>
          <span className={classes["printOnly"]}>{deskName} · </span>
          {periodName}
        </h2>
        <p>
          {asOf && (isSettled ? t("asOfLine.past", { date: asOf, zone }) : t("asOfLine.now", { date: asOf, zone }))}{" "}
          {t("compared", { period: beforeName })}
          {applicationNames.length > 0 && ` ${t("only", { applications: applicationNames.join(", ") })}`}
        </p>
      </header>
      {isEmpty ? (
        <EmptyState icon={IconChartBarOff} title={t("empty.title")}>
          {t("empty.what")}
        </EmptyState>
      ) : (
        <>
          <Headline whole={whole} before={before} />
          {trend ? (
            <FigureTable
              title={t("trend.title")}
              table={trendTable(trend, whole, words, rowWord)}
              metrics={metrics}
              fileKey={fileKey}
              isFolded
            >
              <TrendCharts trend={trend} />
            </FigureTable>
          ) : (
            <Coming />
          )}
          {sources ? (
            <>
              <FigureTable
                title={t("activity", { by: title })}
                table={activityTable(sources, words)}
                metrics={metrics}
                fileKey={fileKey}
                {...(by === "PERIOD" ? { note: t("notTheSum") } : {})}
              />
              <FigureTable
                title={t("times", { by: title })}
                table={timesTable(sources, words)}
                metrics={metrics}
                fileKey={fileKey}
                note={t("timesNote")}
              />
              <FigureTable
                title={t("resolutions", { by: title })}
                table={resolutionTable(sources, { byLevel, levels }, words)}
                metrics={metrics}
                fileKey={fileKey}
              />
            </>
          ) : (
            <Coming />
          )}
          {levels ? (
            <FigureTable
              title={t("levels")}
              table={levelsTable(levels, words, t("row.LEVEL"))}
              metrics={metrics}
              fileKey={fileKey}
              note={t("levelsNote")}
            />
          ) : (
            <Coming />
          )}
          <section className={`${classes["section"]} ${classes["printOnly"]}`}>
            <h2>{t("definitions")}</h2>
            <dl className={classes["definitions"]}>
              {metrics.map(({ id, name, definition }) => (
                <div key={id}>
                  <dt>{name}</dt>
                  <dd>{definition}</dd>
                </div>
              ))}
            </dl>
          </section>
        </>
      )}
    </div>
  );
}

function Coming() {
  return <div className={classes["comingTable"]} aria-hidden />;
}
