"use client";

import { TeamsToManageDocument } from "@guichet/schema";
import { ActionIcon, Button, Checkbox, Select } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import classes from "./administration.module.css";
import type { PersonValues } from "./person-values";

/** The teams a person works in, each at some of its levels. */
export function MembershipFields({ form }: { form: UseFormReturnType<PersonValues> }) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: TeamsToManageDocument, requestPolicy: "cache-and-network" });
  const { memberships } = form.values;
  const teams = (data?.teams ?? []).filter(({ id, active }) => active || memberships.some(({ team }) => team === id));
  const free = teams.filter(({ id }) => !memberships.some(({ team }) => team === id));

  return (
    <fieldset>
      <legend>{t("field.memberships")}</legend>
      {memberships.length === 0 && <p className={classes["help"]}>{t("person.noTeam")}</p>}
      {memberships.map(({ team, levels }, index) => {
        const chosen = teams.find(({ id }) => id === team);
        const path = `memberships.${index}`;
        const served = (chosen?.queues ?? []).map(({ level }) => level);
        return (
          <div key={team === "" ? `new ${index}` : team} className={classes["membership"]}>
            <Select
              aria-label={t("field.team")}
              placeholder={t("chooseTeam")}
              data={[...(chosen ? [chosen] : []), ...free].map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              allowDeselect={false}
              nothingFoundMessage={t("nothingFound")}
              value={team === "" ? null : team}
              error={form.errors[`${path}.team`]}
              data-path={`${path}.team`}
              onChange={(value) => form.setFieldValue(path, { team: value ?? "", levels: [] })}
            />
            <Checkbox.Group
              className={classes["levels"] ?? ""}
              aria-label={t("levelsOf", { team: chosen?.name ?? "" })}
              value={levels.map(String)}
              error={form.errors[`${path}.levels`]}
              onChange={(values) =>
                form.setFieldValue(
                  `${path}.levels`,
                  values.map(Number).toSorted((a, b) => a - b),
                )
              }
            >
              <div className={classes["checks"]}>
                {served.map(({ rank, name }) => (
                  <Checkbox
                    key={rank}
                    size="xs"
                    value={String(rank)}
                    label={<span title={name}>{common("level", { rank })}</span>}
                  />
                ))}
              </div>
            </Checkbox.Group>
            <ActionIcon
              size="lg"
              aria-label={t("removeTeam", { team: chosen?.name ?? "" })}
              onClick={() => form.removeListItem("memberships", index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={free.length === 0 || memberships.some(({ team }) => team === "")}
          onClick={() => form.insertListItem("memberships", { team: "", levels: [] })}
        >
          {t("addTeam")}
        </Button>
      </div>
    </fieldset>
  );
}
