"use client";

import type { OutboxState } from "@guichet/schema";
import { IconAlertTriangle, IconCheck, IconClock, IconMailOff, IconSend, type TablerIcon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import type { PageTicket } from "./acts/dialog";
import classes from "./facts.module.css";

const icons: Record<OutboxState, TablerIcon> = {
  WAITING: IconClock,
  SENDING: IconSend,
  SENT: IconCheck,
  FAILED: IconAlertTriangle,
  SKIPPED: IconMailOff,
};

/** What was mailed about this ticket and how far each mail has come; its text unfolds. */
export function Mails({ mails }: Pick<PageTicket, "mails">) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  if (mails.length === 0) return null;
  return (
    <section>
      <h2>{t("facts.mails")}</h2>
      <ul className={classes["items"]}>
        {mails.map((mail) => {
          const Icon = icons[mail.state];
          return (
            <li key={mail.id}>
              <details>
                <summary>
                  {common(`mailKind.${mail.kind}`)}
                  <span className={classes["mailState"]} data-state={mail.state}>
                    <Icon size={14} aria-hidden />
                    {common(`mailState.${mail.state}`)}
                  </span>
                </summary>
                <p>
                  {mail.to ?? t("facts.noAddress")} · <ShortTime at={mail.sentAt ?? mail.createdAt} />
                </p>
                {mail.lastError && <p>{t("facts.mailError", { error: mail.lastError, attempts: mail.attempts })}</p>}
                <p className={classes["mailText"]}>
                  <strong>{mail.subject}</strong>
                  {"\n\n"}
                  {mail.text}
                </p>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
