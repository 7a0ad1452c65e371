"use client";

import type { PolicyVersionFactsFragment } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { usePolicyWords } from "./use-policy-words";

/** A version of a policy in a few lines. */
export function PolicySummary({ version }: { version: PolicyVersionFactsFragment }) {
  const t = useTranslations("service-level-settings");
  const words = usePolicyWords();
  const conditions = words.conditions(version);
  const targets = words.targets(version);
  return (
    <ul>
      {!version.active && <li>{t("policy.inactive")}</li>}
      <li>{conditions.length === 0 ? t("policy.everyTicket") : conditions.join(" · ")}</li>
      <li>{targets.length === 0 ? t("policy.noTarget") : targets.join(" · ")}</li>
      <li>{words.others(version).join(" · ")}</li>
    </ul>
  );
}
