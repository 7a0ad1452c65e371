import { daysAlike, type Hours, type Period } from "./week";

const names = new Map<string, Intl.DateTimeFormat>();

/** "Monday", "Mon": 1 is Monday. */
export function dayName(locale: string, weekday: number, length: "long" | "short"): string {
  const key = `${locale} ${length}`;
  const known = names.get(key) ?? new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" });
  names.set(key, known);
  // The first of January 2024 was a Monday.
  return known.format(Date.UTC(2024, 0, weekday));
}

export function hoursWords(hours: readonly Hours[]): string {
  return hours.map(({ from, to }) => `${from}–${to}`).join(", ");
}

/** "Mon–Thu 08:30–12:30, 13:30–18:00", a line for each run of days alike. */
export function weekWords(weekly: readonly Period[], locale: string): string[] {
  return daysAlike(weekly).map(({ first, last, hours }) => {
    const begin = dayName(locale, first, "short");
    const days = first === last ? begin : `${begin}–${dayName(locale, last, "short")}`;
    return `${days} ${hoursWords(hours)}`;
  });
}
