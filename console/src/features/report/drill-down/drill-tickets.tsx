"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { FailureNotice } from "@/ui/failure-notice";
import { useRowKeys } from "@/ui/use-row-keys";
import { useFigureWords } from "../figure-words";
import { metricOf } from "../figures";
import { useQuestion } from "../question";
import { useFigures } from "../use-figures";
import type { Drill } from "./drill";
import classes from "./drill.module.css";
import { usePartWords } from "./part-words";
import { TicketTable } from "./ticket-table";
import { useCounted } from "./use-counted";

/** One figure, what it is of, and its tickets; how many they are is the figure itself. */
export function DrillTickets({ drill }: { drill: Drill }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const { clock, zone, periodName } = useQuestion();
  const words = useFigureWords(clock);
  const partWords = usePartWords();
  const list = useRef<HTMLTableElement>(null);
  // Names what is listed, also for who was sent the address.
  const named = useFigures({ metrics: [drill.metric], groupBy: drill.groups.map(({ by }) => by) });
  const metric = metricOf(named.report, drill.metric);
  const row = metric?.rows.find(({ groups }) => groups.every(({ key }, index) => key === drill.groups[index]?.key));
  const about = [...(row?.groups.map(({ name }) => name ?? t("column.missing")) ?? []), partWords(drill.part)].filter(
    (each) => each !== null,
  );
  const { pages, counted } = useCounted(drill);
  useRowKeys({ within: list, group: t("drill.title"), next: t("drill.next"), previous: t("drill.previous") });
  return (
    <div className={classes["panel"]} aria-busy={pages.stale && pages.status !== "failed"}>
      <p className={classes["what"]}>
        <strong>{[metric?.name ?? "…", ...about].join(" · ")}</strong>
        <span>{periodName}</span>
        {drill.asOf !== undefined && (
          <span>
            {t("asOfLine.past", {
              date: new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(
                new Date(drill.asOf),
              ),
              zone,
            })}
          </span>
        )}
      </p>
      {pages.error && <FailureNotice error={pages.error} onRetry={pages.reload} />}
      {counted && (
        <p className={classes["total"]} role="status">
          <strong>{words.count(counted.totalCount)}</strong>{" "}
          {counted.tickets === counted.totalCount
            ? t("drill.total", { count: counted.totalCount })
            : t("drill.totalOf", { count: counted.totalCount, tickets: counted.tickets })}
        </p>
      )}
      {pages.status !== "failed" && <TicketTable pages={pages} unit={unitOf(metric?.unit)} list={list} />}
    </div>
  );
}

function unitOf(unit: string | undefined): "milliseconds" | "minutes" | null {
  return unit === "milliseconds" || unit === "minutes" ? unit : null;
}
