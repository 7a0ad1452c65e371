"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useMay } from "@/features/session/session";
import { FailureNotice } from "@/ui/failure-notice";
import { useFigureWords } from "../figure-words";
import { useQuestion } from "../question";
import report from "../report.module.css";
import type { Drill } from "./drill";
import { TicketTable } from "./ticket-table";
import { useCounted } from "./use-counted";

interface CountedTicketsProps {
  title: string;
  drill: Drill;
  /** Said where there are none. */
  empty: string;
}

/** The tickets of a figure, on the page itself: those that one comes for. */
export function CountedTickets(props: CountedTicketsProps) {
  return useMay("TICKETS_READ_DESK") ? <ReadableTickets {...props} /> : null;
}

function ReadableTickets({ title, drill, empty }: CountedTicketsProps) {
  const t = useTranslations("report");
  const { clock } = useQuestion();
  const words = useFigureWords(clock);
  const id = useId();
  const { pages, counted } = useCounted(drill);
  return (
    <section className={report["section"]} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {counted && (
          <span className={report["aside"]}>{t("drill.counted", { count: words.count(counted.totalCount) })}</span>
        )}
      </header>
      {pages.error && <FailureNotice error={pages.error} onRetry={pages.reload} />}
      {counted?.totalCount === 0 ? (
        <p className={report["nothing"]}>{empty}</p>
      ) : (
        pages.status !== "failed" && <TicketTable pages={pages} unit={null} />
      )}
    </section>
  );
}
