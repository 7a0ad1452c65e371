"use client";

import { InterveneActDocument, type InterventionMeans } from "@guichet/schema";
import { NumberInput, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDraft } from "@/features/drafts/use-draft";
import { Choice } from "@/ui/choice";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

const means: readonly InterventionMeans[] = ["PHONE", "EMAIL", "REMOTE", "ON_SITE"];

export function InterveneDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [by, setBy] = useState<InterventionMeans>("REMOTE");
  const [minutes, setMinutes] = useState<number | null>(15);
  const [note, setNote, clearNote] = useDraft(`${ticket.number}.intervention`);
  const intervening = useAct(InterveneActDocument, seen, () => {
    clearNote();
    onDone();
  });
  return (
    <ActDialog
      act="INTERVENE"
      state={intervening.state}
      ready={minutes !== null && minutes > 0}
      onSubmit={() =>
        minutes !== null &&
        void intervening.send({ means: by, minutes, ...(note.trim() === "" ? {} : { note: note.trim() }) })
      }
      onAgain={() => void intervening.again()}
      onClose={onClose}
    >
      <Choice
        name={t("intervene.means")}
        value={by}
        values={means}
        label={(value) => common(`means.${value}`)}
        onChange={setBy}
      />
      <NumberInput
        label={t("intervene.minutes")}
        value={minutes ?? ""}
        onChange={(value) => setMinutes(typeof value === "number" ? value : null)}
        min={1}
        max={1440}
        step={5}
        allowDecimal={false}
        maw={140}
        required
        data-autofocus
      />
      <Textarea
        label={t("intervene.note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={3}
      />
    </ActDialog>
  );
}
