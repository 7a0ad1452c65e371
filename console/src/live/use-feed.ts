import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { ResyncReason } from "@guichet/schema";
import { useEffect, useEffectEvent, useReducer } from "react";
import { type AnyVariables, useClient } from "urql";
import { useLine } from "./desk-provider";

type ItemOf<Data> = Data[keyof Data];

/** Every feed may say this in place of an item. */
interface Resync {
  __typename: string;
  reason: ResyncReason;
}

interface FeedOptions<Data, Variables extends AnyVariables> {
  document: TypedDocumentNode<Data, Variables>;
  /** With the position to start after; null while it is not known yet. */
  variables: Variables | null;
  onItem(item: ItemOf<Data>): void;
  /**
   * The feed cannot replay what is missing: reads everything again, and sets the position to follow from. Tells whether
   * that succeeded; if not, it is asked again.
   */
  reread(): Promise<boolean>;
}

/** Follows one feed for as long as the component is on screen. */
export function useFeed<Data, Variables extends AnyVariables>(options: FeedOptions<Data, Variables>): void {
  const client = useClient();
  const line = useLine();
  const { document, variables } = options;
  const [round, followAgain] = useReducer((before: number) => before + 1, 0);
  const onItem = useEffectEvent(options.onItem);
  const reread = useEffectEvent(options.reread);
  const asked = variables === null ? null : JSON.stringify(variables);

  useEffect(() => {
    if (asked === null) return;
    const here = new AbortController();
    // Another position is another feed already; from the same one it has to be opened once more.
    const readAgain = async (reason: ResyncReason) => {
      await line.reread(reason, reread, here.signal);
      if (!here.signal.aborted) followAgain();
    };
    const source = client.subscription(document, JSON.parse(asked) as Variables);
    const { unsubscribe } = source.subscribe((result) => {
      const item = result.data ? (Object.values(result.data)[0] as ItemOf<Data> & Resync) : null;
      if (!item) return;
      if (item.__typename === "ResyncRequired") void readAgain(item.reason);
      else onItem(item);
    });
    return () => {
      unsubscribe();
      here.abort();
    };
  }, [client, line, document, asked, round]);
}

/** The position an answer is at least true at; feeds start after it. */
export function positionOf(result: { extensions?: Record<string, unknown> | undefined }): string | null {
  const position = result.extensions?.["position"];
  return typeof position === "string" ? position : null;
}
