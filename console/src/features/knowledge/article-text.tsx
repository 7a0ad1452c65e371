import type { Language } from "@guichet/schema";
import { useTranslations } from "next-intl";
import classes from "./article.module.css";

interface ArticleTextProps {
  article: { symptom: string; cause: string | null; solution: string; language: Language };
}

/** What one sees, why, and what helps; in what other words people have told of it comes last. */
export function ArticleText({ article }: ArticleTextProps) {
  const t = useTranslations("knowledge");
  const { symptom, cause, solution, language } = article;
  const [first, ...others] = symptomsOf(symptom);
  return (
    <div className={classes["text"]}>
      <section>
        <h2>{t("field.symptom")}</h2>
        <p lang={language}>{first}</p>
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
      {others.length > 0 && (
        <section>
          <h2>{t("alsoSeen")}</h2>
          {others.map((seen) => (
            <p key={seen} lang={language} className={classes["seen"]}>
              {seen}
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

/** Symptoms that later tickets added are parted by lines of three hyphens. */
function symptomsOf(symptom: string): string[] {
  return [...new Set(symptom.split(/^---$/m).map((part) => part.trim()))].filter((part) => part !== "");
}
