import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { ActOutcomeFragment } from "@guichet/schema";
import { useCallback, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { keyFor, type SentAct } from "./sent-act";

type Success = Extract<ActOutcomeFragment, { __typename: "TicketActSuccess" }>;
type ChangedMeanwhile = Extract<ActOutcomeFragment, { __typename: "TicketChangedMeanwhile" }>;
export type Refusal = Exclude<ActOutcomeFragment, Success | ChangedMeanwhile>;

export interface ActInput {
  ticket: string;
  version: number;
  key: string;
}

export type ActDocument<Input extends ActInput> = TypedDocumentNode<{ outcome: ActOutcomeFragment }, { input: Input }>;

export type FieldsOf<Input extends ActInput> = Omit<Input, keyof ActInput>;

export type ActState =
  | { is: "idle" }
  | { is: "sending" }
  /** Somebody was faster: this is what the person had not seen when deciding. */
  | { is: "stale"; changed: ChangedMeanwhile }
  | { is: "refused"; refusal: Refusal }
  | { is: "failed"; error: CombinedError | undefined };

interface Act<Input extends ActInput> {
  state: ActState;
  /** Resolves to whether it was done. */
  send(fields: FieldsOf<Input>): Promise<boolean>;
  /** The same again: after a network failure with the same key, after missed changes on the version now seen. */
  again(): Promise<boolean>;
  reset(): void;
}

/** Does one act on a ticket, on the version that the person saw. */
export function useAct<Input extends ActInput>(
  document: ActDocument<Input>,
  ticket: { id: string; version: number },
  onDone?: (done: Success) => void,
): Act<Input> {
  const client = useClient();
  const [state, setState] = useState<ActState>({ is: "idle" });
  const last = useRef<{ fields: FieldsOf<Input>; version: number; sent: SentAct } | null>(null);

  const perform = useCallback(
    async (fields: FieldsOf<Input>, version: number): Promise<boolean> => {
      const body = JSON.stringify([ticket.id, version, fields]);
      const sent = keyFor(body, last.current?.sent ?? null, () => crypto.randomUUID());
      last.current = { fields, version, sent };
      setState({ is: "sending" });
      const input = { ...fields, ticket: ticket.id, version, key: sent.key } as Input;
      const { data, error } = await client.mutation(document, { input }).toPromise();
      const outcome = data?.outcome;
      if (!outcome) {
        setState({ is: "failed", error });
        return false;
      }
      if (outcome.__typename === "TicketActSuccess") {
        last.current = null;
        setState({ is: "idle" });
        onDone?.(outcome);
        return true;
      }
      if (outcome.__typename === "TicketChangedMeanwhile") setState({ is: "stale", changed: outcome });
      else setState({ is: "refused", refusal: outcome });
      return false;
    },
    [client, document, ticket.id, onDone],
  );

  return {
    state,
    send: (fields) => perform(fields, ticket.version),
    again: () => {
      const before = last.current;
      if (before === null) return Promise.resolve(false);
      return perform(before.fields, state.is === "stale" ? state.changed.ticket.version : before.version);
    },
    reset: () => setState({ is: "idle" }),
  };
}
