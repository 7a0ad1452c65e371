import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { addDays, type CivilDate, isoWeek } from "./civil-date";
import type { Period } from "./period";

function utc(date: CivilDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** "March 2016", "week 13 of 2016, 28 March – 3 April": a period as people say it. */
export function usePeriodName(): (period: Period) => string {
  const t = useTranslations("report");
  const locale = useLocale();
  return useCallback(
    ({ unit, from, to }) => {
      const format = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
      const last = addDays(to, -1);
      const days = format({ day: "numeric", month: "long", year: "numeric" });
      const range = from === last ? days.format(utc(from)) : days.formatRange(utc(from), utc(last));
      switch (unit) {
        case "week":
          return t("name.week", { week: isoWeek(from).week, year: String(isoWeek(from).year), range });
        case "month":
          return format({ month: "long", year: "numeric" }).format(utc(from));
        case "quarter":
          return t("name.quarter", { quarter: Math.ceil(Number(from.slice(5, 7)) / 3), year: from.slice(0, 4) });
        case "year":
          return from.slice(0, 4);
        case "days":
          return range;
      }
    },
    [t, locale],
  );
}
