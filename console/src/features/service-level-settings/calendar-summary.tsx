"use client";

import type { CalendarVersionFactsFragment } from "@guichet/schema";
import { useLocale, useTranslations } from "next-intl";
import { useHolidayPlace } from "./holiday-place";
import { weekWords } from "./week-words";

/** A version of a calendar in a few lines. */
export function CalendarSummary({ version }: { version: CalendarVersionFactsFragment }) {
  const t = useTranslations("service-level-settings");
  const locale = useLocale();
  const { weekly, timeZone, holidays, exceptions } = version;
  const week = weekWords(weekly, locale);
  const others = [
    timeZone,
    useHolidayPlace(holidays),
    ...(exceptions.length === 0 ? [] : [t("exception.count", { count: exceptions.length })]),
  ];
  return (
    <ul>
      {week.length === 0 ? <li>{t("hours.never")}</li> : week.map((line) => <li key={line}>{line}</li>)}
      <li>{others.join(" · ")}</li>
    </ul>
  );
}
