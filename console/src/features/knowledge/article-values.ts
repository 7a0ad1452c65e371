import type { ArticleFactsFragment, ArticleInput, Language } from "@guichet/schema";

/** An article as it stands in a form: texts, never null. */
export interface ArticleValues {
  title: string;
  symptom: string;
  cause: string;
  solution: string;
  language: Language;
  application: string | null;
}

export const articleFields = ["title", "symptom", "cause", "solution", "language", "application"] as const;

export function blankArticle(language: Language): ArticleValues {
  return { title: "", symptom: "", cause: "", solution: "", language, application: null };
}

export function valuesOf(article: ArticleFactsFragment): ArticleValues {
  const { title, symptom, cause, solution, language, application } = article;
  return { title, symptom, cause: cause ?? "", solution, language, application: application?.id ?? null };
}

export function inputOf({ cause, ...values }: ArticleValues): ArticleInput {
  return { ...values, cause: cause.trim() === "" ? null : cause };
}
