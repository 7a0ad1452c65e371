import { RecordAndResolveTicketDocument, type RecordOutcomeFragment, RecordTicketDocument } from "@guichet/schema";
import { useCallback, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { keyFor, type SentAct } from "@/features/tickets/acts/sent-act";
import { type CallForm, toRecordInput, toResolveInput } from "./call-form";

type Recorded = Extract<RecordOutcomeFragment, { __typename: "TicketActSuccess" }>;
export type RecordRefusal = Exclude<RecordOutcomeFragment, Recorded>;

export type RecordState =
  | { is: "idle" }
  | { is: "sending" }
  | { is: "refused"; refusal: RecordRefusal }
  | { is: "failed"; error: CombinedError | undefined };

/** Queued, or solved and closed: one request either way, and one only, however often it is tried. */
export function useRecordCall(onDone: (recorded: Recorded) => void) {
  const client = useClient();
  const [state, setState] = useState<RecordState>({ is: "idle" });
  const last = useRef<SentAct | null>(null);

  const record = useCallback(
    async (form: CallForm, solved: boolean, minutes: number) => {
      last.current = keyFor(JSON.stringify([form, solved]), last.current, () => crypto.randomUUID());
      const { key } = last.current;
      setState({ is: "sending" });
      const result = solved
        ? await client
            .mutation(RecordAndResolveTicketDocument, { input: toResolveInput(form, key, minutes) })
            .toPromise()
        : await client.mutation(RecordTicketDocument, { input: toRecordInput(form, key) }).toPromise();
      const { data, error } = result;
      const outcome = data && ("recordTicket" in data ? data.recordTicket : data.recordAndResolveTicket);
      if (!outcome) return setState({ is: "failed", error });
      if (outcome.__typename !== "TicketActSuccess") return setState({ is: "refused", refusal: outcome });
      last.current = null;
      setState({ is: "idle" });
      onDone(outcome);
    },
    [client, onDone],
  );
  return { state, record, reset: () => setState({ is: "idle" }) };
}
