"use client";

import { PromiseNewsActDocument } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InstantInput } from "@/ui/instant-input";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

export function PromiseNewsDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [at, setAt] = useState<string | null>(ticket.nextNewsAt);
  const promising = useAct(PromiseNewsActDocument, seen, onDone);
  return (
    <ActDialog
      act="PROMISE_NEWS"
      state={promising.state}
      ready={at !== null}
      onSubmit={() => at !== null && void promising.send({ at })}
      onAgain={() => void promising.again()}
      onClose={onClose}
    >
      <InstantInput label={t("news.at")} description={t("news.why")} value={at} onChange={setAt} required autoFocus />
    </ActDialog>
  );
}
