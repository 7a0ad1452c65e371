"use client";

import { Button, Checkbox, Popover, ScrollArea, Stack } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import classes from "./facet-filter.module.css";

interface FacetFilterProps<Value extends string> {
  name: string;
  choices: readonly { value: Value; label: string }[];
  chosen: readonly Value[];
  onChange(chosen: Value[]): void;
}

/** One fact to filter by: the button says what is chosen, the list behind it lets several be. */
export function FacetFilter<Value extends string>({ name, choices, chosen, onChange }: FacetFilterProps<Value>) {
  const t = useTranslations("common");
  // The address follows a moment later; a box that is ticked shows it at once.
  const [ticked, tick] = useState<readonly Value[]>(chosen);
  const told = chosen.join();
  useEffect(() => tick(told === "" ? [] : (told.split(",") as Value[])), [told]);
  const words = choices.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const said = words.length > 2 ? `${words.slice(0, 2).join(", ")} +${words.length - 2}` : words.join(", ");
  return (
    <Popover position="bottom-start" withRoles={false} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={chosen.length > 0 ? "light" : "default"}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          aria-haspopup="dialog"
        >
          {said === "" ? name : t("filter.chosen", { name, chosen: said })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={name}>
        <ScrollArea.Autosize mah={320} type="auto">
          <Checkbox.Group
            value={[...ticked]}
            onChange={(values) => {
              const next = choices.map(({ value }) => value).filter((value) => values.includes(value));
              tick(next);
              onChange(next);
            }}
            aria-label={name}
          >
            <Stack gap={0} p="xs" className={classes["choices"]}>
              {choices.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} size="xs" />
              ))}
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
