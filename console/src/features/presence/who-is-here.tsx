"use client";

import { useTranslations } from "next-intl";
import { useMe } from "@/features/session/session";
import { Initials } from "@/ui/person-name";
import type { Present } from "./presence";
import classes from "./presence.module.css";

/** Who else has this ticket open, and who is writing: said in words, announced politely. */
export function WhoIsHere({ present }: { present: readonly Present[] }) {
  const t = useTranslations("ticket");
  const me = useMe();
  const others = present.filter(({ id }) => id !== me.person.id);
  const typing = others.filter(({ activity }) => activity === "TYPING").map(({ displayName }) => displayName);
  const viewing = others.filter(({ activity }) => activity === "VIEWING").map(({ displayName }) => displayName);
  return (
    <span className={classes["here"]} role="status">
      {others.slice(0, 4).map(({ id, displayName }) => (
        <Initials key={id} name={displayName} here />
      ))}
      {typing.length > 0 && <span>{t("here.typing", { names: typing.join(", "), count: typing.length })}</span>}
      {viewing.length > 0 && <span>{t("here.viewing", { names: viewing.join(", "), count: viewing.length })}</span>}
    </span>
  );
}
