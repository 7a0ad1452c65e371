"use client";

import {
  DeskChainDocument,
  type DeskChainQuery,
  SetDeskChainDocument,
  type SetDeskChainMutation,
} from "@guichet/schema";
import { Loader } from "@mantine/core";
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
import { type Link, linksOf, toInput } from "./chain";
import { ChainMatrix } from "./chain-matrix";
import { ConflictNotice } from "./conflict-notice";
import { FormFoot } from "./form-foot";
import { useSavedNotice } from "./use-saved-notice";

/** The chain as it stood at a version of the desk's settings. */
interface Stored {
  values: { chain: Link[] };
  version: number;
}

const storedOf = ({ deskChain, deskSettings }: DeskChainQuery): Stored => ({
  values: { chain: linksOf(deskChain) },
  version: deskSettings.version,
});

/** The desk's own support chain, which serves whatever an application's does not name. */
export function ChainPage() {
  const t = useTranslations("administration");
  const [{ data, error }, read] = useQuery({ query: DeskChainDocument, requestPolicy: "network-only" });
  const [stored, setStored] = useState<Stored | null>(null);
  useEffect(() => {
    if (data) setStored((before) => before ?? storedOf(data));
  }, [data]);
  usePageTitle(t("section.chain"));
  return (
    <Page title={t("section.chain")}>
      {error && !stored && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      )}
      {stored ? (
        <ChainForm key={JSON.stringify(stored)} edited={stored} onSaved={setStored} />
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

type Outcome = SetDeskChainMutation["outcome"];

function ChainForm({ edited, onSaved }: { edited: Stored; onSaved(stored: Stored): void }) {
  const t = useTranslations("administration");
  const client = useClient();
  const said = useSavedNotice();
  const form = useForm({ initialValues: edited.values });
  const saving = useSaving<{ chain: Link[] }, Outcome, "DeskChainSuccess">({
    form,
    edited,
    success: "DeskChainSuccess",
    save: (values, version) =>
      client
        .mutation(SetDeskChainDocument, { version: version ?? edited.version, chain: toInput(values.chain) })
        .toPromise(),
    readAgain: async () => {
      const now = await client.query(DeskChainDocument, {}, { requestPolicy: "network-only" }).toPromise();
      return now.data ? storedOf(now.data) : null;
    },
    onSaved: (outcome) => {
      said(t("section.chain"));
      onSaved({ values: { chain: linksOf(outcome.chain) }, version: outcome.version });
    },
  });
  return (
    <form
      className={classes["form"]}
      data-wide
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void saving.submit();
      }}
    >
      <ConflictNotice
        conflict={saving.conflict}
        nameOf={() => t("section.chain")}
        wordsOf={(_, { chain }) => t("chain.links", { count: chain.length })}
        onTheirs={saving.takeTheirs}
      />
      <RefusalNotice refusal={saving.refusal} shownAtField={(path) => path.startsWith("chain.")} />
      <fieldset>
        <p className={classes["help"]}>{t("chain.deskHelp")}</p>
        <ChainMatrix
          label={t("section.chain")}
          chain={form.values.chain}
          desk={[]}
          errorOf={(index) => form.errors[`chain.${index}.queue`] ?? form.errors[`chain.${index}`]}
          onChange={(changed) => {
            form.clearErrors();
            form.setFieldValue("chain", changed);
          }}
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
