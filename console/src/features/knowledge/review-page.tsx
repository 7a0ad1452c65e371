"use client";

import { type ArticleFactsFragment, ArticlesToReviewDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useMay } from "@/features/session/session";
import { usePages } from "@/live/use-pages";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { RelativeTime } from "@/ui/relative-time";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import classes from "./review.module.css";
import { ReviewPane } from "./review-pane";

/** Drafts one after the other: the list on the left, the draft to be judged beside it, everything by keyboard. */
export function ReviewPage() {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const router = useRouter();
  const params = useSearchParams();
  const pages = usePages(ArticlesToReviewDocument, {}, (data) => data.articles);
  const mayReview = useMay("ARTICLES_REVIEW");
  const drafts = pages.nodes.filter(({ state }) => state === "TO_REVIEW");
  const wanted = params.get("draft");
  const [reviewed, setReviewed] = useState(0);
  const position = Math.max(
    0,
    drafts.findIndex(({ id }) => id === wanted),
  );
  const draft = drafts[position];
  const list = useRef<HTMLOListElement>(null);
  usePageTitle(t("review.title"), drafts.length);

  const show = (id: string) => router.replace(`/knowledge/review?draft=${encodeURIComponent(id)}`, { scroll: false });
  const go = (to: number) => {
    const next = drafts[Math.max(0, Math.min(drafts.length - 1, to))];
    if (next) show(next.id);
  };
  const currentId = draft?.id;
  useEffect(() => {
    if (currentId === undefined) return;
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [currentId]);

  useShortcuts([
    { keys: "j", label: t("key.next"), group: t("review.title"), run: () => go(position + 1) },
    { keys: "k", label: t("key.previous"), group: t("review.title"), run: () => go(position - 1) },
  ]);

  /** The next draft takes the place of the one that was judged. */
  function afterDecision(article: Pick<ArticleFactsFragment, "id">) {
    setReviewed((count) => count + 1);
    const next = drafts[position + 1] ?? drafts[position - 1];
    if (next && next.id !== article.id) show(next.id);
  }

  const count = pages.hasMore ? t("toReviewMore", { count: drafts.length }) : t("toReview", { count: drafts.length });
  return (
    <Page
      title={t("review.title")}
      back={{ address: "/knowledge", name: t("title") }}
      tools={
        <span className={classes["progress"]} role="status">
          {pages.status === "ready" && count}
          {reviewed > 0 && ` · ${t("review.done", { count: reviewed })}`}
        </span>
      }
    >
      {pages.error && pages.nodes.length === 0 && (
        <div className={classes["notice"]}>
          <FailureNotice error={pages.error} onRetry={pages.reload} />
        </div>
      )}
      {pages.status === "ready" && !draft && (
        <EmptyState
          icon={IconCircleCheck}
          title={t("review.none")}
          action={
            <Button component={Link} href="/knowledge" variant="default">
              {t("title")}
            </Button>
          }
        >
          {t("review.noneWhat")}
        </EmptyState>
      )}
      {draft && (
        <div className={classes["split"]}>
          <nav className={classes["rail"]} aria-label={t("review.list")}>
            <ol ref={list}>
              {drafts.map(({ id, title, application, createdAt, language }) => (
                <li key={id}>
                  <Link
                    href={`/knowledge/review?draft=${encodeURIComponent(id)}`}
                    replace
                    scroll={false}
                    aria-current={id === draft.id ? "true" : undefined}
                  >
                    <span lang={language}>{title}</span>
                    <small>
                      {application && <>{application.name} · </>}
                      <RelativeTime at={createdAt} />
                    </small>
                  </Link>
                </li>
              ))}
            </ol>
            {pages.hasMore && (
              <Button size="compact-sm" variant="subtle" fullWidth loading={pages.loadingMore} onClick={pages.loadMore}>
                {common("action.more")}
              </Button>
            )}
          </nav>
          <ReviewPane key={draft.id} draft={draft} mayReview={mayReview} onDecided={afterDecision} />
        </div>
      )}
    </Page>
  );
}
