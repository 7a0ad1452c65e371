"use client";

import { SitesDocument } from "@guichet/schema";
import { Checkbox, PasswordInput, Radio, Select, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { languages } from "@/i18n/language";
import classes from "./administration.module.css";
import { MembershipFields } from "./membership-fields";
import { roles } from "./people-view";
import type { PersonValues } from "./person-values";

const technicianKinds = ["HOTLINE", "HELPDESK"] as const;

interface PersonFieldsProps {
  form: UseFormReturnType<PersonValues>;
  /** Has a login already. */
  hasAccount: boolean;
  isNew: boolean;
}

export function PersonFields({ form, hasAccount, isNew }: PersonFieldsProps) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: SitesDocument, requestPolicy: "cache-and-network" });
  const worksOnTickets = form.values.roles.includes("TECHNICIAN") || form.values.roles.includes("SUPERVISOR");
  return (
    <>
      <fieldset>
        <legend>{t("person.identity")}</legend>
        <div className={classes["pair"]}>
          <TextInput
            label={t("field.displayName")}
            required
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps("displayName")}
          />
          <Select
            label={t("field.site")}
            data={(data?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            clearable
            clearButtonProps={{ "aria-label": common("action.clear") }}
            nothingFoundMessage={t("nothingFound")}
            {...form.getInputProps("site")}
          />
          <TextInput
            label={t("field.email")}
            type="email"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps("email")}
          />
          <TextInput label={t("field.phone")} type="tel" autoComplete="off" {...form.getInputProps("phone")} />
          <Select
            label={t("field.language")}
            description={t("help.language")}
            data={languages.map((value) => ({ value, label: common(`language.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps("language")}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("person.rights")}</legend>
        <Checkbox.Group label={t("field.roles")} required {...form.getInputProps("roles")}>
          <div className={classes["checkList"]}>
            {roles.map((role) => (
              <Checkbox
                key={role}
                value={role}
                size="xs"
                label={common(`role.${role}`)}
                description={t(`roleHelp.${role}`)}
              />
            ))}
          </div>
        </Checkbox.Group>
        {worksOnTickets && (
          <Radio.Group label={t("field.technicianKind")} {...form.getInputProps("technicianKind")}>
            <div className={classes["checks"]}>
              {technicianKinds.map((kind) => (
                <Radio key={kind} value={kind} size="xs" label={t(`technicianKind.${kind}`)} />
              ))}
            </div>
          </Radio.Group>
        )}
      </fieldset>
      <MembershipFields form={form} />
      <fieldset>
        <legend>{t("person.account")}</legend>
        <p className={classes["help"]}>{hasAccount ? t("help.accountThere") : t("help.accountNone")}</p>
        <div className={classes["pair"]}>
          <TextInput
            label={t("field.login")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps("login")}
          />
          <PasswordInput
            label={hasAccount ? t("field.newPassword") : t("field.password")}
            description={t("help.password")}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
            {...form.getInputProps("password")}
          />
        </div>
        {!isNew && (
          <Switch
            label={t("field.active")}
            description={t("help.active")}
            {...form.getInputProps("active", { type: "checkbox" })}
          />
        )}
      </fieldset>
    </>
  );
}
