import type { Language } from "@guichet/schema";
import { useTranslations } from "next-intl";
import classes from "./article.module.css";

interface ArticleTextProps {
  article: { symptom: string; cause: string | null; solution: string; language: Language };
}

/** What one sees, why, and what helps. */
export function ArticleText({ article }: ArticleTextProps) {
  const t = useTranslations("knowledge");
  const { symptom, cause, solution, language } = article;
  return (
    <div className={classes["text"]}>
      <section>
        <h2>{t("field.symptom")}</h2>
        <p lang={language}>{symptom}</p>
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
