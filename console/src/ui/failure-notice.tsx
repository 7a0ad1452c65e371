"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import type { CombinedError } from "urql";
import { ProblemNotice } from "./problem-notice";
import { referenceOf } from "./refusal";

interface FailureNoticeProps {
  /** Absent where no answer came at all. */
  error: CombinedError | undefined;
  onRetry?(): void;
}

/** An answer that did not come, or one that is no answer: what it means for what was typed, and what to do. */
export function FailureNotice({ error, onRetry }: FailureNoticeProps) {
  const t = useTranslations("common");
  const [first] = error?.graphQLErrors ?? [];
  const actions = onRetry && (
    <Button size="compact-md" onClick={onRetry}>
      {t("action.retry")}
    </Button>
  );
  if (!first) {
    return (
      <ProblemNotice title={t("problem.unreachable")} actions={actions}>
        {t("problem.unreachableWhy")}
      </ProblemNotice>
    );
  }
  const { code, done } = first.extensions;
  if (code === "REPORTS_NOT_READY") return <ReportsNotReady done={Number(done)} onRetry={onRetry} />;
  if (code === "TIME_LIMIT_EXCEEDED") {
    return (
      <ProblemNotice title={t("problem.tooLong")} actions={actions}>
        {t("problem.tooLongWhy")}
      </ProblemNotice>
    );
  }
  const reference = error ? referenceOf(error) : null;
  return (
    <ProblemNotice title={t("problem.unexpected")} actions={actions}>
      {reference === null ? t("problem.unexpectedPlain") : t("problem.unexpectedWhy", { reference })}
    </ProblemNotice>
  );
}

const askedAgainAfter = 3000;

/** Not an error: it will come, and is asked for again by itself. */
function ReportsNotReady({ done, onRetry }: { done: number; onRetry: FailureNoticeProps["onRetry"] }) {
  const t = useTranslations("common");
  const askAgain = useEffectEvent(() => onRetry?.());
  useEffect(() => {
    const timer = setInterval(askAgain, askedAgainAfter);
    return () => clearInterval(timer);
  }, []);
  return <ProblemNotice title={t("problem.notReady", { done })}>{t("problem.notReadyWhy")}</ProblemNotice>;
}
