"use client";

import {
  CloseActDocument,
  ReleaseActDocument,
  ResumeActDocument,
  TakeActDocument,
  type TicketAct,
} from "@guichet/schema";
import { useEffect, useEffectEvent, useState } from "react";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { type ActDocument, type ActInput, useAct } from "./use-act";

const documents = {
  TAKE: TakeActDocument,
  RELEASE: ReleaseActDocument,
  RESUME: ResumeActDocument,
  CLOSE: CloseActDocument,
} as const satisfies Partial<Record<TicketAct, unknown>>;

export type DirectAct = keyof typeof documents;

export function isDirect(act: TicketAct): act is DirectAct {
  return act in documents;
}

/** An act that asks nothing: done at once. Only when something stands in its way does a dialog open and say so. */
export function DirectActRun({ act, ticket, onDone, onClose }: ActDialogOf & { act: DirectAct }) {
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const document = documents[act] as unknown as ActDocument<ActInput>;
  const acting = useAct(document, seen, onDone);
  const begin = useEffectEvent(() => void acting.send({}));
  useEffect(() => begin(), []);
  if (acting.state.is === "idle" || acting.state.is === "sending") return null;
  return (
    <ActDialog
      act={act}
      state={acting.state}
      ready
      onSubmit={() => void acting.send({})}
      onAgain={() => void acting.again()}
      onClose={onClose}
    >
      {null}
    </ActDialog>
  );
}
