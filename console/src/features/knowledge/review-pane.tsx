"use client";

import type { ArticleFactsFragment } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconArchive, IconCheck, IconPencil } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useMay } from "@/features/session/session";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { KeyHint } from "@/ui/key-hint";
import type { Refusal } from "@/ui/refusal";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { ArticleConflict } from "./article-conflict";
import { ArticleFacts } from "./article-facts";
import { ArticleFields } from "./article-fields";
import { ArticleText } from "./article-text";
import { articleFields } from "./article-values";
import classes from "./review.module.css";
import { useArticleForm } from "./use-article-form";
import { keptText } from "./use-kept-text";
import { type Decision, useReview } from "./use-review";

interface ReviewPaneProps {
  draft: ArticleFactsFragment;
  mayReview: boolean;
  onDecided(article: ArticleFactsFragment): void;
}

/** One draft, to be published as it is, put right first, or set aside. */
export function ReviewPane({ draft, mayReview, onDecided }: ReviewPaneProps) {
  const t = useTranslations("knowledge");
  const mayEdit = useMay("ARTICLES_EDIT");
  const [editing, setEditing] = useState(() => keptText(draft.id) !== null);
  const { decide, refusal, busy } = useReview();
  const group = t("review.title");

  const judge = async (article: ArticleFactsFragment, decision: Decision) => {
    if (await decide(article, decision)) onDecided(article);
  };
  useShortcuts(
    editing
      ? []
      : [
          ...(mayReview
            ? [
                { keys: "p", label: t("publish"), group, run: () => void judge(draft, "PUBLISHED") },
                { keys: "x", label: t("archive"), group, run: () => void judge(draft, "ARCHIVED") },
              ]
            : []),
          ...(mayEdit ? [{ keys: "e", label: t("edit"), group, run: () => setEditing(true) }] : []),
        ],
  );

  if (editing) {
    return (
      <DraftEditor
        draft={draft}
        mayReview={mayReview}
        refusal={refusal}
        publishing={busy}
        onPublish={(saved) => judge(saved, "PUBLISHED")}
        onDone={() => setEditing(false)}
      />
    );
  }
  return (
    <article className={classes["pane"]} aria-label={draft.title}>
      <PaneHead title={draft.title} language={draft.language}>
        {mayReview && (
          <Button
            size="compact-sm"
            loading={busy}
            leftSection={<IconCheck size={15} aria-hidden />}
            rightSection={<KeyHint keys="p" />}
            aria-keyshortcuts="p"
            onClick={() => void judge(draft, "PUBLISHED")}
          >
            {t("publish")}
          </Button>
        )}
        {mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={15} aria-hidden />}
            rightSection={<KeyHint keys="e" />}
            aria-keyshortcuts="e"
            onClick={() => setEditing(true)}
          >
            {t("edit")}
          </Button>
        )}
        {mayReview && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            leftSection={<IconArchive size={15} aria-hidden />}
            rightSection={<KeyHint keys="x" />}
            aria-keyshortcuts="x"
            onClick={() => void judge(draft, "ARCHIVED")}
          >
            {t("archive")}
          </Button>
        )}
      </PaneHead>
      {refusal && <RefusalNotice refusal={refusal} />}
      {!mayReview && <p className={classes["cannot"]}>{t("review.cannot")}</p>}
      <div className={classes["columns"]}>
        <ArticleText article={draft} />
        <ArticleFacts article={draft} />
      </div>
    </article>
  );
}

interface DraftEditorProps {
  draft: ArticleFactsFragment;
  mayReview: boolean;
  refusal: Refusal | null;
  publishing: boolean;
  onPublish(saved: ArticleFactsFragment): Promise<void>;
  onDone(): void;
}

function DraftEditor({ draft, mayReview, refusal, publishing, onPublish, onDone }: DraftEditorProps) {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const publish = useRef(mayReview);
  const { form, saving, isDirty, restored, giveUp } = useArticleForm(draft, draft.language, async (saved) => {
    if (publish.current) await onPublish(saved);
    onDone();
  });
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);

  const save = (andPublish: boolean) => {
    publish.current = andPublish;
    void saving.submit();
  };
  const leave = () => {
    giveUp();
    onDone();
  };
  const group = t("review.title");
  useShortcuts([
    ...(mayReview
      ? [{ keys: "mod+enter", label: t("review.saveAndPublish"), group, whileTyping: true, run: () => save(true) }]
      : []),
    { keys: "mod+s", label: t("review.saveOnly"), group, whileTyping: true, run: () => save(false) },
  ]);

  const busy = saving.busy || publishing;
  return (
    <form
      ref={box}
      className={classes["pane"]}
      aria-label={t("editing", { title: draft.title })}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save(mayReview);
      }}
    >
      <PaneHead title={draft.title} language={draft.language}>
        {mayReview && (
          <Button type="submit" size="compact-sm" loading={busy} rightSection={<KeyHint keys="mod+enter" />}>
            {t("review.saveAndPublish")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          rightSection={<KeyHint keys="mod+s" />}
          onClick={() => save(false)}
        >
          {t("review.saveOnly")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" disabled={busy} onClick={leave}>
          {common("action.cancel")}
        </Button>
      </PaneHead>
      <div className={classes["fields"]}>
        {saving.conflict && (
          <ArticleConflict conflict={saving.conflict} mine={form.values} onTheirs={saving.takeTheirs} />
        )}
        <RefusalNotice
          refusal={saving.refusal ?? refusal}
          shownAtField={(path) => articleFields.some((field) => field === path)}
        />
        <ArticleFields form={form} />
        <p className={classes["kept"]} role="status">
          {isDirty && (restored ? t("restored") : t("kept"))}
        </p>
      </div>
    </form>
  );
}

function PaneHead({ title, language, children }: { title: string; language: string; children: ReactNode }) {
  return (
    <header className={classes["head"]}>
      <h2 lang={language}>{title}</h2>
      <div className={classes["actions"]}>{children}</div>
    </header>
  );
}
