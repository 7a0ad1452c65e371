"use client";

import type { HistoryFactsFragment } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import { useActorName } from "../use-actor-name";
import { ChangeList } from "./change-list";
import { clockEvents } from "./clock-events";
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
  "PRIORITY_RAISED",
  "TARGETS_CHANGED",
] as const;

/** Who did what, when, why, and what it changed. */
export function HistoryList({ entries }: { entries: readonly HistoryFactsFragment[] }) {
  const t = useTranslations("ticket");
  const actorName = useActorName();
  const words = ({ type, target }: HistoryFactsFragment) => {
    const known = events.find((each) => each === type);
    if (known !== undefined) return t(`event.${known}`);
    const ofOne = clockEvents.find((each) => each === type);
    return ofOne === undefined ? t("event.other") : t(`event.${ofOne}`, { target: target ?? "RESOLVE" });
  };
  return (
    <ol className={classes["list"]}>
      {entries.map((entry) => {
        return (
          <li key={entry.id}>
            <ShortTime at={entry.occurredAt} />
            <div>
              <p>
                <strong>{actorName(entry)}</strong> {words(entry)}
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
