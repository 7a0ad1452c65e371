"use client";

import { EarlierMessagesDocument, type MessageFactsFragment } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClient } from "urql";
import type { PageTicket } from "../acts/dialog";
import { Message } from "./message";
import classes from "./thread.module.css";

/** The request and what was said about it since, in order. */
export function Thread({ ticket }: { ticket: PageTicket }) {
  const t = useTranslations("ticket");
  const client = useClient();
  const [earlier, setEarlier] = useState<readonly MessageFactsFragment[]>([]);
  const { pageInfo, edges } = ticket.messages;
  const [cursor, setCursor] = useState<string | null>(null);
  const [more, setMore] = useState<boolean | null>(null);
  const hasEarlier = more ?? pageInfo.hasPreviousPage;

  async function readEarlier() {
    const before = cursor ?? pageInfo.startCursor;
    if (!before) return;
    const { data } = await client.query(EarlierMessagesDocument, { number: ticket.number, before }).toPromise();
    const page = data?.ticket?.messages;
    if (!page) return;
    setEarlier((known) => [...page.edges.map(({ node }) => node), ...known]);
    setCursor(page.pageInfo.startCursor ?? null);
    setMore(page.pageInfo.hasPreviousPage);
  }

  return (
    <section className={classes["thread"]} aria-label={t("thread.title")}>
      <article className={classes["request"]} aria-label={t("thread.request")}>
        <Message.Head name={ticket.requester.displayName} at={ticket.reportedAt} note={t("thread.asked")} />
        <p className={classes["text"]}>{ticket.description}</p>
      </article>
      {hasEarlier && (
        <Button variant="subtle" size="compact-sm" onClick={() => void readEarlier()}>
          {t("thread.earlier")}
        </Button>
      )}
      {[...earlier, ...edges.map(({ node }) => node)].map((message) => (
        <Message key={message.id} message={message} requesterId={ticket.requester.id} />
      ))}
      {ticket.resolution && (
        <article className={classes["resolution"]} aria-label={t("thread.resolution")}>
          <Message.Head
            name={ticket.resolution.by?.displayName ?? t("event.desk")}
            at={ticket.resolution.at}
            note={t(`resolvedBy.${ticket.resolution.code}`)}
          />
          <p className={classes["text"]}>{ticket.resolution.solution}</p>
        </article>
      )}
    </section>
  );
}
