"use client";

import type { MessageFactsFragment } from "@guichet/schema";
import { IconEyeOff, IconWorld } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Initials } from "@/ui/person-name";
import { ShortTime } from "@/ui/relative-time";
import { foldQuoted } from "./quoted";
import classes from "./thread.module.css";

function Head({
  name,
  at,
  note,
  audience,
}: {
  name: string;
  at: string;
  note?: string;
  audience?: "PUBLIC" | "INTERNAL";
}) {
  const t = useTranslations("ticket");
  return (
    <header className={classes["head"]}>
      <Initials name={name} />
      <strong>{name}</strong>
      {note && <span>{note}</span>}
      <span className={classes["side"]}>
        {audience === "INTERNAL" && (
          <span className={classes["audience"]}>
            <IconEyeOff size={14} aria-hidden />
            {t("audience.INTERNAL")}
          </span>
        )}
        {audience === "PUBLIC" && (
          <span className={classes["audience"]}>
            <IconWorld size={14} aria-hidden />
            {t("audience.PUBLIC")}
          </span>
        )}
        <ShortTime at={at} />
      </span>
    </header>
  );
}

function MessageArticle({ message, requesterId }: { message: MessageFactsFragment; requesterId: string }) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const name = message.author?.displayName ?? common(`actor.${message.authorKind}`);
  const { said, quoted } = foldQuoted(message.text);
  return (
    <article
      className={classes["message"]}
      data-audience={message.audience}
      data-from={message.author?.id === requesterId ? "requester" : "desk"}
      aria-label={t(`thread.${message.audience}`, { name })}
    >
      <Head name={name} at={message.createdAt} audience={message.audience} />
      <p className={classes["text"]}>{said}</p>
      {quoted !== "" && (
        <details className={classes["quoted"]}>
          <summary>{t("thread.quoted")}</summary>
          <p className={classes["text"]}>{quoted}</p>
        </details>
      )}
    </article>
  );
}

export const Message = Object.assign(MessageArticle, { Head });
