"use client";

import type { HistoryFactsFragment } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import { useActorName } from "../use-actor-name";
import { ChangeList } from "./change-list";
import classes from "./history.module.css";

const events = [
  "RECORDED",
  "QUALIFIED",
  "TAKEN",
  "ASSIGNED",
  "RELEASED",
  "ESCALATED",
  "HANDED_BACK",
  "TRANSFERRED",
  "REPLIED",
  "NOTED",
  "INTERVENED",
  "WAITING_STARTED",
  "RESUMED",
  "RESOLVED",
  "CLOSED",
  "REOPENED",
  "CANCELLED",
  "CHASED",
  "NEWS_PROMISED",
  "FOLLOWED_UP",
] as const;

/** Who did what, when, why, and what it changed. */
export function HistoryList({ entries }: { entries: readonly HistoryFactsFragment[] }) {
  const t = useTranslations("ticket");
  const actorName = useActorName();
  return (
    <ol className={classes["list"]}>
      {entries.map((entry) => {
        const known = events.find((each) => each === entry.type);
        return (
          <li key={entry.id}>
            <ShortTime at={entry.occurredAt} />
            <div>
              <p>
                <strong>{actorName(entry)}</strong> {known === undefined ? t("event.other") : t(`event.${known}`)}
              </p>
              <ChangeList changes={entry.changes} />
              {entry.reason && <blockquote>{entry.reason}</blockquote>}
              {entry.message && <blockquote data-audience={entry.message.audience}>{entry.message.text}</blockquote>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
