import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { type AnyVariables, type CombinedError, type OperationResult, useClient } from "urql";

interface Connection<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface Pages<Node, Data = unknown> {
  nodes: readonly Node[];
  /** What the first page said beside its rows: totals of the whole list. */
  first: Data | undefined;
  status: "loading" | "ready" | "failed";
  error: CombinedError | undefined;
  /** The rows on screen answer an earlier question. */
  stale: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore(): void;
  reload(): void;
}

type Read<Data> = ReadonlyMap<string | null, OperationResult<Data>>;

/**
 * A list read page by page, kept in step with the cache: what a mutation changes shows in the rows. While another
 * question is being answered, the rows of the last one stay.
 */
export function usePages<Data, Variables extends AnyVariables, Node>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables & object, "after">,
  connectionOf: (data: Data) => Connection<Node>,
): Pages<Node, Data> {
  const client = useClient();
  const asked = JSON.stringify(variables);
  const [cursors, setCursors] = useState<{ asked: string; afters: readonly (string | null)[] }>({
    asked,
    afters: [null],
  });
  const afters = cursors.asked === asked ? cursors.afters : first;
  const [read, add] = useReducer(
    (
      before: { asked: string; pages: Read<Data> },
      came: { asked: string; after: string | null; result: OperationResult<Data> },
    ) => ({
      asked: came.asked,
      pages: new Map(before.asked === came.asked ? before.pages : []).set(came.after, came.result),
    }),
    { asked, pages: new Map() },
  );
  const fetched = useRef(new Set<string>());
  const [round, setRound] = useState(0);
  const wanted = JSON.stringify(afters);

  useEffect(() => {
    const subscriptions = (JSON.parse(wanted) as (string | null)[]).map((after) => {
      const once = `${round} ${asked} ${after}`;
      const requestPolicy = fetched.current.has(once) ? "cache-first" : "cache-and-network";
      fetched.current.add(once);
      const question = { ...JSON.parse(asked), after } as Variables;
      return client.query(document, question, { requestPolicy }).subscribe((result) => {
        if (result.data || result.error) add({ asked, after, result });
      });
    });
    return () => {
      for (const { unsubscribe } of subscriptions) unsubscribe();
    };
  }, [client, document, asked, wanted, round]);
  // Another visit asks again.
  useEffect(() => () => fetched.current.clear(), []);

  const connections = [...read.pages.values()].flatMap(({ data }) => (data ? [connectionOf(data)] : []));
  const results = [...read.pages.values()];
  const error = results.find((result) => result.error)?.error;
  const last = connections[connections.length - 1];
  const answered = read.asked === asked && read.pages.has(null);
  const next = answered && last?.pageInfo.hasNextPage ? last.pageInfo.endCursor : null;
  const loadMore = useCallback(() => {
    if (next !== null) setCursors({ asked, afters: [...afters, next] });
  }, [asked, afters, next]);
  const reload = useCallback(() => setRound((before) => before + 1), []);

  return {
    first: read.pages.get(null)?.data,
    nodes: connections.flatMap(({ edges }) => edges.map(({ node }) => node)),
    status: error && connections.length === 0 ? "failed" : connections.length === 0 ? "loading" : "ready",
    error,
    stale: !answered,
    hasMore: next !== null,
    loadingMore: answered && read.pages.size < afters.length,
    loadMore,
    reload,
  };
}

const first: readonly (string | null)[] = [null];
