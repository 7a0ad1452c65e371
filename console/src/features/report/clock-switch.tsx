"use client";

import { SegmentedControl } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Clock } from "./report-view";

/** Whether times are those of the wall or those of the opening hours. */
export function ClockSwitch({ clock, onChoose }: { clock: Clock; onChoose(clock: Clock): void }) {
  const t = useTranslations("report");
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("clock.title")}
      value={clock}
      onChange={(chosen) => onChoose(chosen === "BUSINESS" ? "BUSINESS" : "CALENDAR")}
      data={[
        { value: "CALENDAR", label: t("clock.CALENDAR") },
        { value: "BUSINESS", label: t("clock.BUSINESS") },
      ]}
    />
  );
}
