"use client";

import { SegmentedControl } from "@mantine/core";
import { useTranslations } from "next-intl";
import { isLanguage, languages } from "@/i18n/language";
import { useLanguage } from "./use-language";

const names = { fr: "Français", en: "English" } as const;

export function LanguageSwitch({ signedIn }: { signedIn: boolean }) {
  const t = useTranslations("session");
  const { language, choose } = useLanguage(signedIn);
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("language")}
      value={language}
      onChange={(value) => isLanguage(value) && choose(value)}
      data={languages.map((each) => ({ value: each, label: <span lang={each}>{names[each]}</span> }))}
    />
  );
}
