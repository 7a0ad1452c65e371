"use client";

import { DeskSettingsDocument, SetPersonFiguresDocument, type SetPersonFiguresMutation } from "@guichet/schema";
import { Checkbox, Loader } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { useSaving } from "@/ui/forms/use-saving";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import classes from "./administration.module.css";
import { ConflictNotice } from "./conflict-notice";
import { FormFoot } from "./form-foot";
import { useSavedNotice } from "./use-saved-notice";

interface Values {
  personFigures: boolean;
}

interface Stored {
  values: Values;
  version: number;
}

const storedOf = ({ personFigures, version }: { personFigures: boolean; version: number }): Stored => ({
  values: { personFigures },
  version,
});

/** What the desk decides about itself. */
export function DeskPage() {
  const t = useTranslations("administration");
  const [{ data, error }, read] = useQuery({ query: DeskSettingsDocument, requestPolicy: "network-only" });
  const [stored, setStored] = useState<Stored | null>(null);
  useEffect(() => {
    if (data) setStored((before) => before ?? storedOf(data.deskSettings));
  }, [data]);
  usePageTitle(t("section.desk"));
  return (
    <Page title={t("section.desk")}>
      {error && !stored && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      )}
      {stored ? (
        <DeskForm key={stored.version} edited={stored} onSaved={setStored} />
      ) : (
        !error && (
          <div className={classes["form"]}>
            <Loader size="sm" role="status" aria-label={t("loading")} />
          </div>
        )
      )}
    </Page>
  );
}

function DeskForm({ edited, onSaved }: { edited: Stored; onSaved(stored: Stored): void }) {
  const t = useTranslations("administration");
  const client = useClient();
  const said = useSavedNotice();
  const form = useForm({ initialValues: edited.values });
  const saving = useSaving<Values, SetPersonFiguresMutation["outcome"], "SetPersonFiguresSuccess">({
    form,
    edited,
    success: "SetPersonFiguresSuccess",
    save: ({ personFigures }, version) =>
      client.mutation(SetPersonFiguresDocument, { on: personFigures, version: version ?? edited.version }).toPromise(),
    readAgain: async () => {
      const now = await client.query(DeskSettingsDocument, {}, { requestPolicy: "network-only" }).toPromise();
      return now.data ? storedOf(now.data.deskSettings) : null;
    },
    onSaved: ({ settings }) => {
      said(t("section.desk"));
      onSaved(storedOf(settings));
    },
  });
  return (
    <form
      className={classes["form"]}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void saving.submit();
      }}
    >
      <ConflictNotice
        conflict={saving.conflict}
        nameOf={() => t("desk.personFigures")}
        wordsOf={(_, { personFigures }) => t(personFigures ? "yes" : "no")}
        onTheirs={saving.takeTheirs}
      />
      <RefusalNotice refusal={saving.refusal} />
      <fieldset>
        <legend>{t("desk.reports")}</legend>
        <Checkbox
          label={t("desk.personFigures")}
          description={t("desk.personFiguresHelp")}
          {...form.getInputProps("personFigures", { type: "checkbox" })}
        />
      </fieldset>
      <FormFoot
        busy={saving.busy}
        isDirty={form.isDirty()}
        isNew={false}
        cancelTo="/administration"
        onSave={() => void saving.submit()}
      />
    </form>
  );
}
