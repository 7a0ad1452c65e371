"use client";

import type { SuggestionsQuery } from "@guichet/schema";
import { Radio } from "@mantine/core";
import { useTranslations } from "next-intl";
import classes from "../tickets.module.css";

export type SuggestedArticle = Extract<
  SuggestionsQuery["suggestions"]["articles"][number]["node"],
  { __typename: "Article" }
>;

const none = "none";

interface ArticleChoiceProps {
  articles: readonly SuggestedArticle[];
  chosen: string | null;
  onChoose(article: SuggestedArticle | null): void;
}

/** Which article solved it. Saying so counts its use; saying none makes a new draft. */
export function ArticleChoice({ articles, chosen, onChoose }: ArticleChoiceProps) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  if (articles.length === 0) return null;
  return (
    <Radio.Group
      label={t("resolve.article")}
      value={chosen ?? none}
      onChange={(value) => onChoose(articles.find(({ id }) => id === value) ?? null)}
    >
      <div className={classes["targets"]}>
        {articles.slice(0, 4).map((article) => (
          <Radio.Card key={article.id} value={article.id} className={classes["target"] ?? ""}>
            <Radio.Indicator size="sm" />
            <span className={classes["targetName"]}>
              <strong>{article.title}</strong>
              {article.articleState === "TO_REVIEW" && <em>{common("articleState.TO_REVIEW")}</em>}
            </span>
            <span className={classes["targetFacts"]}>{t("resolve.used", { count: article.useCount })}</span>
          </Radio.Card>
        ))}
        <Radio.Card value={none} className={classes["target"] ?? ""}>
          <Radio.Indicator size="sm" />
          <span className={classes["targetName"]}>
            <strong>{t("resolve.noArticle")}</strong>
          </span>
        </Radio.Card>
      </div>
    </Radio.Group>
  );
}
