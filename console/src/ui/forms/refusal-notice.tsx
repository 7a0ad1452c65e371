"use client";

import { useTranslations } from "next-intl";
import { ProblemNotice } from "../problem-notice";
import type { Refusal } from "../refusal";

interface RefusalNoticeProps {
  refusal: Refusal | null;
  /** Whether a field of the form shows what is wrong with it; what no field shows is said here. */
  shownAtField?(path: string): boolean;
}

/** Why the form was not saved. */
export function RefusalNotice({ refusal, shownAtField = () => false }: RefusalNoticeProps) {
  const t = useTranslations("common");
  if (refusal === null) return null;
  if (refusal.why === "unreachable") {
    return <ProblemNotice title={t("problem.unreachable")}>{t("problem.unreachableWhy")}</ProblemNotice>;
  }
  if (refusal.why === "unexpected") {
    const { reference } = refusal;
    return (
      <ProblemNotice title={t("problem.unexpected")}>
        {reference === null ? t("problem.unexpectedPlain") : t("problem.unexpectedWhy", { reference })}
      </ProblemNotice>
    );
  }
  const elsewhere = Object.entries(refusal.fields).filter(([path]) => !shownAtField(path));
  const details = elsewhere.map(([, message]) => message).filter((message) => message !== refusal.message);
  return (
    <ProblemNotice title={t("problem.refused")} details={[...new Set(details)]}>
      {refusal.message}
    </ProblemNotice>
  );
}
