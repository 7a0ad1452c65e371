"use client";

import {
  ApplicationsDocument,
  CalendarsToManageDocument,
  CreatePolicyDocument,
  type PolicyFactsFragment,
  type PolicyOutcomeFragment,
  PolicyToEditDocument,
  SitesDocument,
  UpdatePolicyDocument,
  WithdrawPolicyVersionDocument,
} from "@guichet/schema";
import { Checkbox, MultiSelect, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { useSavedNotice } from "@/features/administration/use-saved-notice";
import { kinds, priorities } from "@/features/queues/view";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { DuePreview } from "./due-preview";
import { DurationInput } from "./duration-input";
import { atOnce } from "./effective";
import { PolicySummary } from "./policy-summary";
import {
  blankPolicy,
  breachActs,
  type PolicyValues,
  policyInputOf,
  policyValuesOf,
  termsOf,
  versionShown,
  waits,
} from "./policy-values";
import classes from "./settings.module.css";
import { SettingsFrame } from "./settings-frame";
import { useSettingsForm } from "./use-settings-form";
import { useWithdraw } from "./use-withdraw";
import { VersionHistory } from "./version-history";

const list = "/administration/policies";
const shownAtField =
  /^(name|active|applications|kinds|priorities|sites|calendar|takeChargeMinutes|resolveMinutes|warningPercent|pausesOn|onBreach|effectiveFrom)\b/;

interface PolicyFormProps {
  policy: PolicyFactsFragment | null;
  /** Where something new takes its place: after all others. */
  rank: number;
  onSaved?(policy: PolicyFactsFragment): void;
  onRecomputing?(): void;
}

/** Which tickets a policy is for, what it promises them, and from when on; its versions beside it. */
export function PolicyForm({ policy, rank, onSaved, onRecomputing }: PolicyFormProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const levels = useTranslations("service-levels");
  const router = useRouter();
  const client = useClient();
  const said = useSavedNotice();
  const [{ data: known }] = useQuery({ query: ApplicationsDocument });
  const [{ data: places }] = useQuery({ query: SitesDocument });
  const [{ data: hours }] = useQuery({ query: CalendarsToManageDocument });
  const [edited] = useState(() =>
    policy === null ? null : { values: policyValuesOf(policy), version: policy.version },
  );
  const form = useForm<PolicyValues>({ initialValues: edited?.values ?? blankPolicy });
  const { values, errors } = form;
  const [settled] = useDebouncedValue(values, 300);
  const place = policy === null ? rank : (versionShown(policy)?.rank ?? rank);

  const settings = useSettingsForm<PolicyValues, PolicyOutcomeFragment, "ServiceLevelPolicySuccess">({
    form,
    edited,
    success: "ServiceLevelPolicySuccess",
    save: (typed, version) => {
      const input = policyInputOf(typed, place);
      return policy === null || version === null
        ? client.mutation(CreatePolicyDocument, { input }).toPromise()
        : client.mutation(UpdatePolicyDocument, { policy: policy.id, version, input }).toPromise();
    },
    past: (typed, version) => ({
      policy: { policy: policy?.id ?? "", version, input: policyInputOf(typed, place) },
    }),
    readAgain: async () => {
      if (policy === null) return null;
      const query = client.query(PolicyToEditDocument, { id: policy.id }, { requestPolicy: "network-only" });
      const now = (await query.toPromise()).data?.serviceLevelPolicy;
      return now ? { values: policyValuesOf(now), version: now.version } : null;
    },
    onSaved: ({ policy: saved }) => {
      said(saved.name);
      if (onSaved) onSaved(saved);
      else router.push(list);
    },
  });
  const withdrawing = useWithdraw<PolicyOutcomeFragment, "ServiceLevelPolicySuccess">({
    success: "ServiceLevelPolicySuccess",
    send: (policyVersion) =>
      client.mutation(WithdrawPolicyVersionDocument, { policyVersion, version: policy?.version ?? 0 }).toPromise(),
    onDone: ({ policy: now }) => onSaved?.(now),
  });

  const isTried = policy === null || form.isDirty();
  const draft = { policy: policy?.id ?? null, input: policyInputOf({ ...settled, effective: atOnce }, place) };
  const namesOf = (ids: readonly string[], all: readonly { id: string; name: string }[] = []) =>
    ids.map((id) => all.find((each) => each.id === id)?.name ?? id).join(", ") || t("policy.every");
  const wordsOf = (field: keyof PolicyValues, of: PolicyValues): string => {
    switch (field) {
      case "name":
        return of.name;
      case "active":
        return of.active ? t("yes") : t("no");
      case "applications":
        return namesOf(of.applications, known?.applications);
      case "sites":
        return namesOf(of.sites, places?.sites);
      case "calendar":
        return of.calendar === null ? t("policy.usualCalendar") : namesOf([of.calendar], hours?.calendars);
      case "kinds":
        return of.kinds.map((kind) => common(`kind.${kind}`)).join(", ") || t("policy.every");
      case "priorities":
        return of.priorities.join(", ") || t("policy.every");
      case "pausesOn":
        return of.pausesOn.map((each) => levels(`pause.${each}`)).join(", ") || t("no");
      case "onBreach":
        return of.onBreach.map((act) => t(`breach.${act}`)).join(", ") || t("no");
      case "effective":
        return "";
      default:
        return String(of[field] ?? t("no"));
    }
  };
  const checks = <Value extends string>(
    field: "kinds" | "priorities" | "pausesOn" | "onBreach",
    all: readonly Value[],
    wordOf: (value: Value) => string,
  ) => (
    <Checkbox.Group
      label={t(`field.${field}`)}
      description={t(`help.${field}`)}
      error={errors[field]}
      value={values[field]}
      onChange={(chosen) =>
        form.setFieldValue(
          field,
          () => all.filter((value) => chosen.some((each) => each === value)) as PolicyValues[typeof field],
        )
      }
    >
      <div className={administration["checks"]}>
        {all.map((value) => (
          <Checkbox key={value} size="xs" value={value} label={wordOf(value)} />
        ))}
      </div>
    </Checkbox.Group>
  );

  return (
    <SettingsFrame
      form={form}
      settings={settings}
      isNew={policy === null}
      list={list}
      nameOf={(field) => t(`field.${field}`)}
      wordsOf={wordsOf}
      shownAtField={shownAtField}
      aside={
        <aside className={classes["aside"]} aria-label={t("preview.title")}>
          <section>
            <h2>{t("preview.title")}</h2>
            <DuePreview draft={isTried ? draft : null} revision={policy?.version ?? 0} />
          </section>
          {policy !== null && (
            <section>
              <h2>{t("version.title")}</h2>
              <RefusalNotice refusal={withdrawing.refusal} />
              <VersionHistory
                versions={policy.history}
                busy={withdrawing.busy}
                onWithdraw={({ id }) => void withdrawing.withdraw(id)}
                onResume={(version) => form.setValues({ ...termsOf(version) })}
              >
                {(version) => <PolicySummary version={version} />}
              </VersionHistory>
            </section>
          )}
        </aside>
      }
      onDated={(effective) => form.setFieldValue("effective", effective)}
      onRecomputing={onRecomputing}
    >
      <fieldset>
        <div className={administration["pair"]}>
          <TextInput
            label={t("field.name")}
            required
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps("name")}
          />
        </div>
        <Switch
          label={t("field.active")}
          description={t("help.active")}
          {...form.getInputProps("active", { type: "checkbox" })}
        />
      </fieldset>
      <fieldset>
        <legend>{t("policy.conditions")}</legend>
        <p className={administration["help"]}>{t("policy.conditionsHelp")}</p>
        <div className={administration["pair"]}>
          <MultiSelect
            label={t("field.applications")}
            placeholder={values.applications.length === 0 ? t("policy.every") : ""}
            data={(known?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            nothingFoundMessage={t("nothingFound")}
            {...form.getInputProps("applications")}
          />
          <MultiSelect
            label={t("field.sites")}
            placeholder={values.sites.length === 0 ? t("policy.every") : ""}
            data={(places?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            nothingFoundMessage={t("nothingFound")}
            {...form.getInputProps("sites")}
          />
        </div>
        {checks("kinds", kinds, (kind) => common(`kind.${kind}`))}
        {checks("priorities", priorities, (priority) => common(`priority.${priority}`))}
      </fieldset>
      <fieldset>
        <legend>{t("policy.promise")}</legend>
        <div className={administration["pair"]}>
          <DurationInput
            label={levels("target.TAKE_CHARGE")}
            minutes={values.takeChargeMinutes}
            usual={60}
            error={errors["takeChargeMinutes"]}
            onChange={(minutes) => form.setFieldValue("takeChargeMinutes", minutes)}
          />
          <DurationInput
            label={levels("target.RESOLVE")}
            minutes={values.resolveMinutes}
            usual={480}
            error={errors["resolveMinutes"]}
            onChange={(minutes) => form.setFieldValue("resolveMinutes", minutes)}
          />
        </div>
        <div className={administration["pair"]}>
          <Select
            label={t("field.calendar")}
            description={t("help.calendar")}
            placeholder={t("policy.usualCalendar")}
            data={(hours?.calendars ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            clearable
            clearButtonProps={{ "aria-label": common("action.clear") }}
            {...form.getInputProps("calendar")}
          />
          <NumberInput
            label={t("field.warningPercent")}
            description={t("help.warningPercent")}
            min={1}
            max={100}
            suffix=" %"
            allowDecimal={false}
            {...form.getInputProps("warningPercent")}
            onChange={(percent) => form.setFieldValue("warningPercent", Number(percent) || 0)}
          />
        </div>
        {checks("pausesOn", waits, (wait) => common(`waitingFor.${wait}`))}
        {checks("onBreach", breachActs, (act) => t(`breach.${act}`))}
      </fieldset>
    </SettingsFrame>
  );
}
