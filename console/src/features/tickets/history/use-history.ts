import { type HistoryFactsFragment, TicketHistoryDocument } from "@guichet/schema";
import { useCallback, useEffect, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { type HistoryPages, isCutOff, noPages, withPage } from "./history-pages";

const pageSize = 50;

interface History {
  pages: HistoryPages<HistoryFactsFragment>;
  error: CombinedError | undefined;
  reading: boolean;
  readEarlier(): void;
  retry(): void;
}

/** A ticket's history as far back as asked for. `position` is the ticket's: when it grows, there is more at the end. */
export function useHistory(number: number, position: string): History {
  const client = useClient();
  const [pages, setPages] = useState<HistoryPages<HistoryFactsFragment>>(noPages);
  const [error, setError] = useState<CombinedError>();
  const [reading, setReading] = useState(false);
  const [round, setRound] = useState(0);
  const shown = useRef(number);
  shown.current = number;

  const read = useCallback(
    async (before: string | null) => {
      const asked = { number, last: pageSize, before };
      const result = await client.query(TicketHistoryDocument, asked, { requestPolicy: "network-only" }).toPromise();
      if (shown.current !== number) return;
      setError(result.error);
      const page = result.data?.ticket?.history;
      if (!page) return;
      setPages((known) => withPage(before === null && isCutOff(known, page) ? noPages : known, page));
    },
    [client, number],
  );
  useEffect(() => setPages(noPages), [number]);
  useEffect(() => void read(null), [read, position, round]);

  return {
    pages,
    error,
    reading,
    readEarlier: () => {
      setReading(true);
      void read(pages.earlier).finally(() => setReading(false));
    },
    retry: () => setRound((before) => before + 1),
  };
}
