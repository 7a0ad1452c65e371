import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { ResyncReason } from "@guichet/schema";
import { useEffect, useEffectEvent } from "react";
import { type AnyVariables, useClient } from "urql";

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
  /** The feed cannot replay what is missing: read everything again, then follow from the new position. */
  onResync(reason: ResyncReason): void;
}

/** Follows one feed for as long as the component is on screen. */
export function useFeed<Data, Variables extends AnyVariables>(options: FeedOptions<Data, Variables>): void {
  const client = useClient();
  const { document, variables } = options;
  const onItem = useEffectEvent(options.onItem);
  const onResync = useEffectEvent(options.onResync);
  const asked = variables === null ? null : JSON.stringify(variables);

  useEffect(() => {
    if (asked === null) return;
    const source = client.subscription(document, JSON.parse(asked) as Variables);
    const { unsubscribe } = source.subscribe((result) => {
      const item = result.data ? (Object.values(result.data)[0] as ItemOf<Data> & Resync) : null;
      if (!item) return;
      if (item.__typename === "ResyncRequired") onResync(item.reason);
      else onItem(item);
    });
    return unsubscribe;
  }, [client, document, asked]);
}

/** The position an answer is at least true at; feeds start after it. */
export function positionOf(result: { extensions?: Record<string, unknown> | undefined }): string | null {
  const position = result.extensions?.["position"];
  return typeof position === "string" ? position : null;
}
