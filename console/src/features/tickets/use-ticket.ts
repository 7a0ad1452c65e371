import { type HistoryFactsFragment, TicketFeedDocument, TicketPageDocument } from "@guichet/schema";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { useCached } from "@/live/use-cached";
import { positionOf, useFeed } from "@/live/use-feed";
import type { PageTicket } from "./acts/dialog";

/** Several changes in a row are read once. */
const settleFor = 120;

export interface OpenTicket {
  ticket: PageTicket | null;
  status: "loading" | "ready" | "missing" | "failed";
  error: CombinedError | undefined;
  /** What others and oneself did since the page was opened, as the feed told it. */
  entries: readonly HistoryFactsFragment[];
  reload(): void;
}

/**
 * One ticket, open. The feed brings its facts at once; what differs by viewer (the acts) or is not in the feed (the
 * thread, the mails) is read again after each change.
 */
export function useTicket(number: number): OpenTicket {
  const client = useClient();
  const data = useCached(TicketPageDocument, { number });
  const [status, setStatus] = useState<OpenTicket["status"]>("loading");
  const [error, setError] = useState<CombinedError>();
  const [after, setAfter] = useState<string | null>(null);
  const [entries, setEntries] = useState<readonly HistoryFactsFragment[]>([]);

  const read = useCallback(async (): Promise<string | null> => {
    const result = await client.query(TicketPageDocument, { number }, { requestPolicy: "network-only" }).toPromise();
    setError(result.error);
    // Neither data nor an error: the cache has mixed two answers that overtook each other. Nothing is missing by that.
    if (result.error || !result.data) {
      setStatus((before) => (before === "ready" ? before : "failed"));
      return null;
    }
    setStatus(result.data.ticket ? "ready" : "missing");
    return positionOf(result);
  }, [client, number]);

  const start = useCallback(async () => {
    const position = await read();
    if (position !== null) setAfter(position);
    return position !== null;
  }, [read]);
  useEffect(() => {
    void start();
  }, [start]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const readSoon = useEffectEvent(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void read(), settleFor);
  });

  useFeed({
    document: TicketFeedDocument,
    variables: after === null || status === "missing" ? null : { number, after },
    onItem: (item) => {
      if (item.__typename === "TicketChanged") {
        setEntries((before) => (before.some(({ id }) => id === item.entry.id) ? before : [...before, item.entry]));
        readSoon();
      }
      if (item.__typename === "TicketLeft") setStatus("missing");
      if (item.__typename === "ReferenceChanged") readSoon();
    },
    reread: start,
  });

  return {
    ticket: data?.ticket ?? null,
    status: data?.ticket && status === "loading" ? "ready" : status,
    error,
    entries,
    reload: () => void start(),
  };
}
