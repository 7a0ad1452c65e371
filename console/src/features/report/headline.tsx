"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MetricName } from "./definition";
import { useFigureWords } from "./figure-words";
import { countOf, distributionOf, metricOf, partOf, type Report, shareOf, valueOf } from "./figures";
import classes from "./report.module.css";

/** The period in seven figures, each with what stands behind it and the period before. */
export function Headline({ whole, before }: { whole: Report | undefined; before: Report | undefined }) {
  const t = useTranslations("report");
  const words = useFigureWords();
  const comparison = (id: "intake_received" | "handled_resolved" | "backlog_open") => {
    if (!before) return null;
    const change = words.change(countOf(valueOf(whole, id)), countOf(valueOf(before, id)));
    return change === null ? t("change.none") : t("change.from", { change });
  };
  const median = (id: "time_takeCharge" | "time_resolve") => {
    const now = distributionOf(valueOf(whole, id));
    const then = distributionOf(valueOf(before, id));
    return { now, then };
  };
  const time = (id: "time_takeCharge" | "time_resolve") => {
    const { now, then } = median(id);
    const value = now?.p50;
    return (
      <Figure key={id} report={whole} id={id} value={value == null ? "–" : words.duration(value)}>
        <li>{t("median")}</li>
        {now?.p90 != null && <li>{t("p90", { duration: words.duration(now.p90) })}</li>}
        {now?.mean != null && <li>{t("mean", { duration: words.duration(now.mean) })}</li>}
        {then?.p50 != null && <li>{t("medianBefore", { duration: words.duration(then.p50) })}</li>}
      </Figure>
    );
  };
  const share = (id: "reopen_rate" | "knowledge_reuse") => {
    const now = shareOf(valueOf(whole, id));
    const then = shareOf(valueOf(before, id));
    return (
      <Figure key={id} report={whole} id={id} value={now ? words.ratio(now.part, now.whole) : "–"}>
        {now && <li>{t("of", { part: now.part, whole: now.whole })}</li>}
        {now?.immature && <li className={classes["mark"]}>{t("provisionalWhy")}</li>}
        {then && then.whole > 0 && <li>{t("before", { figure: words.ratio(then.part, then.whole) })}</li>}
      </Figure>
    );
  };
  const backlog = valueOf(whole, "backlog_open");
  const charge = median("time_takeCharge").now;
  return (
    <>
      <dl className={classes["headline"]}>
        <Figure report={whole} id="intake_received" value={words.count(countOf(valueOf(whole, "intake_received")))}>
          <li>{comparison("intake_received")}</li>
        </Figure>
        <Figure report={whole} id="handled_resolved" value={words.count(countOf(valueOf(whole, "handled_resolved")))}>
          <li>{comparison("handled_resolved")}</li>
        </Figure>
        <Figure report={whole} id="backlog_open" value={words.count(countOf(backlog))}>
          <li>{t("ofWhichWaiting", { count: partOf(backlog, "WAITING") })}</li>
          <li>{comparison("backlog_open")}</li>
        </Figure>
        {time("time_takeCharge")}
        {time("time_resolve")}
        {share("reopen_rate")}
        {share("knowledge_reuse")}
      </dl>
      {charge !== null && charge.stillOpen > 0 && (
        <p className={classes["stillOpen"]}>{t("notTakenYet", { count: charge.stillOpen })}</p>
      )}
    </>
  );
}

interface FigureProps {
  report: Report | undefined;
  id: Parameters<typeof metricOf>[1];
  value: string;
  children?: ReactNode;
}

function Figure({ report, id, value, children }: FigureProps) {
  const metric = metricOf(report, id);
  return (
    <div>
      <dt>
        <MetricName metric={metric} name={metric?.name ?? "…"} />
      </dt>
      <dd>
        <strong>{report ? value : <span className={classes["coming"]} />}</strong>
        {report && <ul>{children}</ul>}
      </dd>
    </div>
  );
}
