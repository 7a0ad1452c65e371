"use client";

import { ApplicationsDocument, type ArticleLineFragment, ArticlesDocument } from "@guichet/schema";
import { Button, TextInput } from "@mantine/core";
import { IconBook2, IconEyeQuestion, IconPlus, IconSearch, IconSearchOff } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { useQuery } from "urql";
import { useMay } from "@/features/session/session";
import { usePages } from "@/live/use-pages";
import { EmptyState } from "@/ui/empty-state";
import { FacetFilter } from "@/ui/facet-filter";
import { FailureNotice } from "@/ui/failure-notice";
import { KeyHint } from "@/ui/key-hint";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ShortTime } from "@/ui/relative-time";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useRowKeys } from "@/ui/use-row-keys";
import { useTypedText } from "@/ui/use-typed-text";
import classes from "./article.module.css";
import { ArticleStateMark } from "./article-state";
import {
  articleLanguages,
  articleStates,
  everything,
  isNarrowed,
  type LibraryView,
  readView,
  toFilter,
  writeView,
} from "./library-view";
import { useToReview } from "./use-to-review";

const pageSize = 50;

/** The knowledge base: looked through by words and by facts, both in the address. */
export function LibraryPage() {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const router = useRouter();
  const params = useSearchParams();
  const view = useMemo(() => readView(params), [params]);
  const filter = useMemo(() => toFilter(view), [view]);
  const pages = usePages(ArticlesDocument, { filter, first: pageSize }, (data) => data.articles);
  const [{ data: known }] = useQuery({ query: ApplicationsDocument });
  const mayEdit = useMay("ARTICLES_EDIT");
  const mayReview = useMay("ARTICLES_REVIEW");
  const toReview = useToReview();
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  usePageTitle(t("title"));

  const show = (changed: LibraryView) => router.replace(writeView(changed), { scroll: false });
  const [typed, setTyped] = useTypedText(view.text, (text) => show({ ...view, text }));

  useShortcuts([
    { keys: "f", label: t("key.search"), group: t("title"), run: () => search.current?.focus() },
    ...(mayEdit ? [{ keys: "n", label: t("new"), group: t("title"), run: () => router.push("/knowledge/new") }] : []),
  ]);
  useRowKeys({ within: list, group: t("title"), next: t("key.next"), previous: t("key.previous") });

  return (
    <Page
      title={t("title")}
      filters={
        <search className={classes["filters"]}>
          <TextInput
            ref={search}
            size="xs"
            type="search"
            className={classes["search"]}
            aria-label={t("search")}
            aria-keyshortcuts="f"
            placeholder={t("search")}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={typed === "" ? <KeyHint keys="f" /> : null}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") list.current?.querySelector<HTMLElement>("[data-row]")?.focus();
            }}
          />
          <FacetFilter
            name={t("filter.state")}
            choices={articleStates.map((value) => ({ value, label: common(`articleState.${value}`) }))}
            chosen={view.states}
            onChange={(states) => show({ ...view, states })}
          />
          <FacetFilter
            name={t("filter.application")}
            choices={(known?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            chosen={view.applications}
            onChange={(applications) => show({ ...view, applications })}
          />
          <FacetFilter
            name={t("filter.language")}
            choices={articleLanguages.map((value) => ({ value, label: common(`language.${value}`) }))}
            chosen={view.languages}
            onChange={(languages) => show({ ...view, languages })}
          />
          {isNarrowed(view) && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                setTyped("");
                show(everything);
              }}
            >
              {t("filter.clear")}
            </Button>
          )}
        </search>
      }
      tools={
        <>
          {toReview !== null && toReview.count > 0 && (
            <Button
              component={Link}
              href="/knowledge/review"
              size="compact-sm"
              variant={mayReview ? "light" : "default"}
              leftSection={<IconEyeQuestion size={15} aria-hidden />}
            >
              {toReview.more ? t("toReviewMore", { count: toReview.count }) : t("toReview", { count: toReview.count })}
            </Button>
          )}
          {mayEdit && (
            <Button
              component={Link}
              href="/knowledge/new"
              size="compact-sm"
              leftSection={<IconPlus size={15} aria-hidden />}
            >
              {t("new")}
            </Button>
          )}
        </>
      }
    >
      {pages.error && (
        <div className={classes["notice"]}>
          <FailureNotice error={pages.error} onRetry={pages.reload} />
        </div>
      )}
      {pages.status === "ready" && pages.nodes.length === 0 ? (
        <NothingFound view={view} onEverything={() => show(everything)} mayEdit={mayEdit} />
      ) : (
        <div ref={list} aria-busy={pages.stale} className={classes["list"]}>
          <table className={table["table"]}>
            <caption className="g-hidden">{t("title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("column.article")}</th>
                <th scope="col" className={classes["wide"]}>
                  {t("column.application")}
                </th>
                <th scope="col">{t("column.state")}</th>
                <th scope="col" className={`${table["number"]} ${classes["wide"]}`}>
                  {t("column.uses")}
                </th>
                <th scope="col" className={classes["wide"]}>
                  {t("column.updated")}
                </th>
              </tr>
            </thead>
            {pages.status === "loading" ? (
              <TableSkeleton columns={5} />
            ) : (
              <tbody>
                {pages.nodes.map((article) => (
                  <ArticleRow key={article.id} article={article} />
                ))}
              </tbody>
            )}
          </table>
          {pages.hasMore && (
            <div className={table["foot"]}>
              <Button size="compact-sm" variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
                {common("action.more")}
              </Button>
            </div>
          )}
        </div>
      )}
    </Page>
  );
}

function ArticleRow({ article }: { article: ArticleLineFragment }) {
  const common = useTranslations("common");
  const { id, title, symptom, application, state, language, useCount, updatedAt } = article;
  return (
    <tr data-faded={state === "ARCHIVED" || undefined}>
      <th scope="row" className={classes["what"]}>
        <Link href={`/knowledge/${id}`} className={table["link"]} data-row lang={language}>
          {title}
        </Link>
        <span className={`${table["under"]} ${classes["symptom"]}`} lang={language}>
          {symptom}
        </span>
      </th>
      <td className={`${table["muted"]} ${classes["wide"]} ${classes["application"]}`} title={application?.name}>
        {application?.name}
      </td>
      <td className={table["keep"]}>
        <ArticleStateMark state={state} />{" "}
        <span className={classes["language"]} title={common(`language.${language}`)}>
          {language.toUpperCase()}
        </span>
      </td>
      <td className={`${table["number"]} ${classes["wide"]}`}>{useCount}</td>
      <td className={`${table["keep"]} ${table["muted"]} ${classes["wide"]}`}>
        <ShortTime at={updatedAt} />
      </td>
    </tr>
  );
}

function NothingFound({ view, mayEdit, onEverything }: { view: LibraryView; mayEdit: boolean; onEverything(): void }) {
  const t = useTranslations("knowledge");
  const write = mayEdit && (
    <Button component={Link} href="/knowledge/new" variant="default">
      {t("new")}
    </Button>
  );
  if (!isNarrowed(view)) {
    return (
      <EmptyState icon={IconBook2} title={t("empty.title")} action={write}>
        {t("empty.what")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t("empty.narrowed")}
      action={
        <Button variant="default" onClick={onEverything}>
          {t("filter.clear")}
        </Button>
      }
    >
      {t("empty.narrowedWhat")}
    </EmptyState>
  );
}
