"use client";

import {
  type ApplicationFactsFragment,
  type ApplicationInput,
  type ApplicationOutcomeFragment,
  ApplicationToEditDocument,
  CreateApplicationDocument,
  DeskChainDocument,
  UpdateApplicationDocument,
} from "@guichet/schema";
import { Loader, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconApps } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
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
import { PersonChoice } from "./person-choice";
import { useSavedNotice } from "./use-saved-notice";

const list = "/administration/applications";

interface ApplicationValues {
  code: string;
  name: string;
  description: string;
  owner: string | null;
  categories: string[];
  chain: Link[];
  active: boolean;
}

const applicationFields: readonly (keyof ApplicationValues)[] = [
  "code",
  "name",
  "description",
  "owner",
  "categories",
  "active",
];

const blankApplication: ApplicationValues = {
  code: "",
  name: "",
  description: "",
  owner: null,
  categories: [],
  chain: [],
  active: true,
};

function valuesOf(application: ApplicationFactsFragment): ApplicationValues {
  const { code, name, description, owner, categories, chain, active } = application;
  return {
    code,
    name,
    description: description ?? "",
    owner: owner?.id ?? null,
    categories: categories.map((category) => category.name),
    chain: linksOf(chain),
    active,
  };
}

function inputOf({ code, name, description, chain, ...values }: ApplicationValues): ApplicationInput {
  return {
    ...values,
    code: code.trim(),
    name: name.trim(),
    description: description.trim() === "" ? null : description.trim(),
    chain: toInput(chain),
  };
}

export function NewApplicationPage() {
  const t = useTranslations("administration");
  usePageTitle(t("application.new"));
  return (
    <Page title={t("application.new")} back={{ address: list, name: t("section.applications") }}>
      <ApplicationForm application={null} />
    </Page>
  );
}

export function ApplicationPage({ id }: { id: string }) {
  const t = useTranslations("administration");
  const [{ data, error }, read] = useQuery({
    query: ApplicationToEditDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const found = data?.application;
  const [application, setApplication] = useState<ApplicationFactsFragment | null>(null);
  useEffect(() => {
    if (found) setApplication((before) => before ?? found);
  }, [found]);
  usePageTitle(found?.name ?? t("section.applications"));
  return (
    <Page title={found?.name ?? t("application.title")} back={{ address: list, name: t("section.applications") }}>
      {error && !application ? (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      ) : found === null ? (
        <EmptyState icon={IconApps} title={t("application.notFound")} />
      ) : application ? (
        <ApplicationForm key={application.version} application={application} onSaved={setApplication} />
      ) : (
        <div className={classes["form"]}>
          <Loader size="sm" role="status" aria-label={t("loading")} />
        </div>
      )}
    </Page>
  );
}

interface ApplicationFormProps {
  application: ApplicationFactsFragment | null;
  onSaved?(application: ApplicationFactsFragment): void;
}

function ApplicationForm({ application, onSaved }: ApplicationFormProps) {
  const t = useTranslations("administration");
  const router = useRouter();
  const client = useClient();
  const said = useSavedNotice();
  const [{ data: desk }] = useQuery({ query: DeskChainDocument, requestPolicy: "cache-and-network" });
  const [edited] = useState(() =>
    application === null ? null : { values: valuesOf(application), version: application.version },
  );
  const form = useForm<ApplicationValues>({ initialValues: edited?.values ?? blankApplication });

  const saving = useSaving<ApplicationValues, ApplicationOutcomeFragment, "ApplicationSuccess">({
    form,
    edited,
    success: "ApplicationSuccess",
    save: (values, version) => {
      const input = inputOf(values);
      return application === null || version === null
        ? client.mutation(CreateApplicationDocument, { input }).toPromise()
        : client.mutation(UpdateApplicationDocument, { application: application.id, version, input }).toPromise();
    },
    readAgain: async () => {
      if (application === null) return null;
      const query = client.query(ApplicationToEditDocument, { id: application.id }, { requestPolicy: "network-only" });
      const now = (await query.toPromise()).data?.application;
      return now ? { values: valuesOf(now), version: now.version } : null;
    },
    onSaved: ({ application: saved }) => {
      said(saved.name);
      if (onSaved) onSaved(saved);
      else router.push(`${list}/${saved.id}`);
    },
  });

  const wordsOf = (field: keyof ApplicationValues, values: ApplicationValues): string => {
    if (field === "owner") return values.owner === null ? t("none") : t("somebodyElse");
    if (field === "categories") return values.categories.join(", ") || t("none");
    if (field === "chain") return t("chain.links", { count: values.chain.length });
    if (field === "active") return values.active ? t("yes") : t("no");
    return values[field] || t("none");
  };

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
        nameOf={(field) => t(`field.${field}`)}
        wordsOf={wordsOf}
        onTheirs={saving.takeTheirs}
      />
      <RefusalNotice
        refusal={saving.refusal}
        shownAtField={(path) => path.startsWith("chain.") || applicationFields.some((field) => field === path)}
      />
      <fieldset>
        <div className={classes["codes"]}>
          <TextInput
            label={t("field.code")}
            description={t("help.code")}
            required
            maxLength={50}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps("code")}
          />
          <TextInput
            label={t("field.name")}
            description={t("help.applicationName")}
            required
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps("name")}
          />
        </div>
        <div className={classes["pair"]}>
          <Textarea
            label={t("field.description")}
            autosize
            minRows={2}
            maxRows={6}
            {...form.getInputProps("description")}
          />
          <PersonChoice
            label={t("field.owner")}
            value={form.values.owner}
            name={application?.owner?.displayName ?? null}
            error={form.errors["owner"]}
            onChange={(owner) => form.setFieldValue("owner", owner)}
          />
        </div>
        <div className={classes["pair"]}>
          <TagsInput
            label={t("field.categories")}
            description={t("help.categories")}
            {...form.getInputProps("categories")}
          />
        </div>
        {application !== null && (
          <Switch
            label={t("field.inService")}
            description={t("help.applicationActive")}
            {...form.getInputProps("active", { type: "checkbox" })}
          />
        )}
      </fieldset>
      <fieldset>
        <legend>{t("field.chain")}</legend>
        <p className={classes["help"]}>{t("chain.help")}</p>
        <ChainMatrix
          label={t("field.chain")}
          chain={form.values.chain}
          desk={linksOf(desk?.deskChain ?? [])}
          errorOf={(index) => form.errors[`chain.${index}.queue`] ?? form.errors[`chain.${index}`]}
          onChange={(chain) => {
            for (const path of Object.keys(form.errors)) if (path.startsWith("chain")) form.clearFieldError(path);
            form.setFieldValue("chain", chain);
          }}
        />
      </fieldset>
      <FormFoot
        busy={saving.busy}
        isDirty={form.isDirty()}
        isNew={application === null}
        cancelTo={list}
        onSave={() => void saving.submit()}
      />
    </form>
  );
}
