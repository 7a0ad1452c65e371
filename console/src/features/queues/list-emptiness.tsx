"use client";

import { Button } from "@mantine/core";
import { IconFilterOff, IconInboxOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/ui/empty-state";

/** Nothing is here: because nothing waits, or because of the filters. */
export function ListEmptiness({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  const t = useTranslations("queues");
  if (!filtered) {
    return (
      <EmptyState icon={IconInboxOff} title={t("empty.title")}>
        {t("empty.what")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t("empty.filtered")}
      action={
        <Button variant="default" onClick={onClear}>
          {t("filter.clear")}
        </Button>
      }
    >
      {t("empty.filteredWhat")}
    </EmptyState>
  );
}
