"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Conflict } from "@/ui/forms/use-saving";
import classes from "./administration.module.css";

interface ConflictNoticeProps<Values> {
  conflict: Conflict<Values> | null;
  nameOf(field: keyof Values & string): string;
  wordsOf(field: keyof Values & string, values: Values): string;
  onTheirs(field: keyof Values & string): void;
}

/** Somebody else saved first: what of theirs was taken over, and where both changed the same thing. */
export function ConflictNotice<Values>({ conflict, nameOf, wordsOf, onTheirs }: ConflictNoticeProps<Values>) {
  const t = useTranslations("administration");
  if (conflict === null) return null;
  const { taken, conflicts, theirs } = conflict;
  return (
    <section className={classes["conflict"]} role="alert" aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.why")}</p>
      <dl>
        {taken.map((field) => (
          <div key={field}>
            <dt>{nameOf(field)}</dt>
            <dd>{t("conflict.taken", { value: wordsOf(field, theirs) })}</dd>
          </div>
        ))}
        {conflicts.map((field) => (
          <div key={field}>
            <dt>{nameOf(field)}</dt>
            <dd>
              {t("conflict.both", { value: wordsOf(field, theirs) })}
              <Button size="compact-xs" variant="default" onClick={() => onTheirs(field)}>
                {t("conflict.takeTheirs")}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
