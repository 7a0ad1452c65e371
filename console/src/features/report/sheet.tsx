"use client";

import type { MetricId } from "@guichet/schema";
import { useLocale, useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useMe } from "@/features/session/session";
import { FailureNotice } from "@/ui/failure-notice";
import type { Metric } from "./figures";
import { useQuestion } from "./question";
import classes from "./report.module.css";
import type { Figures } from "./use-figures";

interface SheetFacts {
  /** The instant that the figures are as of. */
  asOf: string | null;
  metricOf(id: MetricId): Metric | undefined;
}

const SheetContext = createContext<SheetFacts | null>(null);

export function useSheet(): SheetFacts {
  const sheet = useContext(SheetContext);
  if (sheet === null) throw new Error("useSheet outside Sheet");
  return sheet;
}

/** The definitions behind the figures' names, and the instant that the figures are as of. */
export function SheetProvider({
  asOf,
  metrics,
  children,
}: {
  asOf: string | null;
  metrics: readonly Metric[];
  children: ReactNode;
}) {
  const facts = useMemo(
    (): SheetFacts => ({ asOf, metricOf: (id) => metrics.find((metric) => metric.id === id) }),
    [asOf, metrics],
  );
  return <SheetContext value={facts}>{children}</SheetContext>;
}

function dayIn(date: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** One page of the report: what it is about above, the definitions of its figures behind each of them, and on paper below. */
export function Sheet({ parts, children }: { parts: readonly Figures[]; children: ReactNode }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const { deskName } = useMe();
  const { view, clock, zone, periodName, beforeName, beforeUntil, isSettled, applications } = useQuestion();
  const reports = parts.flatMap(({ report }) => (report ? [report] : []));
  const asOf = reports[0]?.asOf ?? null;
  const metrics = [
    ...new Map(reports.flatMap((report) => report.metrics).map((metric) => [metric.id, metric])).values(),
  ];
  const failed = parts.find(({ error }) => error);
  const date = useMemo(
    () =>
      asOf &&
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(new Date(asOf)),
    [asOf, locale, zone],
  );
  const chosen = applications.filter(({ id }) => view.applications.includes(id)).map(({ name }) => name);
  return (
    <SheetProvider asOf={asOf} metrics={metrics}>
      <div className={classes["report"]} aria-busy={parts.some(({ busy }) => busy)}>
        {failed?.error && (
          <div className={classes["notice"]}>
            <FailureNotice
              error={failed.error}
              onRetry={() => {
                for (const { retry } of parts) retry();
              }}
            />
          </div>
        )}
        <header className={classes["cover"]}>
          <h2>
            <span className={classes["printOnly"]}>{deskName} · </span>
            {periodName}
          </h2>
          <p>
            {date && (isSettled ? t("asOfLine.past", { date, zone }) : t("asOfLine.now", { date, zone }))}{" "}
            {parts.some(({ isBefore }) => isBefore) &&
              (beforeUntil === null
                ? t("compared", { period: beforeName })
                : t("comparedUntil", { period: beforeName, date: dayIn(beforeUntil, locale) }))}{" "}
            {chosen.length > 0 && t("only", { applications: chosen.join(", ") })}{" "}
            {clock === "BUSINESS" && t("clock.note")}
          </p>
        </header>
        {children}
        <PrintedDefinitions metrics={metrics} />
      </div>
    </SheetProvider>
  );
}

/** On paper nothing can be pressed: what the figures mean stands below them. */
export function PrintedDefinitions({ metrics }: { metrics: readonly Metric[] }) {
  const t = useTranslations("report");
  if (metrics.length === 0) return null;
  return (
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
  );
}
