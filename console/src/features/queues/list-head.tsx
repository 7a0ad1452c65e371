"use client";

import type { TicketOrder, TicketOrderField } from "@guichet/schema";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./list.module.css";

/** The columns' names; those one can sort by are buttons that say how it is sorted now. */
export function ListHead({ order, onOrder }: { order: TicketOrder; onOrder(order: TicketOrder): void }) {
  const t = useTranslations("queues");
  const sortable = (field: TicketOrderField, label: string, className?: string) => {
    const active = order.field === field;
    const ascending = order.direction === "ASC";
    const Arrow = ascending ? IconArrowUp : IconArrowDown;
    return (
      <span
        role="columnheader"
        className={className}
        aria-sort={active ? (ascending ? "ascending" : "descending") : "none"}
      >
        <button type="button" onClick={() => onOrder({ field, direction: active && ascending ? "DESC" : "ASC" })}>
          {label}
          {active && <Arrow size={12} aria-hidden />}
        </button>
      </span>
    );
  };
  return (
    <div role="rowgroup" className={classes["head"]}>
      <div role="row" aria-rowindex={1} className={classes["row"]}>
        {sortable("NUMBER", t("column.number"))}
        {sortable("PRIORITY", t("column.priority"))}
        <span role="columnheader">{t("column.subject")}</span>
        <span role="columnheader" className={classes["wide"]}>
          {t("column.requester")}
        </span>
        <span role="columnheader">{t("column.state")}</span>
        <span role="columnheader" className={classes["medium"]}>
          {t("column.assignee")}
        </span>
        {sortable("NEXT_BREACH", t("column.due"))}
        {sortable("QUEUE_ENTERED", t("column.since"), classes["since"])}
      </div>
    </div>
  );
}
