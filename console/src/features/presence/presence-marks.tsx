"use client";

import { useTranslations } from "next-intl";
import { useMe } from "@/features/session/session";
import { Initials } from "@/ui/person-name";
import type { Present } from "./presence";
import classes from "./presence.module.css";

/** Who else is looking at a ticket, small enough for a row. */
export function PresenceMarks({ present }: { present: readonly Present[] }) {
  const t = useTranslations("queues");
  const me = useMe();
  const others = present.filter(({ id }) => id !== me.person.id);
  if (others.length === 0) return null;
  return (
    <span className={classes["marks"]}>
      {others.slice(0, 3).map(({ id, displayName, activity }) => {
        const words =
          activity === "TYPING"
            ? t("presence.typing", { name: displayName })
            : t("presence.viewing", { name: displayName });
        return (
          <span key={id} title={words} className={classes["mark"]} data-typing={activity === "TYPING" || undefined}>
            <Initials name={displayName} here />
            <span className="g-hidden">{words}</span>
          </span>
        );
      })}
      {others.length > 3 && <span>+{others.length - 3}</span>}
    </span>
  );
}
