"use client";

import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import table from "@/ui/table.module.css";
import type { TicketLedger } from "./ledger";
import { spanOf } from "./span";
import { spanWords } from "./span-words";

/** The strip in words: every interval, whether it counted and why, on which calendar, and who had the ticket. */
export function LedgerTable({ ledger }: { ledger: TicketLedger }) {
  const t = useTranslations("service-levels");
  const common = useTranslations("common");
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways can be scrolled by keyboard.
    <section className={table["scroll"]} tabIndex={0} aria-label={t("table.name")}>
      <table className={table["table"]}>
        <caption className="g-hidden">{t("table.name")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("table.from")}</th>
            <th scope="col">{t("table.to")}</th>
            <th scope="col" className={table["number"]}>
              {t("table.length")}
            </th>
            <th scope="col">{t("table.clock")}</th>
            <th scope="col">{t("table.calendar")}</th>
            <th scope="col">{t("table.level")}</th>
            <th scope="col">{t("table.assignee")}</th>
          </tr>
        </thead>
        <tbody>
          {ledger.intervals.map(({ from, to, counted, reason, name, calendar, level, assignee }) => {
            const Icon = counted ? IconPlayerPlay : IconPlayerPause;
            return (
              <tr key={from} data-faded={!counted || undefined}>
                <td className={table["keep"]}>
                  <ShortTime at={from} />
                </td>
                <td className={table["keep"]}>
                  <ShortTime at={to} />
                </td>
                <td className={table["number"]}>{spanWords(spanOf(Date.parse(to) - Date.parse(from)), locale)}</td>
                <td className={table["keep"]}>
                  <Icon size={13} aria-hidden style={{ verticalAlign: "-2px" }} />{" "}
                  {t(counted ? "table.counted" : "table.paused", { reason: name ?? t(`reason.${reason}`) })}
                </td>
                <td className={table["keep"]}>{calendar?.name}</td>
                <td>{common("level", { rank: level.rank })}</td>
                <td className={table["keep"]}>{assignee?.displayName ?? t("table.nobody")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
