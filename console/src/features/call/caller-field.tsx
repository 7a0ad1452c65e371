"use client";

import { CallersDocument, type CallersQuery } from "@guichet/schema";
import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useQuery } from "urql";
import classes from "./call.module.css";

export type KnownCaller = CallersQuery["people"]["edges"][number]["node"];

interface CallerFieldProps {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  onType(typed: string): void;
  onCaller(caller: KnownCaller): void;
  onNew(typed: string): void;
}

const fresh = "new";

/** A number or a name, and who that is: chosen with the arrows, or made with the last line. */
export function CallerField({ field, typed, onType, onCaller, onNew }: CallerFieldProps) {
  const t = useTranslations("call");
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [text] = useDebouncedValue(typed.trim(), 150);
  const [chosen, setChosen] = useState(false);
  const [{ data, fetching }] = useQuery({
    query: CallersDocument,
    variables: { text },
    pause: text.length < 2 || chosen,
    requestPolicy: "cache-and-network",
  });
  const found = text.length < 2 ? [] : (data?.people.edges ?? []).map(({ node }) => node);

  function choose(value: string) {
    const caller = found.find(({ id }) => id === value);
    setChosen(true);
    box.closeDropdown();
    if (caller) onCaller(caller);
    else onNew(typed);
  }

  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          ref={field}
          label={t("field.caller")}
          placeholder={t("field.callerHint")}
          value={typed}
          onChange={(event) => {
            setChosen(false);
            onType(event.currentTarget.value);
            box.openDropdown();
            box.updateSelectedOptionIndex();
          }}
          onFocus={() => typed.trim().length >= 2 && !chosen && box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          rightSection={fetching && !chosen ? <Loader size={14} /> : null}
          autoComplete="off"
          autoFocus
          required
          withAsterisk={false}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim().length < 2 || chosen}>
        <Combobox.Options aria-label={t("callers")}>
          {found.map((caller) => (
            <Combobox.Option key={caller.id} value={caller.id}>
              <span className={classes["person"]}>
                <strong>{caller.displayName}</strong>
                <span>{[caller.phone, caller.site?.name].filter(Boolean).join(" · ")}</span>
                {caller.openTickets.length > 0 && <em>{t("open", { count: caller.openTickets.length })}</em>}
              </span>
            </Combobox.Option>
          ))}
          <Combobox.Option value={fresh}>
            <span className={classes["person"]}>
              <IconUserPlus size={15} aria-hidden />
              <strong>{t("newCaller", { typed: typed.trim() })}</strong>
            </span>
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
