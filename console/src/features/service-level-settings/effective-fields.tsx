"use client";

import { Radio } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import administration from "@/features/administration/administration.module.css";
import { InstantInput } from "@/ui/instant-input";
import type { Effective } from "./effective";

interface EffectiveFieldsProps {
  effective: Effective;
  /** Whether the past may be changed: something new has none. */
  withPast: boolean;
  error?: ReactNode;
  onChange(effective: Effective): void;
}

const choices = ["now", "later", "past"] as const;

/** From when on the change holds. What was true before stays so, unless it is expressly computed again. */
export function EffectiveFields({ effective, withPast, error, onChange }: EffectiveFieldsProps) {
  const t = useTranslations("service-level-settings");
  return (
    // What is wrong with the date is brought into sight by its path, as for every other field.
    <div className={administration["checkList"]} data-path="effectiveFrom" tabIndex={-1}>
      <Radio.Group
        aria-label={t("effective.title")}
        value={effective.when}
        onChange={(when) => onChange({ when: choices.find((each) => each === when) ?? "now", at: null })}
      >
        <div className={administration["checkList"]}>
          {choices
            .filter((when) => when !== "past" || withPast)
            .map((when) => (
              <Radio
                key={when}
                size="xs"
                value={when}
                label={t(`effective.${when}`)}
                description={t(`effective.${when}Why`)}
              />
            ))}
        </div>
      </Radio.Group>
      {effective.when !== "now" && (
        <InstantInput
          label={t("effective.at")}
          value={effective.at}
          error={error}
          side={effective.when === "past" ? "past" : "future"}
          required
          onChange={(at) => onChange({ ...effective, at })}
        />
      )}
    </div>
  );
}
