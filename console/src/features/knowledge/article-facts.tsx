import type { ArticleFactsFragment } from "@guichet/schema";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ShortTime } from "@/ui/relative-time";
import classes from "./article.module.css";
import { ArticleStateMark } from "./article-state";

/** Where an article comes from and what became of it. */
export function ArticleFacts({ article }: { article: ArticleFactsFragment }) {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const { state, application, language, useCount, sourceTicket, createdBy, createdAt, updatedAt, expiresAt } = article;
  return (
    <dl className={classes["facts"]}>
      <div>
        <dt>{t("fact.state")}</dt>
        <dd>
          <ArticleStateMark state={state} />
        </dd>
      </div>
      <div>
        <dt>{t("fact.application")}</dt>
        <dd>{application?.name ?? t("anyApplication")}</dd>
      </div>
      <div>
        <dt>{t("fact.language")}</dt>
        <dd>{common(`language.${language}`)}</dd>
      </div>
      <div>
        <dt>{t("fact.uses")}</dt>
        <dd>{t("uses", { count: useCount })}</dd>
      </div>
      {sourceTicket && (
        <div>
          <dt>{t("fact.source")}</dt>
          <dd>
            <Link href={`/tickets/${sourceTicket.number}`}>
              {t("ticket", { number: sourceTicket.number, subject: sourceTicket.subject })}
            </Link>
          </dd>
        </div>
      )}
      <div>
        <dt>{t("fact.written")}</dt>
        <dd>
          <ShortTime at={createdAt} />
          {createdBy && `, ${createdBy.displayName}`}
        </dd>
      </div>
      {updatedAt !== createdAt && (
        <div>
          <dt>{t("fact.updated")}</dt>
          <dd>
            <ShortTime at={updatedAt} />
          </dd>
        </div>
      )}
      {expiresAt && state === "TO_REVIEW" && (
        <div>
          <dt>{t("fact.expires")}</dt>
          <dd>
            <ShortTime at={expiresAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}
