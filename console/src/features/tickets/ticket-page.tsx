"use client";

import type { TicketAct } from "@guichet/schema";
import { Anchor } from "@mantine/core";
import { IconTicketOff } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { usePageTitle } from "@/ui/page-title";
import { OpenTicketView } from "./open-ticket-view";
import classes from "./tickets.module.css";
import { useTicket } from "./use-ticket";

/** One ticket by its number, whatever becomes of it while it is read. */
export function TicketPage({ number, firstAct }: { number: number; firstAct: TicketAct | null }) {
  const t = useTranslations("ticket");
  const open = useTicket(number);
  usePageTitle(open.ticket ? `${number} · ${open.ticket.subject}` : t("title", { number }));

  if (open.ticket && open.status !== "missing") {
    return <OpenTicketView open={open} ticket={open.ticket} firstAct={firstAct} />;
  }
  if (open.status === "failed") {
    return (
      <div className={classes["column"]}>
        <FailureNotice error={open.error} onRetry={open.reload} />
      </div>
    );
  }
  if (open.status === "missing") {
    return (
      <EmptyState
        isPage
        icon={IconTicketOff}
        title={t("missing.title", { number })}
        action={
          <Anchor component={Link} href="/desk">
            {t("missing.back")}
          </Anchor>
        }
      >
        {t("missing.why")}
      </EmptyState>
    );
  }
  return (
    <p className={classes["column"]} aria-busy="true">
      {t("opening", { number })}
    </p>
  );
}
