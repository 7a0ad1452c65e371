"use client";

import {
  CreatePersonDocument,
  type PersonFactsFragment,
  type PersonOutcomeFragment,
  PersonToEditDocument,
  SitesDocument,
  TeamsToManageDocument,
  UpdatePersonDocument,
} from "@guichet/schema";
import { Loader } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconUserOff } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { useSaving } from "@/ui/forms/use-saving";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import classes from "./administration.module.css";
import { ConflictNotice } from "./conflict-notice";
import { FormFoot } from "./form-foot";
import { PersonFields } from "./person-fields";
import { blankPerson, inputOf, type PersonValues, personFields, valuesOf } from "./person-values";
import { useSavedNotice } from "./use-saved-notice";

const list = "/administration/people";

export function NewPersonPage() {
  const t = useTranslations("administration");
  usePageTitle(t("people.new"));
  return (
    <Page title={t("people.new")} back={{ address: list, name: t("section.people") }}>
      <PersonForm person={null} />
    </Page>
  );
}

export function PersonPage({ id }: { id: string }) {
  const t = useTranslations("administration");
  const [{ data, error }, read] = useQuery({
    query: PersonToEditDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const found = data?.person;
  // The form starts from what was read first; what comes later is laid beside it when it is saved.
  const [person, setPerson] = useState<PersonFactsFragment | null>(null);
  useEffect(() => {
    if (found) setPerson((before) => before ?? found);
  }, [found]);
  usePageTitle(found?.displayName ?? t("section.people"));
  return (
    <Page title={found?.displayName ?? t("person.title")} back={{ address: list, name: t("section.people") }}>
      {error && !person ? (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      ) : found === null ? (
        <EmptyState icon={IconUserOff} title={t("person.notFound")} />
      ) : person ? (
        <PersonForm key={person.version} person={person} onSaved={setPerson} />
      ) : (
        <div className={classes["form"]}>
          <Loader size="sm" role="status" aria-label={t("loading")} />
        </div>
      )}
    </Page>
  );
}

interface PersonFormProps {
  person: PersonFactsFragment | null;
  onSaved?(person: PersonFactsFragment): void;
}

function PersonForm({ person, onSaved }: PersonFormProps) {
  const t = useTranslations("administration");
  const router = useRouter();
  const client = useClient();
  const language = useLocale();
  const said = useSavedNotice();
  const [edited] = useState(() => (person === null ? null : { values: valuesOf(person), version: person.version }));
  const form = useForm<PersonValues>({ initialValues: edited?.values ?? blankPerson(language) });
  const wordsOf = usePersonWords();

  const saving = useSaving<PersonValues, PersonOutcomeFragment, "PersonSuccess">({
    form,
    edited,
    success: "PersonSuccess",
    save: (values, version) => {
      const input = inputOf(values);
      return person === null || version === null
        ? client.mutation(CreatePersonDocument, { input }).toPromise()
        : client.mutation(UpdatePersonDocument, { person: person.id, version, input }).toPromise();
    },
    readAgain: async () => {
      if (person === null) return null;
      const query = client.query(PersonToEditDocument, { id: person.id }, { requestPolicy: "network-only" });
      const now = (await query.toPromise()).data?.person;
      return now ? { values: valuesOf(now), version: now.version } : null;
    },
    onSaved: ({ person: saved }) => {
      said(saved.displayName);
      if (onSaved) onSaved(saved);
      else router.push(`${list}/${saved.id}`);
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
        nameOf={(field) => t(`field.${field}`)}
        wordsOf={wordsOf}
        onTheirs={saving.takeTheirs}
      />
      <RefusalNotice
        refusal={saving.refusal}
        shownAtField={(path) => personFields.some((field) => path === field || path.startsWith("memberships."))}
      />
      <PersonFields form={form} hasAccount={edited !== null && edited.values.login !== ""} isNew={person === null} />
      <FormFoot
        busy={saving.busy}
        isDirty={form.isDirty()}
        isNew={person === null}
        cancelTo={list}
        onSave={() => void saving.submit()}
      />
    </form>
  );
}

/** A person's facts in the words of the screen. */
function usePersonWords(): (field: keyof PersonValues, values: PersonValues) => string {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data: places }] = useQuery({ query: SitesDocument });
  const [{ data: known }] = useQuery({ query: TeamsToManageDocument });
  return (field, values) => {
    switch (field) {
      case "site":
        return places?.sites.find(({ id }) => id === values.site)?.name ?? t("none");
      case "language":
        return common(`language.${values.language}`);
      case "roles":
        return values.roles.map((role) => common(`role.${role}`)).join(", ");
      case "technicianKind":
        return values.technicianKind === null ? t("none") : t(`technicianKind.${values.technicianKind}`);
      case "memberships":
        return (
          values.memberships
            .map(({ team, levels }) => {
              const name = known?.teams.find(({ id }) => id === team)?.name ?? "";
              return `${name} ${levels.map((rank) => common("level", { rank })).join(" ")}`;
            })
            .join(", ") || t("none")
        );
      case "active":
        return values.active ? t("yes") : t("no");
      case "password":
        return "";
      default:
        return values[field] || t("none");
    }
  };
}
