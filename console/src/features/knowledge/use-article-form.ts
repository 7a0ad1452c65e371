import {
  type ArticleFactsFragment,
  type ArticleOutcomeFragment,
  CreateArticleDocument,
  EditArticleDocument,
  type Language,
} from "@guichet/schema";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import { useClient } from "urql";
import { type Saving, useSaving } from "@/ui/forms/use-saving";
import { type ArticleValues, blankArticle, inputOf, valuesOf } from "./article-values";
import { forgetText, keptText, useKeptText } from "./use-kept-text";

interface ArticleForm {
  form: UseFormReturnType<ArticleValues>;
  saving: Saving<ArticleValues>;
  /** Something has been typed that is not stored. */
  isDirty: boolean;
  /** What is on screen was typed on an earlier visit. */
  restored: boolean;
  /** The text kept in the browser is forgotten. */
  giveUp(): void;
}

/** Writing an article, or a new version of one: typed text outlives the tab, another person's save is merged. */
export function useArticleForm(
  article: ArticleFactsFragment | null,
  language: Language,
  onSaved: (article: ArticleFactsFragment) => void | Promise<void>,
): ArticleForm {
  const client = useClient();
  const name = article?.id ?? "new";
  const [kept] = useState(() => keptText<ArticleValues>(name));
  const [opened] = useState(() => {
    const stored = article === null ? blankArticle(language) : valuesOf(article);
    // What was typed belongs to the version it was typed on: saving it tells what came between.
    const edited = kept?.base ?? (article === null ? null : { values: stored, version: article.version });
    return { stored, edited };
  });
  const form = useForm<ArticleValues>({ initialValues: kept?.values ?? opened.stored });
  const [given, giveUp] = useState(false);
  const isDirty = !given && JSON.stringify(form.values) !== JSON.stringify(opened.stored);
  useKeptText(name, { base: opened.edited, values: form.values }, isDirty);

  const saving = useSaving<ArticleValues, ArticleOutcomeFragment, "ArticleSuccess">({
    form,
    edited: opened.edited,
    success: "ArticleSuccess",
    save: (values, version) => {
      const input = inputOf(values);
      return article === null || version === null
        ? client.mutation(CreateArticleDocument, { input }).toPromise()
        : client.mutation(EditArticleDocument, { article: article.id, version, input }).toPromise();
    },
    readAgain: async (outcome) =>
      outcome.__typename === "ArticleChangedMeanwhile"
        ? { values: valuesOf(outcome.article), version: outcome.article.version }
        : null,
    onSaved: (outcome) => {
      giveUp(true);
      forgetText(name);
      void onSaved(outcome.article);
    },
  });

  return {
    form,
    saving,
    isDirty,
    restored: kept !== null,
    giveUp() {
      giveUp(true);
      forgetText(name);
    },
  };
}
