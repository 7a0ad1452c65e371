"use client";

import { HolidayRegionsDocument } from "@guichet/schema";
import { useLocale, useTranslations } from "next-intl";
import { useQuery } from "urql";

/** Whose holidays, in words: "France", "Moselle (France)"; none where none are kept. */
export function useHolidayPlace(holidays: { country: string; region: string | null } | null): string {
  const t = useTranslations("service-level-settings");
  const locale = useLocale();
  const [{ data }] = useQuery({
    query: HolidayRegionsDocument,
    variables: { country: holidays?.country ?? "" },
    pause: holidays === null || holidays.region === null,
  });
  if (holidays === null) return t("holidays.none");
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(holidays.country) ?? holidays.country;
  if (holidays.region === null) return country;
  const region = data?.holidayRegions.find(({ code }) => code === holidays.region)?.name ?? holidays.region;
  return `${region} (${country})`;
}

export function HolidayPlace({ holidays }: { holidays: { country: string; region: string | null } | null }) {
  return useHolidayPlace(holidays);
}
