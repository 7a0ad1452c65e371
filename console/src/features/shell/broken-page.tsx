"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ProblemNotice } from "@/ui/problem-notice";

/** A page of ours failed while drawing. What was typed is kept as a draft, so starting again costs nothing. */
export function BrokenPage({ error, onRetry }: { error: Error; onRetry(): void }) {
  const t = useTranslations("shell");
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <div style={{ maxWidth: "40rem", margin: "3rem auto", padding: "0 1rem" }}>
      <ProblemNotice title={t("broken.title")} actions={<Button onClick={onRetry}>{t("broken.retry")}</Button>}>
        {t("broken.why")}
      </ProblemNotice>
    </div>
  );
}
