"use client";

import { type MailFactsFragment, OutboxDocument, type OutboxState } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconMailCheck, IconMailOff, IconRefresh } from "@tabler/icons-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useMe } from "@/features/session/session";
import { usePages } from "@/live/use-pages";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ShortTime } from "@/ui/relative-time";
import { useRowKeys } from "@/ui/use-row-keys";
import { MailPane } from "./mail-pane";
import { MailStateMark } from "./mail-state";
import classes from "./outbox.module.css";

const states: readonly OutboxState[] = ["FAILED", "WAITING", "SENDING", "SENT", "SKIPPED"];
const pageSize = 60;

function addressOf(state: OutboxState | null, mail: string | null): string {
  const params = new URLSearchParams();
  if (state) params.set("state", state);
  if (mail) params.set("mail", mail);
  const query = params.toString();
  return query === "" ? "/outbox" : `/outbox?${query}`;
}

/** What the desk has written to people, what became of it, and what to do where it did not arrive. */
export function OutboxPage() {
  const t = useTranslations("outbox");
  const common = useTranslations("common");
  const router = useRouter();
  const params = useSearchParams();
  const { sendsMail } = useMe();
  const state = states.find((each) => each === params.get("state")) ?? null;
  const pages = usePages(
    OutboxDocument,
    { states: state === null ? null : [state], first: pageSize },
    (data) => data.outbox,
  );
  const open = pages.nodes.find(({ id }) => id === params.get("mail")) ?? null;
  const list = useRef<HTMLUListElement>(null);
  usePageTitle(t("title"));
  useRowKeys({ within: list, group: t("title"), next: t("key.next"), previous: t("key.previous") });

  const show = (shown: OutboxState | null) => router.replace(addressOf(shown, null), { scroll: false });
  const waiting = sendsMail ? 0 : pages.nodes.filter((mail) => mail.state === "WAITING").length;

  return (
    <Page
      title={t("title")}
      filters={
        <div className={classes["filters"]} role="group" aria-label={t("filter")}>
          <Button
            size="compact-sm"
            variant={state === null ? "light" : "default"}
            aria-pressed={state === null}
            onClick={() => show(null)}
          >
            {t("all")}
          </Button>
          {states.map((each) => (
            <Button
              key={each}
              size="compact-sm"
              variant={state === each ? "light" : "default"}
              aria-pressed={state === each}
              onClick={() => show(each)}
            >
              {t(`state.${each}`)}
            </Button>
          ))}
        </div>
      }
      tools={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={pages.reload}
        >
          {t("refresh")}
        </Button>
      }
    >
      {waiting > 0 && (
        <p className={classes["noServer"]} role="status">
          <IconMailOff size={17} aria-hidden />
          <span>{t.rich("noServer", { count: waiting, code: (chunks) => <code>{chunks}</code> })}</span>
        </p>
      )}
      {pages.error && (
        <div className={classes["notice"]}>
          <FailureNotice error={pages.error} onRetry={pages.reload} />
        </div>
      )}
      {pages.status === "ready" && pages.nodes.length === 0 ? (
        <EmptyState icon={IconMailCheck} title={state === null ? t("empty.title") : t("empty.filtered")}>
          {t("empty.what")}
        </EmptyState>
      ) : (
        <div className={classes["split"]} data-open={open !== null || undefined}>
          <section className={classes["list"]} aria-label={t("list")} aria-busy={pages.stale}>
            <ul ref={list}>
              {pages.nodes.map((mail) => (
                <MailRow
                  key={mail.id}
                  mail={mail}
                  isOpen={mail.id === open?.id}
                  onOpen={() => router.replace(addressOf(state, mail.id), { scroll: false })}
                />
              ))}
            </ul>
            {pages.hasMore && (
              <div className={classes["more"]}>
                <Button size="compact-sm" variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
                  {common("action.more")}
                </Button>
              </div>
            )}
          </section>
          {open ? (
            <MailPane
              key={open.id}
              mail={open}
              onClose={() => router.replace(addressOf(state, null), { scroll: false })}
            />
          ) : (
            <p className={classes["choose"]}>{pages.status === "ready" ? t("choose") : ""}</p>
          )}
        </div>
      )}
    </Page>
  );
}

function MailRow({ mail, isOpen, onOpen }: { mail: MailFactsFragment; isOpen: boolean; onOpen(): void }) {
  const t = useTranslations("outbox");
  const common = useTranslations("common");
  const { kind, state, toPerson, to, subject, createdAt, sentAt, lastError, language } = mail;
  return (
    <li>
      <button type="button" className={classes["row"]} data-row aria-current={isOpen || undefined} onClick={onOpen}>
        <span className={classes["who"]}>{toPerson?.displayName ?? to ?? t("nobody")}</span>
        <span className={classes["when"]}>
          <ShortTime at={sentAt ?? createdAt} />
        </span>
        <span className={classes["subject"]} lang={language}>
          {subject}
        </span>
        <span className={classes["about"]}>
          <MailStateMark state={state} />
          <span>{common(`mailKind.${kind}`)}</span>
          {lastError && <span className={classes["error"]}>{lastError}</span>}
        </span>
      </button>
    </li>
  );
}
