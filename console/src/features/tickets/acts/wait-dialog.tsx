"use client";

import { WaitActDocument, type WaitingFor } from "@guichet/schema";
import { Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDraft } from "@/features/drafts/use-draft";
import { Choice } from "@/ui/choice";
import { InstantInput } from "@/ui/instant-input";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

const reasons: readonly WaitingFor[] = ["REQUESTER", "THIRD_PARTY", "DATE"];

/** What the ticket waits for. The requester must be told; a date must be given. */
export function WaitDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [waitFor, setWaitFor] = useState<WaitingFor>("REQUESTER");
  const [until, setUntil] = useState<string | null>(null);
  const [message, setMessage, clearMessage] = useDraft(`${ticket.number}.wait`);
  const waiting = useAct(WaitActDocument, seen, () => {
    clearMessage();
    onDone();
  });
  const words = message.trim();
  const ready = waitFor === "REQUESTER" ? words !== "" : waitFor === "DATE" ? until !== null : true;

  return (
    <ActDialog
      act="WAIT"
      size="lg"
      state={waiting.state}
      ready={ready}
      onSubmit={() =>
        void waiting.send({
          waitFor,
          ...(until !== null ? { until } : {}),
          ...(words === "" ? {} : waitFor === "REQUESTER" ? { message: words } : { reason: words }),
        })
      }
      onAgain={() => void waiting.again()}
      onClose={onClose}
    >
      <Choice
        name={t("wait.for")}
        value={waitFor}
        values={reasons}
        label={(value) => t(`wait.${value}`)}
        onChange={setWaitFor}
      />
      <Textarea
        label={waitFor === "REQUESTER" ? t("wait.message") : t("field.reason")}
        description={
          waitFor === "REQUESTER" ? t("wait.messageWhy", { name: ticket.requester.displayName }) : t("wait.reasonWhy")
        }
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
        autosize
        minRows={4}
        maxRows={14}
        required={waitFor === "REQUESTER"}
        data-autofocus
      />
      <InstantInput label={t("wait.until")} value={until} onChange={setUntil} required={waitFor === "DATE"} />
    </ActDialog>
  );
}
