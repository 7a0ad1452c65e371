"use client";

import { Button } from "@mantine/core";
import { IconChartBarOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/ui/empty-state";
import { beside, keyOf } from "./period";
import { useQuestion } from "./question";

/** Nothing happened in the period: another one is one press away, and so is every application. */
export function EmptyReport({ what }: { what?: string }) {
  const t = useTranslations("report");
  const { view, before, beforeName, period, show } = useQuestion();
  const isNarrowed = view.applications.length > 0;
  return (
    <EmptyState
      icon={IconChartBarOff}
      title={t("empty.title")}
      action={
        isNarrowed ? (
          <Button variant="default" onClick={() => show({ ...view, applications: [] })}>
            {t("empty.all")}
          </Button>
        ) : (
          <Button variant="default" onClick={() => show({ ...view, period: keyOf(beside(period, -1)) })}>
            {t("empty.before", { period: before.unit === "days" ? t("period.previous") : beforeName })}
          </Button>
        )
      }
    >
      {what ?? t("empty.what")}
    </EmptyState>
  );
}
