"use client";

import { ApplicationsDocument } from "@guichet/schema";
import { Select, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import classes from "./article.module.css";
import type { ArticleValues } from "./article-values";
import { articleLanguages } from "./library-view";

/** The fields of an article, the same wherever one writes it. */
export function ArticleFields({ form }: { form: UseFormReturnType<ArticleValues> }) {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: ApplicationsDocument });
  const { language } = form.values;
  return (
    <>
      <TextInput
        label={t("field.title")}
        description={t("help.title")}
        required
        maxLength={250}
        lang={language}
        spellCheck
        {...form.getInputProps("title")}
      />
      <Textarea
        label={t("field.symptom")}
        description={t("help.symptom")}
        required
        autosize
        minRows={2}
        maxRows={14}
        lang={language}
        {...form.getInputProps("symptom")}
      />
      <Textarea
        label={t("field.cause")}
        description={t("help.cause")}
        autosize
        minRows={1}
        maxRows={10}
        lang={language}
        {...form.getInputProps("cause")}
      />
      <Textarea
        label={t("field.solution")}
        description={t("help.solution")}
        required
        autosize
        minRows={4}
        maxRows={24}
        lang={language}
        {...form.getInputProps("solution")}
      />
      <div className={classes["pair"]}>
        <Select
          label={t("field.application")}
          placeholder={t("anyApplication")}
          data={(data?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          clearButtonProps={{ "aria-label": common("action.clear") }}
          nothingFoundMessage={t("noSuchApplication")}
          {...form.getInputProps("application")}
        />
        <Select
          label={t("field.language")}
          data={articleLanguages.map((value) => ({ value, label: common(`language.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("language")}
        />
      </div>
    </>
  );
}
