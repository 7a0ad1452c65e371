"use client";

import {
  CancelActDocument,
  ReleaseActDocument,
  ReopenActDocument,
  ResumeActDocument,
  TakeActDocument,
  type TicketAct,
} from "@guichet/schema";
import { Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDraft } from "@/features/drafts/use-draft";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { type ActDocument, type ActInput, useAct } from "./use-act";

const documents = {
  TAKE: TakeActDocument,
  RELEASE: ReleaseActDocument,
  RESUME: ResumeActDocument,
  REOPEN: ReopenActDocument,
  CANCEL: CancelActDocument,
} as const satisfies Partial<Record<TicketAct, unknown>>;

export type ReasonedAct = keyof typeof documents;

interface ReasonedInput extends ActInput {
  reason: string;
}

/** An act that only asks why. */
export function ReasonDialog({ act, ticket, onDone, onClose }: ActDialogOf & { act: ReasonedAct }) {
  const t = useTranslations("ticket");
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [reason, setReason, clearReason] = useDraft(`${ticket.number}.${act}`);
  const document = documents[act] as unknown as ActDocument<ReasonedInput>;
  const acting = useAct(document, seen, () => {
    clearReason();
    onDone();
  });
  return (
    <ActDialog
      act={act}
      state={acting.state}
      ready={reason.trim() !== ""}
      onSubmit={() => void acting.send({ reason: reason.trim() })}
      onAgain={() => void acting.again()}
      onClose={onClose}
    >
      <Textarea
        label={t("field.reason")}
        description={t(`why.${act}`)}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={10}
        required
        data-autofocus
      />
    </ActDialog>
  );
}
