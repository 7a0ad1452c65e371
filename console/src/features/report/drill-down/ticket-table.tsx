"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { PriorityMark } from "@/ui/priority-mark";
import { ShortTime } from "@/ui/relative-time";
import { StateBadge } from "@/ui/state-badge";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useFigureWords } from "../figure-words";
import { useQuestion } from "../question";
import classes from "./drill.module.css";
import type { CountedPages } from "./use-counted";

interface TicketTableProps {
  pages: CountedPages;
  /** What their values are in; null where nothing is measured. */
  unit: "milliseconds" | "minutes" | null;
  list?: RefObject<HTMLTableElement | null>;
}

/** The tickets that a figure counts, with what each one brings to it. */
export function TicketTable({ pages, unit, list }: TicketTableProps) {
  const t = useTranslations("report");
  const common = useTranslations("common");
  return (
    <>
      <table ref={list} className={`${table["table"]} ${classes["tickets"]}`}>
        <thead>
          <tr>
            <th scope="col">{t("drill.column.ticket")}</th>
            <th scope="col" className={classes["wide"]}>
              {t("drill.column.state")}
            </th>
            <th scope="col" className={table["number"]}>
              {unit === null ? t("drill.column.at") : t("drill.column.value")}
            </th>
          </tr>
        </thead>
        {pages.status === "loading" ? (
          <TableSkeleton columns={3} />
        ) : (
          <tbody>
            {pages.nodes.map((each, index) => (
              <TicketLine key={`${each.number} ${each.at} ${index}`} counted={each} unit={unit} />
            ))}
          </tbody>
        )}
      </table>
      {pages.hasMore && (
        <div className={table["foot"]}>
          <Button size="compact-sm" variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
            {common("action.more")}
          </Button>
        </div>
      )}
    </>
  );
}

interface TicketLineProps {
  counted: CountedPages["nodes"][number];
  unit: TicketTableProps["unit"];
}

function TicketLine({ counted: { number, at, value, ticket }, unit }: TicketLineProps) {
  const t = useTranslations("report");
  const { clock } = useQuestion();
  const words = useFigureWords(clock);
  const told = value === null ? t("drill.noDuration") : words.duration(unit === "minutes" ? value * 60_000 : value);
  return (
    <tr>
      <th scope="row" className={classes["ticket"]}>
        <span className={classes["line"]}>
          <span className={classes["number"]}>{number}</span>
          {ticket ? (
            <Link href={`/tickets/${number}`} className={table["link"]} data-row prefetch={false}>
              {ticket.subject}
            </Link>
          ) : (
            <span className={table["muted"]}>{t("drill.hidden")}</span>
          )}
        </span>
        {ticket && (
          <span className={table["under"]}>
            <PriorityMark priority={ticket.priority} /> {ticket.application?.name ?? t("column.missing")}
          </span>
        )}
      </th>
      <td className={classes["wide"]}>
        {ticket && <StateBadge state={ticket.state} waitingFor={ticket.waitingFor} />}
      </td>
      <td className={table["number"]}>
        {unit !== null && <span>{told}</span>}
        <span className={unit === null ? undefined : table["under"]}>
          <ShortTime at={at} />
        </span>
      </td>
    </tr>
  );
}
