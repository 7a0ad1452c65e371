"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FailureNotice } from "@/ui/failure-notice";
import { KeyHint } from "@/ui/key-hint";
import { ProblemNotice } from "@/ui/problem-notice";
import { HistoryList } from "../history/history-list";
import classes from "../tickets.module.css";
import type { ActState } from "./use-act";

interface ActProblemProps {
  state: ActState;
  onAgain(): void;
  onDismiss?(): void;
}

/** What stands between the person and the act, and the one key that goes on. */
export function ActProblem({ state, onAgain, onDismiss }: ActProblemProps): ReactNode {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  if (state.is === "failed") return <FailureNotice error={state.error} onRetry={onAgain} />;
  if (state.is === "refused") {
    const { refusal } = state;
    const details = refusal.__typename === "InvalidInput" ? refusal.fields.map((field) => field.message) : [];
    const possible = refusal.__typename === "ActNotPossible" ? refusal.possible.map((act) => t(`act.${act}`)) : [];
    return (
      <ProblemNotice title={common("problem.refused")} details={details}>
        {refusal.message}
        {possible.length > 0 && ` ${t("possible", { acts: possible.join(", ") })}`}
      </ProblemNotice>
    );
  }
  if (state.is === "stale") {
    return (
      <section className={classes["missed"]} role="alert" aria-label={t("missed.title")}>
        <h3>{t("missed.title")}</h3>
        <p>{t("missed.why")}</p>
        <HistoryList entries={state.changed.missed} />
        <div className={classes["missedActions"]}>
          <Button size="compact-md" onClick={onAgain} rightSection={<KeyHint keys="mod+enter" />}>
            {t("missed.anyway")}
          </Button>
          {onDismiss && (
            <Button size="compact-md" variant="default" onClick={onDismiss}>
              {t("missed.back")}
            </Button>
          )}
        </div>
      </section>
    );
  }
  return null;
}
