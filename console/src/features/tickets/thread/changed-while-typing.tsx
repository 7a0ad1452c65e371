"use client";

import type { HistoryFactsFragment } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { HistoryList } from "../history/history-list";
import classes from "../tickets.module.css";

/** Somebody did something while words were being written: better known before sending than after. */
export function ChangedWhileTyping({ entries, onRead }: { entries: readonly HistoryFactsFragment[]; onRead(): void }) {
  const t = useTranslations("ticket");
  return (
    <section className={classes["missed"]} role="status" aria-label={t("typing.title", { count: entries.length })}>
      <h3>{t("typing.title", { count: entries.length })}</h3>
      <HistoryList entries={entries} />
      <div className={classes["missedActions"]}>
        <Button size="compact-md" variant="default" onClick={onRead}>
          {t("typing.read")}
        </Button>
      </div>
    </section>
  );
}
