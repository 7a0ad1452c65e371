"use client";

import { SuggestionsDocument } from "@guichet/schema";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBulb, IconCheck } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import type { SuggestedArticle } from "@/features/tickets/acts/article-choice";
import { KeyHint } from "@/ui/key-hint";
import { RelativeTime } from "@/ui/relative-time";
import { StateBadge } from "@/ui/state-badge";
import classes from "./call.module.css";

/** Shorter texts resemble everything. */
const enough = 8;
export const offeredArticles = 4;

/** What the desk already knows about what is being typed. */
export function useCallSuggestions(text: string, application: string | null) {
  const [asked] = useDebouncedValue(text.trim().slice(0, 500), 250);
  const [{ data, fetching }] = useQuery({
    query: SuggestionsDocument,
    variables: { text: asked, application },
    pause: asked.length < enough,
  });
  const suggestions = asked.length < enough ? undefined : data?.suggestions;
  return {
    fetching,
    articles: (suggestions?.articles ?? [])
      .flatMap(({ node }) => (node.__typename === "Article" ? [node] : []))
      .slice(0, offeredArticles),
    lookAlikes: (suggestions?.lookAlikes ?? []).flatMap(({ node }) => (node.__typename === "Ticket" ? [node] : [])),
  };
}

interface CallSuggestionsProps extends ReturnType<typeof useCallSuggestions> {
  chosen: string | null;
  onArticle(article: SuggestedArticle): void;
}

/** Articles that one key puts into the solution, and tickets that look alike: perhaps an outage. */
export function CallSuggestions({ articles, lookAlikes, chosen, onArticle }: CallSuggestionsProps) {
  const t = useTranslations("call");
  const common = useTranslations("common");
  if (articles.length === 0 && lookAlikes.length === 0) {
    return (
      <section className={classes["card"]} aria-label={t("known.title")}>
        <h2>
          <IconBulb size={15} aria-hidden />
          {t("known.title")}
        </h2>
        <p>{t("known.nothing")}</p>
      </section>
    );
  }
  return (
    <section className={classes["card"]} aria-label={t("known.title")}>
      <h2>
        <IconBulb size={15} aria-hidden />
        {t("known.title")}
      </h2>
      {articles.length > 0 && (
        <>
          <h3>{t("known.articles")}</h3>
          <ul className={classes["articles"]}>
            {articles.map((article, index) => (
              <li key={article.id}>
                <button
                  type="button"
                  aria-pressed={article.id === chosen}
                  aria-keyshortcuts={`Alt+${index + 1}`}
                  onClick={() => onArticle(article)}
                >
                  <span>
                    {article.id === chosen && <IconCheck size={14} aria-hidden />}
                    <strong>{article.title}</strong>
                    <KeyHint keys={`Alt+${index + 1}`} />
                  </span>
                  <span>
                    {article.articleState === "TO_REVIEW" ? `${common("articleState.TO_REVIEW")} · ` : ""}
                    {article.solution}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {lookAlikes.length > 0 && (
        <>
          <h3>{t("known.lookAlikes")}</h3>
          <ul className={classes["hits"]}>
            {lookAlikes.slice(0, 5).map((ticket) => (
              <li key={ticket.id}>
                <Link href={`/tickets/${ticket.number}`} target="_blank">
                  {ticket.subject}
                </Link>
                <span>
                  <StateBadge state={ticket.state} />
                  {ticket.requester.displayName}
                  <RelativeTime at={ticket.reportedAt} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
