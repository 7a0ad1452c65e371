"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { CombinedError } from "urql";
import { ProblemNotice } from "./problem-notice";

/** An answer that did not come, or an error nobody expected: what it means for what was typed, and what to do. */
export function FailureNotice({ error, onRetry }: { error: CombinedError | undefined; onRetry?(): void }) {
  const t = useTranslations("common");
  const unexpected = error?.graphQLErrors[0];
  const reference = unexpected?.extensions["id"];
  const retry = onRetry && (
    <Button size="compact-md" onClick={onRetry}>
      {t("action.retry")}
    </Button>
  );
  if (!unexpected) {
    return (
      <ProblemNotice title={t("problem.unreachable")} actions={retry}>
        {t("problem.unreachableWhy")}
      </ProblemNotice>
    );
  }
  return (
    <ProblemNotice title={t("problem.unexpected")} actions={retry}>
      {typeof reference === "string" ? t("problem.unexpectedWhy", { reference }) : t("problem.unexpectedPlain")}
    </ProblemNotice>
  );
}
