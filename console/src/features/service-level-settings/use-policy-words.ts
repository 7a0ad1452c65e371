import type { PolicyVersionFactsFragment } from "@guichet/schema";
import { useLocale, useTranslations } from "next-intl";
import { workingSpanOf } from "@/features/service-levels/span";
import { spanWords } from "@/features/service-levels/span-words";

interface PolicyWords {
  /** Which tickets it is for; the empty list: all. */
  conditions(version: PolicyVersionFactsFragment): string[];
  targets(version: PolicyVersionFactsFragment): string[];
  /** Its calendar, warning, pauses and consequences. */
  others(version: PolicyVersionFactsFragment): string[];
}

/** A policy in words. */
export function usePolicyWords(): PolicyWords {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const levels = useTranslations("service-levels");
  const locale = useLocale();
  const span = (minutes: number) => spanWords(workingSpanOf(minutes * 60_000), locale);
  return {
    conditions: ({ applications, kinds, priorities, sites }) =>
      [
        applications.map(({ name }) => name).join(", "),
        kinds.map((kind) => common(`kind.${kind}`)).join(", "),
        priorities.join(", "),
        sites.map(({ name }) => name).join(", "),
      ].filter((words) => words !== ""),
    targets: ({ takeChargeMinutes, resolveMinutes }) => [
      ...(takeChargeMinutes === null ? [] : [`${levels("target.TAKE_CHARGE")} ${span(takeChargeMinutes)}`]),
      ...(resolveMinutes === null ? [] : [`${levels("target.RESOLVE")} ${span(resolveMinutes)}`]),
    ],
    others: ({ calendar, warningPercent, pausesOn, onBreach }) => [
      calendar?.name ?? t("policy.usualCalendar"),
      warningPercent >= 100 ? t("policy.noWarning") : t("policy.warnsAt", { percent: warningPercent }),
      pausesOn.length === 0
        ? t("policy.noPause")
        : t("policy.pauses", { reasons: pausesOn.map((each) => levels(`pause.${each}`)).join(", ") }),
      ...onBreach.map((act) => t(`breach.${act}`)),
    ],
  };
}
