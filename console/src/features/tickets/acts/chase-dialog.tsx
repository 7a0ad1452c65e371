"use client";

import { ChaseActDocument } from "@guichet/schema";
import { Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDraft } from "@/features/drafts/use-draft";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

export function ChaseDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [note, setNote, clearNote] = useDraft(`${ticket.number}.chase`);
  const chasing = useAct(ChaseActDocument, seen, () => {
    clearNote();
    onDone();
  });
  return (
    <ActDialog
      act="CHASE"
      state={chasing.state}
      ready
      onSubmit={() => void chasing.send(note.trim() === "" ? {} : { note: note.trim() })}
      onAgain={() => void chasing.again()}
      onClose={onClose}
    >
      <Textarea
        label={t("chase.note")}
        description={t("chase.why")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        data-autofocus
      />
    </ActDialog>
  );
}
