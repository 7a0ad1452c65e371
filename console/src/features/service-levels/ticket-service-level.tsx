"use client";

import { TicketServiceLevelDocument } from "@guichet/schema";
import { Loader } from "@mantine/core";
import { IconClockOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Explanation } from "./explanation";
import { LedgerStrip } from "./ledger-strip";
import { LedgerTable } from "./ledger-table";
import classes from "./ticket-service-level.module.css";

const readAgainEvery = 60_000;

/** A ticket's service level, accounted for: why it is due when it is, as a sentence, a picture and a table. */
export function TicketServiceLevel({ number, position }: { number: number; position: string }) {
  const t = useTranslations("service-levels");
  const [{ data, error }, read] = useQuery({
    query: TicketServiceLevelDocument,
    variables: { number },
    requestPolicy: "cache-and-network",
  });
  useEffect(() => read({ requestPolicy: "network-only" }), [position, read]);
  // The last interval grows while one looks.
  useEffect(() => {
    const timer = setInterval(() => read({ requestPolicy: "network-only" }), readAgainEvery);
    return () => clearInterval(timer);
  }, [read]);

  const ledger = data?.ticket?.serviceLevel;
  if (error && !ledger) return <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (ledger === undefined) return <Loader size="sm" role="status" aria-label={t("reading")} />;
  if (ledger === null) return <EmptyState icon={IconClockOff} title={t("facts.none")} />;
  return (
    <div className={classes["page"]}>
      <div className={classes["why"]}>
        <Explanation ledger={ledger} />
      </div>
      <LedgerStrip ledger={ledger} />
      <LedgerTable ledger={ledger} />
    </div>
  );
}
