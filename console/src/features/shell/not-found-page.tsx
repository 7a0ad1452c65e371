"use client";

import { Anchor } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/ui/empty-state";
import { usePageTitle } from "@/ui/page-title";

export function NotFoundPage() {
  const t = useTranslations("shell");
  usePageTitle(t("notFound.title"));
  return (
    <main>
      <EmptyState
        isPage
        icon={IconMapQuestion}
        title={t("notFound.title")}
        action={
          <Anchor component={Link} href="/desk">
            {t("notFound.back")}
          </Anchor>
        }
      >
        {t("notFound.why")}
      </EmptyState>
    </main>
  );
}
