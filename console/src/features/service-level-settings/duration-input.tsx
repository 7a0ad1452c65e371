"use client";

import { NumberInput, Switch } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import administration from "@/features/administration/administration.module.css";
import classes from "./settings.module.css";

interface DurationInputProps {
  label: string;
  /** Business minutes; null: no target. */
  minutes: number | null;
  /** What it is given when it is switched on. */
  usual: number;
  error?: ReactNode;
  onChange(minutes: number | null): void;
}

/** A target in hours and minutes of business time, or none. */
export function DurationInput({ label, minutes, usual, error, onChange }: DurationInputProps) {
  const t = useTranslations("service-level-settings");
  const hours = minutes === null ? 0 : Math.floor(minutes / 60);
  const rest = minutes === null ? 0 : minutes % 60;
  const set = (newHours: number, newRest: number) => onChange(Math.max(0, newHours) * 60 + Math.max(0, newRest));
  return (
    <div role="group" aria-label={label} className={administration["checkList"]}>
      <Switch
        size="xs"
        label={label}
        checked={minutes !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
      />
      {minutes !== null && (
        <div className={classes["duration"]}>
          <NumberInput
            size="xs"
            w={80}
            min={0}
            max={9999}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            aria-label={t("duration.hours", { label })}
            value={hours}
            error={Boolean(error)}
            onChange={(value) => set(Number(value) || 0, rest)}
          />
          <span aria-hidden>{t("duration.h")}</span>
          <NumberInput
            size="xs"
            w={64}
            min={0}
            max={59}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            aria-label={t("duration.minutes", { label })}
            value={rest}
            error={Boolean(error)}
            onChange={(value) => set(hours, Number(value) || 0)}
          />
          <span aria-hidden>{t("duration.min")}</span>
        </div>
      )}
      {error && <p style={{ margin: 0, color: "var(--g-bad)", fontSize: "var(--g-text-xs)" }}>{error}</p>}
    </div>
  );
}
