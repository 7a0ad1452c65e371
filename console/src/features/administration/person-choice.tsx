"use client";

import { PeopleToChooseDocument } from "@guichet/schema";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useQuery } from "urql";

interface PersonChoiceProps {
  label: string;
  description?: string;
  value: string | null;
  /** The name of who is chosen already. */
  name: string | null;
  error?: ReactNode;
  onChange(id: string | null): void;
}

/** One person out of all those the desk knows, found by typing. */
export function PersonChoice({ label, description, value, name, error, onChange }: PersonChoiceProps) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [chosen, setChosen] = useState(value === null || name === null ? null : { value, label: name });
  const [typed, setTyped] = useState(name ?? "");
  const [text] = useDebouncedValue(typed, 200);
  const [{ data }] = useQuery({
    query: PeopleToChooseDocument,
    variables: { text: text.trim() === "" || text === chosen?.label ? null : text.trim() },
  });
  const found = (data?.people.edges ?? []).map(({ node }) => ({
    value: node.id,
    label: node.site ? `${node.displayName} (${node.site.name})` : node.displayName,
  }));
  const options = chosen && !found.some((each) => each.value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={label}
      description={description}
      error={error}
      data={options}
      // The server has found them already, by more than their names.
      filter={({ options: all }) => all}
      searchable
      clearable
      clearButtonProps={{ "aria-label": common("action.clear") }}
      nothingFoundMessage={t("nothingFound")}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value}
      onChange={(id) => {
        setChosen(options.find((each) => each.value === id) ?? null);
        onChange(id);
      }}
    />
  );
}
