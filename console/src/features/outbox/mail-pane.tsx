"use client";

import { type MailFactsFragment, RetryMailDocument } from "@guichet/schema";
import { ActionIcon, Button } from "@mantine/core";
import { IconSend, IconX } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { Copyable } from "@/ui/copyable";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { KeyHint } from "@/ui/key-hint";
import { type Refusal, refusalOf } from "@/ui/refusal";
import { ShortTime } from "@/ui/relative-time";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { MailStateMark } from "./mail-state";
import classes from "./outbox.module.css";

/** One mail, as its reader gets it, and what happened to it on the way. */
export function MailPane({ mail, onClose }: { mail: MailFactsFragment; onClose(): void }) {
  const t = useTranslations("outbox");
  const common = useTranslations("common");
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pane = useRef<HTMLElement>(null);
  const { id, kind, state, ticket, to, toPerson, subject, text, language, attempts, lastError } = mail;
  const mayRetry = state === "FAILED" || state === "SKIPPED" || (state === "WAITING" && attempts > 0);
  useEffect(() => {
    // On a narrow screen the mail comes after the list, out of sight.
    pane.current?.scrollIntoView({ block: "nearest" });
  }, []);

  async function retry() {
    setBusy(true);
    const answer = await client.mutation(RetryMailDocument, { mail: id }).toPromise();
    setBusy(false);
    setRefusal(refusalOf(answer, "RetryMailSuccess"));
  }
  useShortcuts(mayRetry && !busy ? [{ keys: "r", label: t("retry"), group: t("title"), run: () => void retry() }] : []);

  return (
    <article ref={pane} className={classes["pane"]} aria-label={subject}>
      <header>
        <h2 lang={language}>{subject}</h2>
        <ActionIcon aria-label={common("action.close")} onClick={onClose} className={classes["close"]}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <RefusalNotice refusal={refusal} />
      <dl className={classes["facts"]}>
        <div>
          <dt>{t("fact.state")}</dt>
          <dd>
            <span role="status">
              <MailStateMark state={state} />
            </span>
          </dd>
        </div>
        <div>
          <dt>{t("fact.kind")}</dt>
          <dd>{common(`mailKind.${kind}`)}</dd>
        </div>
        <div>
          <dt>{t("fact.to")}</dt>
          <dd>
            {toPerson?.displayName} {to ? <Copyable text={to}>{`<${to}>`}</Copyable> : t("noAddress")}
          </dd>
        </div>
        {ticket && (
          <div>
            <dt>{t("fact.ticket")}</dt>
            <dd>
              <Link href={`/tickets/${ticket.number}`}>
                {t("ticket", { number: ticket.number, subject: ticket.subject })}
              </Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{t("fact.written")}</dt>
          <dd>
            <ShortTime at={mail.createdAt} />
          </dd>
        </div>
        {mail.sentAt && (
          <div>
            <dt>{t("fact.sent")}</dt>
            <dd>
              <ShortTime at={mail.sentAt} />
            </dd>
          </div>
        )}
        {attempts > 0 && (
          <div>
            <dt>{t("fact.attempts")}</dt>
            <dd>
              {attempts}
              {state === "WAITING" && (
                <>
                  {" · "}
                  {t("nextTry")} <ShortTime at={mail.notBefore} />
                </>
              )}
            </dd>
          </div>
        )}
        {lastError && (
          <div>
            <dt>{t("fact.error")}</dt>
            <dd className={classes["error"]}>{lastError}</dd>
          </div>
        )}
      </dl>
      {(state === "FAILED" || state === "SKIPPED") && <p className={classes["why"]}>{t(`why.${state}`)}</p>}
      {mayRetry && (
        <Button
          size="compact-sm"
          loading={busy}
          leftSection={<IconSend size={15} aria-hidden />}
          rightSection={<KeyHint keys="r" />}
          aria-keyshortcuts="r"
          onClick={() => void retry()}
        >
          {t("retry")}
        </Button>
      )}
      {text === null ? (
        <p className={classes["why"]}>{t("hidden")}</p>
      ) : (
        <p className={classes["text"]} lang={language}>
          {text}
        </p>
      )}
    </article>
  );
}
