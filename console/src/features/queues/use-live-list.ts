import {
  QueueFeedDocument,
  QueuePageDocument,
  QueueSizeDocument,
  type TicketFilter,
  type TicketOrder,
} from "@guichet/schema";
import { useCallback, useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { positionOf, useFeed } from "@/live/use-feed";
import { append, belongs, emptyList, hasWaiting, type LiveList, leaves, settle } from "./live-list";
import { orderedBy, sortKeyOf } from "./sort-key";

const pageSize = 100;
/** After a resync at most this many rows are read again at once; the rest comes back with scrolling. */
const rereadAtMost = 500;
const countPause = 4000;

export interface LiveRows {
  list: LiveList;
  status: "loading" | "ready" | "failed";
  error: CombinedError | undefined;
  loadingMore: boolean;
  /** How many there are in all, as far as counted. */
  size: { value: number; exact: boolean } | null;
  loadMore(): void;
  settle(): void;
  reload(): void;
}

/** The tickets of one view, read page by page and kept true by its feed. `held` keeps rows where they are. */
export function useLiveList(filter: TicketFilter, order: TicketOrder, held: boolean): LiveRows {
  const client = useClient();
  const asked = JSON.stringify([filter, order]);
  const before = useMemo(() => orderedBy(order), [order.field, order.direction]);
  const [list, change] = useReducer((from: LiveList, how: (from: LiveList) => LiveList) => how(from), emptyList);
  const [status, setStatus] = useState<LiveRows["status"]>("loading");
  const [error, setError] = useState<CombinedError>();
  const [after, setAfter] = useState<{ asked: string; position: string } | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const [size, setSize] = useState<LiveRows["size"]>(null);
  const current = useRef(asked);
  current.current = asked;

  const readPage = useCallback(
    async (cursor: string | null) => {
      const variables = { filter, orderBy: order, first: pageSize, after: cursor };
      const result = await client.query(QueuePageDocument, variables, { requestPolicy: "network-only" }).toPromise();
      const page = result.data?.tickets;
      return {
        position: positionOf(result),
        error: result.error,
        page: page && {
          entries: page.edges.map(({ node }) => ({
            number: node.number,
            position: node.position,
            sortKey: sortKeyOf(node, order),
          })),
          next: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null,
        },
      };
    },
    // `asked` stands for filter and order.
    [client, asked],
  );

  const read = useCallback(
    async (rows: number): Promise<boolean> => {
      const mine = asked;
      const first = await readPage(null);
      if (current.current !== mine) return false;
      if (!first.page) {
        setError(first.error);
        setStatus("failed");
        return false;
      }
      let fresh = append(emptyList, first.page);
      while (fresh.next !== null && fresh.shown.length < rows) {
        const { page } = await readPage(fresh.next);
        if (current.current !== mine) return false;
        if (!page) break;
        fresh = append(fresh, page);
      }
      change(() => fresh);
      setError(undefined);
      setStatus("ready");
      if (first.position !== null) setAfter({ asked: mine, position: first.position });
      return first.position !== null;
    },
    [asked, readPage],
  );

  const count = useCallback(async () => {
    const mine = asked;
    const result = await client
      .query(QueueSizeDocument, { filter, orderBy: order }, { requestPolicy: "network-only" })
      .toPromise();
    if (current.current === mine && result.data) setSize(result.data.tickets.count);
  }, [client, asked]);

  useEffect(() => {
    change(() => emptyList);
    setStatus("loading");
    setSize(null);
    void read(pageSize).then(count);
  }, [read, count]);

  const recount = useRef<ReturnType<typeof setTimeout>>(undefined);
  const countSoon = useEffectEvent(() => {
    recount.current ??= setTimeout(() => {
      recount.current = undefined;
      void count();
    }, countPause);
  });
  useEffect(() => () => clearTimeout(recount.current), []);

  useFeed({
    document: QueueFeedDocument,
    variables: after?.asked === asked ? { view: filter, orderBy: order, after: after.position } : null,
    onItem: (item) => {
      if (item.__typename === "TicketEntered" || item.__typename === "TicketUpdated") {
        const { ticket } = item;
        change((from) => belongs(from, { number: ticket.number, sortKey: sortKeyOf(ticket, order) }, before));
      }
      if (item.__typename === "TicketLeft") change((from) => leaves(from, item.number, item.position));
      if (item.__typename === "TicketEntered" || item.__typename === "TicketLeft") countSoon();
    },
    reread: async () => {
      const done = await read(Math.min(rereadAtMost, list.shown.length));
      await count();
      return done;
    },
  });

  useEffect(() => {
    if (!held && hasWaiting(list)) change((from) => settle(from, before));
  }, [held, list, before]);

  const loadMore = useEffectEvent(async () => {
    const { next } = list;
    if (next === null || loadingMore || status !== "ready") return;
    setLoadingMore(true);
    const mine = asked;
    const { page, error: failure } = await readPage(next);
    setLoadingMore(false);
    if (current.current !== mine) return;
    if (page) change((from) => (from.next === next ? append(from, page) : from));
    setError(failure);
  });

  return {
    list,
    status,
    error,
    loadingMore,
    size,
    loadMore: () => void loadMore(),
    settle: () => change((from) => settle(from, before)),
    reload: () => {
      setStatus("loading");
      void read(pageSize).then(count);
    },
  };
}
