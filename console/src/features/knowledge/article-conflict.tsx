"use client";

import { ApplicationsDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import type { Conflict } from "@/ui/forms/use-saving";
import classes from "./article.module.css";
import type { ArticleValues } from "./article-values";

interface ArticleConflictProps {
  conflict: Conflict<ArticleValues>;
  mine: ArticleValues;
  onTheirs(field: keyof ArticleValues): void;
}

/** Somebody else saved first: what they changed, field by field, beside what was typed here. */
export function ArticleConflict({ conflict, mine, onTheirs }: ArticleConflictProps) {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: ApplicationsDocument });
  const words = (field: keyof ArticleValues, values: ArticleValues): string => {
    if (field === "language") return common(`language.${values.language}`);
    if (field !== "application") return values[field] === "" ? t("nothing") : values[field];
    const { application } = values;
    return data?.applications.find(({ id }) => id === application)?.name ?? t("anyApplication");
  };
  const { taken, conflicts, theirs, base } = conflict;
  return (
    <section className={classes["conflict"]} role="alert" aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      <p>{conflicts.length > 0 ? t("conflict.both") : t("conflict.why")}</p>
      {taken.map((field) => (
        <div key={field}>
          <h3>{t("conflict.taken", { field: t(`field.${field}`) })}</h3>
          <div className={classes["versions"]}>
            <div>
              <span>{t("conflict.before")}</span>
              <p lang={base.language}>{words(field, base)}</p>
            </div>
            <div>
              <span>{t("conflict.now")}</span>
              <p lang={theirs.language}>{words(field, theirs)}</p>
            </div>
          </div>
        </div>
      ))}
      {conflicts.map((field) => (
        <div key={field}>
          <h3>{t(`field.${field}`)}</h3>
          <div className={classes["versions"]}>
            <div>
              <span>{t("conflict.mine")}</span>
              <p lang={mine.language}>{words(field, mine)}</p>
            </div>
            <div>
              <span>{t("conflict.theirs")}</span>
              <p lang={theirs.language}>{words(field, theirs)}</p>
              <Button size="compact-xs" variant="default" mt={6} onClick={() => onTheirs(field)}>
                {t("conflict.takeTheirs")}
              </Button>
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}
