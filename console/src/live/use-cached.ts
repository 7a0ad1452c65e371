import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useState } from "react";
import { type AnyVariables, useQuery } from "urql";

/**
 * What the cache knows of a query, kept through failures: an answer that did not come makes nothing on screen untrue
 * that the feeds keep true, and must not take it away.
 */
export function useCached<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Data | null {
  const args = { query, variables, requestPolicy: "cache-only" } as Parameters<typeof useQuery<Data, Variables>>[0];
  const [{ data }] = useQuery<Data, Variables>(args);
  const asked = JSON.stringify(variables);
  const [kept, keep] = useState<{ asked: string; data: Data | null }>({ asked, data: data ?? null });
  const known = data ?? (kept.asked === asked ? kept.data : null);
  if (kept.asked !== asked || kept.data !== known) keep({ asked, data: known });
  return known;
}
