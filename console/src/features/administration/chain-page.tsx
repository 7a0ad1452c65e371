"use client";

import { DeskChainDocument, SetDeskChainDocument, type SetDeskChainMutation } from "@guichet/schema";
import { Loader } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { useSaving } from "@/ui/forms/use-saving";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ReadFailure } from "@/ui/read-failure";
import classes from "./administration.module.css";
import { type Link, linksOf, toInput } from "./chain";
import { ChainMatrix } from "./chain-matrix";
import { FormFoot } from "./form-foot";
import { useSavedNotice } from "./use-saved-notice";

/** The desk's own support chain, which serves whatever an application's does not name. */
export function ChainPage() {
  const t = useTranslations("administration");
  const [{ data, error }, read] = useQuery({ query: DeskChainDocument, requestPolicy: "network-only" });
  const [chain, setChain] = useState<Link[] | null>(null);
  const found = data?.deskChain;
  useEffect(() => {
    if (found) setChain((before) => before ?? linksOf(found));
  }, [found]);
  usePageTitle(t("section.chain"));
  return (
    <Page title={t("section.chain")}>
      {error && !chain && (
        <div className={classes["notice"]}>
          <ReadFailure error={error} onRetry={() => read()} />
        </div>
      )}
      {chain ? (
        <ChainForm key={JSON.stringify(chain)} chain={chain} onSaved={setChain} />
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

function ChainForm({ chain, onSaved }: { chain: Link[]; onSaved(chain: Link[]): void }) {
  const t = useTranslations("administration");
  const client = useClient();
  const said = useSavedNotice();
  const form = useForm({ initialValues: { chain } });
  const saving = useSaving<{ chain: Link[] }, Outcome, "DeskChainSuccess">({
    form,
    edited: null,
    success: "DeskChainSuccess",
    save: (values) => client.mutation(SetDeskChainDocument, { chain: toInput(values.chain) }).toPromise(),
    onSaved: (outcome) => {
      said(t("section.chain"));
      onSaved(linksOf(outcome.chain));
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
