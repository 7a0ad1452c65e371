"use client";

import {
  CreateTeamDocument,
  SitesDocument,
  type TeamFactsFragment,
  type TeamInput,
  type TeamOutcomeFragment,
  TeamsToManageDocument,
  TeamToManageDocument,
  UpdateTeamDocument,
} from "@guichet/schema";
import { Checkbox, Loader, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconUsersGroup } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
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
import { useSavedNotice } from "./use-saved-notice";

const list = "/administration/teams";

interface TeamValues {
  code: string;
  name: string;
  site: string | null;
  levels: number[];
  active: boolean;
}

const teamFields: readonly (keyof TeamValues)[] = ["code", "name", "site", "levels", "active"];
const blankTeam: TeamValues = { code: "", name: "", site: null, levels: [], active: true };

function valuesOf({ code, name, site, queues, active }: TeamFactsFragment): TeamValues {
  return { code, name, site: site?.id ?? null, levels: queues.map(({ level }) => level.rank), active };
}

export function NewTeamPage() {
  const t = useTranslations("administration");
  usePageTitle(t("team.new"));
  return (
    <Page title={t("team.new")} back={{ address: list, name: t("section.teams") }}>
      <TeamForm team={null} />
    </Page>
  );
}

export function TeamPage({ id }: { id: string }) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data, error }, read] = useQuery({
    query: TeamToManageDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const found = data?.team;
  const [team, setTeam] = useState<TeamFactsFragment | null>(null);
  useEffect(() => {
    if (found) setTeam((before) => before ?? found);
  }, [found]);
  usePageTitle(found?.name ?? t("section.teams"));
  return (
    <Page title={found?.name ?? t("field.team")} back={{ address: list, name: t("section.teams") }}>
      {error && !team ? (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      ) : found === null ? (
        <EmptyState icon={IconUsersGroup} title={t("team.notFound")} />
      ) : team ? (
        <TeamForm key={team.version} team={team} onSaved={setTeam}>
          <fieldset>
            <legend>{t("team.members", { count: found?.members.length ?? 0 })}</legend>
            <p className={classes["help"]}>{t("team.membersHelp")}</p>
            <ul className={classes["people"]}>
              {found?.members.map(({ person, levels }) => (
                <li key={person.id}>
                  <Link href={`/administration/people/${person.id}`}>{person.displayName}</Link>
                  {!person.active && <span className={classes["off"]}>{t("inactive")}</span>}
                  <span>{levels.map((rank) => common("level", { rank })).join(" ")}</span>
                </li>
              ))}
            </ul>
          </fieldset>
        </TeamForm>
      ) : (
        <div className={classes["form"]}>
          <Loader size="sm" role="status" aria-label={t("loading")} />
        </div>
      )}
    </Page>
  );
}

interface TeamFormProps {
  team: TeamFactsFragment | null;
  onSaved?(team: TeamFactsFragment): void;
  children?: ReactNode;
}

function TeamForm({ team, onSaved, children }: TeamFormProps) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const router = useRouter();
  const client = useClient();
  const said = useSavedNotice();
  const [{ data: places }] = useQuery({ query: SitesDocument, requestPolicy: "cache-and-network" });
  const [{ data: known }] = useQuery({ query: TeamsToManageDocument });
  const [edited] = useState(() => (team === null ? null : { values: valuesOf(team), version: team.version }));
  const form = useForm<TeamValues>({ initialValues: edited?.values ?? blankTeam });

  const saving = useSaving<TeamValues, TeamOutcomeFragment, "TeamSuccess">({
    form,
    edited,
    success: "TeamSuccess",
    save: (values, version) => {
      const input: TeamInput = { ...values, code: values.code.trim(), name: values.name.trim() };
      return team === null || version === null
        ? client.mutation(CreateTeamDocument, { input }).toPromise()
        : client.mutation(UpdateTeamDocument, { team: team.id, version, input }).toPromise();
    },
    readAgain: async () => {
      if (team === null) return null;
      const query = client.query(TeamToManageDocument, { id: team.id }, { requestPolicy: "network-only" });
      const now = (await query.toPromise()).data?.team;
      return now ? { values: valuesOf(now), version: now.version } : null;
    },
    onSaved: ({ team: saved }) => {
      said(saved.name);
      if (onSaved) onSaved(saved);
      else router.push(`${list}/${saved.id}`);
    },
  });

  const wordsOf = (field: keyof TeamValues, values: TeamValues): string => {
    if (field === "site") return places?.sites.find(({ id }) => id === values.site)?.name ?? t("team.spread");
    if (field === "levels") return values.levels.map((rank) => common("level", { rank })).join(" ");
    if (field === "active") return values.active ? t("yes") : t("no");
    return values[field];
  };

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
      <RefusalNotice refusal={saving.refusal} shownAtField={(path) => teamFields.some((field) => field === path)} />
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
            description={t("help.teamName")}
            required
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps("name")}
          />
        </div>
        <div className={classes["pair"]}>
          <Select
            label={t("field.site")}
            placeholder={t("team.spread")}
            data={(places?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            clearable
            clearButtonProps={{ "aria-label": common("action.clear") }}
            nothingFoundMessage={t("nothingFound")}
            {...form.getInputProps("site")}
          />
        </div>
        <Checkbox.Group
          label={t("field.levels")}
          description={t("help.levels")}
          required
          value={form.values.levels.map(String)}
          error={form.errors["levels"]}
          onChange={(values) =>
            form.setFieldValue(
              "levels",
              values.map(Number).toSorted((a, b) => a - b),
            )
          }
        >
          <div className={classes["checks"]} style={{ marginTop: 8 }}>
            {(known?.levels ?? []).map(({ rank, name }) => (
              <Checkbox key={rank} size="xs" value={String(rank)} label={name} />
            ))}
          </div>
        </Checkbox.Group>
        {team !== null && (
          <Switch
            label={t("field.inService")}
            description={t("help.teamActive")}
            {...form.getInputProps("active", { type: "checkbox" })}
          />
        )}
      </fieldset>
      {children}
      <FormFoot
        busy={saving.busy}
        isDirty={form.isDirty()}
        isNew={team === null}
        cancelTo={list}
        onSave={() => void saving.submit()}
      />
    </form>
  );
}
