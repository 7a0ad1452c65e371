"use client";

import { IconPhone } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PriorityMark } from "@/ui/priority-mark";
import { RelativeTime } from "@/ui/relative-time";
import { StateBadge } from "@/ui/state-badge";
import classes from "./call.module.css";
import type { KnownCaller } from "./caller-field";

/** Who is on the line, and what they are already waiting for: perhaps the very reason of the call. */
export function CallerCard({ caller }: { caller: KnownCaller }) {
  const t = useTranslations("call");
  return (
    <section className={classes["card"]} aria-label={t("caller.title")}>
      <h2>
        <IconPhone size={15} aria-hidden />
        {caller.displayName}
      </h2>
      <p>{[caller.phone, caller.email, caller.site?.name].filter(Boolean).join(" · ")}</p>
      {caller.openTickets.length === 0 ? (
        <p>{t("caller.nothingOpen")}</p>
      ) : (
        <>
          <h3>{t("caller.open")}</h3>
          <ul className={classes["hits"]}>
            {caller.openTickets.map((ticket) => (
              <li key={ticket.id}>
                <Link href={`/tickets/${ticket.number}`}>{ticket.subject}</Link>
                <span>
                  <StateBadge state={ticket.state} />
                  <PriorityMark priority={ticket.priority} />
                  <RelativeTime at={ticket.reportedAt} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
