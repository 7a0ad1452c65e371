"use client";

import { ArticleDocument, type ArticleFactsFragment, type Language } from "@guichet/schema";
import { Button, Loader } from "@mantine/core";
import { IconBookOff } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useQuery } from "urql";
import { useMay } from "@/features/session/session";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { KeyHint } from "@/ui/key-hint";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import classes from "./article.module.css";
import { ArticleConflict } from "./article-conflict";
import { ArticleFields } from "./article-fields";
import { articleFields } from "./article-values";
import { useArticleForm } from "./use-article-form";

export function NewArticlePage() {
  const t = useTranslations("knowledge");
  usePageTitle(t("new"));
  return (
    <Page title={t("new")} back={{ address: "/knowledge", name: t("title") }}>
      <ArticleEditor article={null} cancelTo="/knowledge" />
    </Page>
  );
}

export function EditArticlePage({ id }: { id: string }) {
  const t = useTranslations("knowledge");
  const [{ data, error }, read] = useQuery({
    query: ArticleDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  // The form starts from what was read once: later changes reach it when it is saved, not while typing.
  const [article, setArticle] = useState<ArticleFactsFragment | null>(null);
  const found = data?.article;
  useEffect(() => {
    if (found) setArticle((before) => before ?? found);
  }, [found]);
  usePageTitle(article ? t("editing", { title: article.title }) : t("edit"));
  return (
    <Page title={t("edit")} back={{ address: `/knowledge/${id}`, name: article?.title ?? t("article") }}>
      {error && !article && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      )}
      {found === null && (
        <EmptyState icon={IconBookOff} title={t("notFound.title")}>
          {t("notFound.what")}
        </EmptyState>
      )}
      {!article && found !== null && !error && (
        <div className={classes["form"]}>
          <Loader size="sm" role="status" aria-label={t("loading")} />
        </div>
      )}
      {article && <ArticleEditor article={article} cancelTo={`/knowledge/${id}`} />}
    </Page>
  );
}

function ArticleEditor({ article, cancelTo }: { article: ArticleFactsFragment | null; cancelTo: string }) {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const router = useRouter();
  const mayReview = useMay("ARTICLES_REVIEW");
  const locale: Language = useLocale();
  const { form, saving, isDirty, restored, giveUp } = useArticleForm(article, locale, (saved) =>
    router.push(`/knowledge/${saved.id}`),
  );
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    void saving.submit();
  };
  useShortcuts([
    { keys: "mod+enter", label: common("action.save"), group: t("article"), whileTyping: true, run: submit },
  ]);

  return (
    <form className={classes["form"]} onSubmit={submit} noValidate>
      {saving.conflict && (
        <ArticleConflict conflict={saving.conflict} mine={form.values} onTheirs={saving.takeTheirs} />
      )}
      <RefusalNotice refusal={saving.refusal} shownAtField={(path) => articleFields.some((field) => field === path)} />
      <ArticleFields form={form} />
      <div className={classes["actions"]}>
        <Button type="submit" loading={saving.busy} rightSection={<KeyHint keys="mod+enter" />}>
          {article === null ? t(mayReview ? "create" : "createDraft") : common("action.save")}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            giveUp();
            router.push(cancelTo);
          }}
        >
          {common("action.cancel")}
        </Button>
        <span className={classes["kept"]} role="status">
          {isDirty && (restored ? t("restored") : t("kept"))}
        </span>
      </div>
    </form>
  );
}
