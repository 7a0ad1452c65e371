"use client";

import { ActionIcon, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./hours.module.css";
import { endForField, endFromField, type Hours, isOvernight } from "./week";

interface HoursFieldsProps {
  /** Whose hours: "Monday, hours 2". */
  name: string;
  hours: Hours;
  errors: readonly ReactNode[];
  onChange(hours: Hours): void;
  onRemove(): void;
}

/** From and to, in the browser's own time fields; hours that pass midnight say so. */
export function HoursFields({ name, hours, errors, onChange, onRemove }: HoursFieldsProps) {
  const t = useTranslations("service-level-settings");
  const wrong = errors.filter(Boolean);
  return (
    <div className={classes["hours"]} role="group" aria-label={name}>
      <TextInput
        type="time"
        size="xs"
        aria-label={t("hours.from", { name })}
        value={hours.from}
        error={wrong.length > 0}
        onChange={(event) => onChange({ ...hours, from: event.currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="time"
        size="xs"
        aria-label={t("hours.to", { name })}
        value={endForField(hours.to)}
        error={wrong.length > 0}
        onChange={(event) => onChange({ ...hours, to: endFromField(event.currentTarget.value) })}
      />
      {isOvernight(hours) && <span className={classes["nextDay"]}>{t("hours.nextDay")}</span>}
      <ActionIcon size="sm" aria-label={t("hours.remove", { name })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
      {wrong.length > 0 && (
        <p className={classes["wrong"]} role="alert">
          {wrong[0]}
        </p>
      )}
    </div>
  );
}
