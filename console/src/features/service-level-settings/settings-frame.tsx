"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import administration from "@/features/administration/administration.module.css";
import { ConflictNotice } from "@/features/administration/conflict-notice";
import { FormFoot } from "@/features/administration/form-foot";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import type { Effective } from "./effective";
import { EffectiveFields } from "./effective-fields";
import { RecomputationDialog } from "./recomputation-dialog";
import classes from "./settings.module.css";
import type { SettingsForm } from "./use-settings-form";

interface SettingsFrameProps<Values extends { effective: Effective }> {
  form: UseFormReturnType<Values>;
  settings: SettingsForm<Values>;
  isNew: boolean;
  /** The page of all of them. */
  list: string;
  nameOf(field: keyof Values & string): string;
  wordsOf(field: keyof Values & string, values: Values): string;
  shownAtField: RegExp;
  aside: ReactNode;
  /** Absent where there is no date to choose: it holds at once. */
  onDated: ((effective: Effective) => void) | undefined;
  onRecomputing: (() => void) | undefined;
  children: ReactNode;
}

/** Around the fields of a setting: what others changed, why it was not saved, from when on it holds, and its actions. */
export function SettingsFrame<Values extends { effective: Effective }>(props: SettingsFrameProps<Values>) {
  const { form, settings, isNew, list, nameOf, wordsOf, shownAtField, aside, onDated, onRecomputing, children } = props;
  const t = useTranslations("service-level-settings");
  const { saving, asked, forget } = settings;
  const { effective } = form.values;
  return (
    <div className={classes["beside"]}>
      <form
        className={administration["form"]}
        data-wide
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void saving.submit();
        }}
      >
        <ConflictNotice conflict={saving.conflict} nameOf={nameOf} wordsOf={wordsOf} onTheirs={saving.takeTheirs} />
        <RefusalNotice refusal={saving.refusal} shownAtField={(path) => shownAtField.test(path)} />
        {children}
        {onDated && (
          <fieldset>
            <legend>{t("effective.title")}</legend>
            <EffectiveFields
              effective={effective}
              withPast={!isNew}
              error={form.errors["effectiveFrom"]}
              onChange={(chosen) => {
                form.clearFieldError("effectiveFrom");
                onDated(chosen);
              }}
            />
          </fieldset>
        )}
        <FormFoot
          busy={saving.busy}
          isDirty={form.isDirty()}
          isNew={isNew}
          {...(effective.when === "past" ? { saveWords: t("recompute.ask") } : {})}
          cancelTo={list}
          onSave={() => void saving.submit()}
        />
      </form>
      {aside}
      {asked !== null && (
        <RecomputationDialog
          input={asked.input}
          preview={asked.preview}
          onClose={forget}
          onDone={() => {
            forget();
            onRecomputing?.();
          }}
        />
      )}
    </div>
  );
}
