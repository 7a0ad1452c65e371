"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { CombinedError } from "urql";
import { ProblemNotice } from "./problem-notice";
import { referenceOf } from "./refusal";

/** Something could not be read: what happened, and the way to try again. */
export function ReadFailure({ error, onRetry }: { error: CombinedError; onRetry(): void }) {
  const t = useTranslations("common");
  const reference = referenceOf(error);
  const retry = (
    <Button size="compact-sm" variant="default" onClick={onRetry}>
      {t("action.retry")}
    </Button>
  );
  if (error.networkError) {
    return (
      <ProblemNotice title={t("problem.unreachable")} actions={retry}>
        {t("problem.unreachableWhy")}
      </ProblemNotice>
    );
  }
  return (
    <ProblemNotice title={t("problem.unexpected")} actions={retry}>
      {reference === null ? t("problem.unexpectedPlain") : t("problem.unexpectedWhy", { reference })}
    </ProblemNotice>
  );
}
