"use client";

import { SearchDocument } from "@guichet/schema";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconArrowRight, IconBook2, IconSearch, IconTicket } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { useMay, useMe } from "@/features/session/session";
import { openTo } from "@/features/shell/destinations";
import { StateBadge } from "@/ui/state-badge";
import classes from "./search.module.css";

const shown = 12;

/** Everything within reach of the keyboard: a ticket by its number, tickets and articles by words, the pages. */
export function SearchPalette() {
  const t = useTranslations("search");
  const shell = useTranslations("shell");
  const common = useTranslations("common");
  const router = useRouter();
  const { permissions } = useMe();
  const maySearch = useMay("TICKETS_READ_DESK", "ARTICLES_READ");
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 180);
  const wanted = maySearch && text.length >= 2;
  const [{ data, fetching }] = useQuery({
    query: SearchDocument,
    variables: { text, scopes: null, first: shown },
    pause: !wanted,
  });

  const number = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  const hits = wanted ? (data?.search.hits ?? []) : [];
  const tickets = hits.flatMap(({ node, excerpt }) => (node.__typename === "Ticket" ? [{ ...node, excerpt }] : []));
  const articles = hits.flatMap(({ node, excerpt }) => (node.__typename === "Article" ? [{ ...node, excerpt }] : []));
  const pages = openTo(permissions).filter(({ name }) => {
    const words = typed.trim().toLowerCase();
    return words === "" || shell(`go.${name}`).toLowerCase().includes(words);
  });
  const nothing = typed.trim() !== "" && !number && hits.length + pages.length === 0;

  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut="mod + K"
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      scrollable
      maxHeight={460}
      size={620}
      attributes={{ content: { "aria-label": t("title") } }}
    >
      <Spotlight.Search
        placeholder={t("placeholder")}
        aria-label={t("title")}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {number !== undefined && (
          <Spotlight.Action
            label={t("openTicket", { number })}
            leftSection={<IconTicket size={18} aria-hidden />}
            onClick={() => router.push(`/tickets/${number}`)}
          />
        )}
        {tickets.length > 0 && (
          <Spotlight.ActionsGroup label={t("tickets")}>
            {tickets.map((ticket) => (
              <Spotlight.Action key={ticket.id} onClick={() => router.push(`/tickets/${ticket.number}`)}>
                <span className={classes["hit"]}>
                  <span className={classes["number"]}>{ticket.number}</span>
                  <span className={classes["words"]}>
                    <strong>{ticket.subject}</strong>
                    <span>{ticket.requester.displayName}</span>
                  </span>
                  <StateBadge state={ticket.state} />
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {articles.length > 0 && (
          <Spotlight.ActionsGroup label={t("articles")}>
            {articles.map((article) => (
              <Spotlight.Action key={article.id} onClick={() => router.push(`/knowledge/${article.id}`)}>
                <span className={classes["hit"]}>
                  <IconBook2 size={17} aria-hidden />
                  <span className={classes["words"]}>
                    <strong>{article.title}</strong>
                    <span>{article.excerpt}</span>
                  </span>
                  {article.articleState !== "PUBLISHED" && (
                    <span>{common(`articleState.${article.articleState}`)}</span>
                  )}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label={t("goTo")}>
            {pages.map(({ name, address, icon: Icon }) => (
              <Spotlight.Action key={name} onClick={() => router.push(address)}>
                <span className={classes["hit"]}>
                  <Icon size={17} aria-hidden />
                  <span className={classes["words"]}>{shell(`go.${name}`)}</span>
                  <IconArrowRight size={15} aria-hidden />
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{fetching || text !== typed.trim() ? t("typing") : t("nothing")}</Spotlight.Empty>}
        {data?.search.truncated && hits.length > 0 && <p className={classes["truncated"]}>{t("truncated")}</p>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
