import type { Language } from "@guichet/schema";
import { useLocale, useTranslations } from "next-intl";
import classes from "./article.module.css";

interface ArticleTextProps {
  article: { symptom: string; cause: string | null; solution: string; language: Language };
}

/** What one sees, why, and what helps. */
export function ArticleText({ article }: ArticleTextProps) {
  const t = useTranslations("knowledge");
  const locale = useLocale();
  const { symptom, cause, solution, language } = article;
  return (
    <div className={classes["text"]}>
      <section>
        <h2>{t("field.symptom")}</h2>
        {symptomsOf(symptom).map((seen, index) => (
          <p key={seen} lang={language} className={classes["seen"]}>
            {index > 0 && <span lang={locale}>{t("alsoSeen")}</span>}
            {seen}
          </p>
        ))}
      </section>
      <section>
        <h2>{t("field.cause")}</h2>
        {cause ? <p lang={language}>{cause}</p> : <p className={classes["unknown"]}>{t("causeUnknown")}</p>}
      </section>
      <section>
        <h2>{t("field.solution")}</h2>
        <p className={classes["solution"]} lang={language}>
          {solution}
        </p>
      </section>
    </div>
  );
}

/** Symptoms that later tickets added are parted by lines of three hyphens. */
function symptomsOf(symptom: string): string[] {
  return [...new Set(symptom.split(/^---$/m).map((part) => part.trim()))].filter((part) => part !== "");
}
