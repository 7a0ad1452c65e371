"use client";

import type { FrozenReportQuery } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { useId } from "react";
import tableClasses from "@/ui/table.module.css";
import { useFigureWords } from "../figure-words";
import type { MetricValue } from "../figures";
import report from "../report.module.css";
import type { Clock } from "../report-view";
import { differenceRows } from "./frozen-differences";

type Frozen = NonNullable<FrozenReportQuery["frozenReport"]>;

/** As many as the server tells of. */
const toldAtMost = 200;

/** What was frozen beside what comes out today, row by row, where they differ. */
export function DifferencesTable({ frozen }: { frozen: Frozen }) {
  const t = useTranslations("report");
  const id = useId();
  const rows = differenceRows(frozen, t("column.missing"));
  return (
    <section className={report["section"]} aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {rows.length < toldAtMost
            ? t("frozen.differences", { count: rows.length })
            : t("frozen.firstDifferences", { count: rows.length })}
        </h2>
      </header>
      <div className={tableClasses["scroll"]} role="group" aria-labelledby={id} tabIndex={0}>
        <table className={tableClasses["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("frozen.difference.figure")}</th>
              <th scope="col">{t("frozen.difference.row")}</th>
              <th scope="col">{t("frozen.difference.then")}</th>
              <th scope="col">{t("frozen.difference.now")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ metric, clock, of, then, now }) => (
              <tr key={`${metric} ${clock} ${of}`}>
                <th scope="row">{metric}</th>
                <td>{of ?? t("column.whole")}</td>
                <td>
                  <ValueText value={then} clock={clock === "BUSINESS" ? "BUSINESS" : "CALENDAR"} />
                </td>
                <td>
                  <ValueText value={now} clock={clock === "BUSINESS" ? "BUSINESS" : "CALENDAR"} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ValueText({ value, clock }: { value: MetricValue | null; clock: Clock }) {
  const t = useTranslations("report");
  const words = useFigureWords(clock);
  switch (value?.__typename) {
    case "MetricCount":
      return words.count(value.value);
    case "MetricShare":
      return `${words.ratio(value.part, value.whole)} (${words.count(value.part)} / ${words.count(value.whole)})`;
    case "MetricDistribution":
      return t("frozen.difference.times", {
        count: value.count,
        clock: t(`clock.${clock}`),
        median: value.p50 === null ? "–" : words.duration(value.p50),
        ninth: value.p90 === null ? "–" : words.duration(value.p90),
      });
    case "MetricBreakdown":
      return `${words.count(value.whole)} (${value.parts.map(({ count }) => words.count(count)).join(" + ")})`;
    default:
      return t("frozen.difference.noRow");
  }
}
