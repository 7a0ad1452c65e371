"use client";

import { ArticleDocument } from "@guichet/schema";
import { Button, Loader } from "@mantine/core";
import { IconArchive, IconBookOff, IconCheck, IconEyeQuestion, IconPencil } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { useMay } from "@/features/session/session";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ShortTime } from "@/ui/relative-time";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { StateBadge } from "@/ui/state-badge";
import classes from "./article.module.css";
import { ArticleFacts } from "./article-facts";
import { ArticleText } from "./article-text";
import { useReview } from "./use-review";

/** One article, as somebody with a caller on the line reads it. */
export function ArticlePage({ id }: { id: string }) {
  const t = useTranslations("knowledge");
  const router = useRouter();
  const [{ data, error, fetching }, read] = useQuery({
    query: ArticleDocument,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const mayEdit = useMay("ARTICLES_EDIT");
  const mayReview = useMay("ARTICLES_REVIEW");
  const { decide, refusal, busy } = useReview();
  const article = data?.article ?? null;
  usePageTitle(article?.title ?? t("title"));
  useShortcuts(
    article && mayEdit
      ? [{ keys: "e", label: t("edit"), group: t("article"), run: () => router.push(`/knowledge/${id}/edit`) }]
      : [],
  );

  const back = { address: "/knowledge", name: t("title") };
  if (article === null) {
    return (
      <Page title={t("article")} back={back}>
        {error ? (
          <div className={classes["notice"]}>
            <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
          </div>
        ) : fetching ? (
          <div className={classes["form"]}>
            <Loader size="sm" role="status" aria-label={t("loading")} />
          </div>
        ) : (
          <EmptyState icon={IconBookOff} title={t("notFound.title")}>
            {t("notFound.what")}
          </EmptyState>
        )}
      </Page>
    );
  }

  const { state, uses } = article;
  return (
    <Page
      title={article.title}
      back={back}
      tools={
        <>
          {mayReview && state !== "PUBLISHED" && (
            <Button
              size="compact-sm"
              loading={busy}
              leftSection={<IconCheck size={15} aria-hidden />}
              onClick={() => void decide(article, "PUBLISHED")}
            >
              {t("publish")}
            </Button>
          )}
          {mayReview && state !== "ARCHIVED" && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              leftSection={<IconArchive size={15} aria-hidden />}
              onClick={() => void decide(article, "ARCHIVED")}
            >
              {t("archive")}
            </Button>
          )}
          {mayEdit && (
            <Button
              component={Link}
              href={`/knowledge/${id}/edit`}
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
            >
              {t("edit")}
            </Button>
          )}
        </>
      }
    >
      {refusal && (
        <div className={classes["notice"]}>
          <RefusalNotice refusal={refusal} />
        </div>
      )}
      <article className={classes["article"]}>
        <div>
          {state !== "PUBLISHED" && (
            <p className={classes["warning"]} data-state={state}>
              {state === "ARCHIVED" ? <IconArchive size={16} aria-hidden /> : <IconEyeQuestion size={16} aria-hidden />}
              {t(`caution.${state}`)}
            </p>
          )}
          <ArticleText article={article} />
          <section className={classes["uses"]}>
            <h2>{t("usesTitle")}</h2>
            {uses.length === 0 ? (
              <p>{t("noUses")}</p>
            ) : (
              <ul>
                {uses.map((ticket) => (
                  <li key={ticket.number}>
                    <Link href={`/tickets/${ticket.number}`}>
                      {t("ticket", { number: ticket.number, subject: ticket.subject })}
                    </Link>
                    <StateBadge state={ticket.state} />
                    {ticket.resolvedAt && <ShortTime at={ticket.resolvedAt} />}
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <ArticleFacts article={article} />
      </article>
    </Page>
  );
}
