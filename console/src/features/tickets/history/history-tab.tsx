"use client";

import { TicketHistoryDocument } from "@guichet/schema";
import { Button, Loader } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { FailureNotice } from "@/ui/failure-notice";
import { HistoryList } from "./history-list";

const step = 50;
const most = 100;

/** The whole history, newest last; read again whenever the ticket moves on. */
export function HistoryTab({ number, position }: { number: number; position: string }) {
  const t = useTranslations("ticket");
  const [last, setLast] = useState(step);
  const [{ data, error }, read] = useQuery({
    query: TicketHistoryDocument,
    variables: { number, last },
    requestPolicy: "cache-and-network",
  });
  useEffect(() => read({ requestPolicy: "network-only" }), [position, read]);
  const history = data?.ticket?.history;
  if (error && !history) return <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!history) return <Loader size="sm" />;
  return (
    <>
      {history.pageInfo.hasPreviousPage && last < most && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLast(most)}>
          {t("history.earlier")}
        </Button>
      )}
      <HistoryList entries={history.edges.map(({ node }) => node)} />
    </>
  );
}
