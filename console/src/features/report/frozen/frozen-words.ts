import type { FrozenFactsFragment } from "@guichet/schema";
import { between } from "../period";
import { usePeriodName } from "../period-name";
import { dateIn } from "../zone";

/** The period of a frozen report, in the time zone that the desk had then. */
export function useFrozenPeriod(): (report: Pick<FrozenFactsFragment, "from" | "to" | "timeZone">) => string {
  const nameOf = usePeriodName();
  return ({ from, to, timeZone }) =>
    nameOf(between(dateIn(timeZone, Date.parse(from)), dateIn(timeZone, Date.parse(to))));
}

export function instantWords(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    new Date(instant),
  );
}
