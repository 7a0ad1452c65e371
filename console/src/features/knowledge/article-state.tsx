import type { ArticleState } from "@guichet/schema";
import { IconArchive, IconCircleCheck, IconEyeQuestion } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./article.module.css";

const icons = { TO_REVIEW: IconEyeQuestion, PUBLISHED: IconCircleCheck, ARCHIVED: IconArchive } as const;

/** How far an article may be trusted: a shape and a word. */
export function ArticleStateMark({ state }: { state: ArticleState }) {
  const t = useTranslations("common");
  const Icon = icons[state];
  return (
    <span className={classes["state"]} data-state={state}>
      <Icon size={15} stroke={2} aria-hidden />
      {t(`articleState.${state}`)}
    </span>
  );
}
