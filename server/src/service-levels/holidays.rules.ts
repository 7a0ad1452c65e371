import Holidays from "date-holidays";
import type { Language } from "../platform/auth/viewer.js";
import type { HolidaySource } from "./service-level.model.js";

export interface HolidayPlace {
  code: string;
  name: string;
}

/** French territories with a country code of their own, which belong in the list of French regions all the same. */
const FRENCH_TERRITORIES: readonly string[] = ["NC", "PF", "PM", "WF"];

/** The library's own names for France are those of the administration, and half of them begin alike. */
const FRENCH_REGIONS: Record<string, Record<Language, string>> = {
  "57": { fr: "Moselle (Alsace-Moselle)", en: "Moselle (Alsace-Moselle)" },
  "67": { fr: "Bas-Rhin (Alsace-Moselle)", en: "Bas-Rhin (Alsace-Moselle)" },
  "68": { fr: "Haut-Rhin (Alsace-Moselle)", en: "Haut-Rhin (Alsace-Moselle)" },
  BL: { fr: "Saint-Barthélemy", en: "Saint Barthélemy" },
  GF: { fr: "Guyane", en: "French Guiana" },
  GP: { fr: "Guadeloupe", en: "Guadeloupe" },
  MF: { fr: "Saint-Martin", en: "Saint Martin" },
  MQ: { fr: "Martinique", en: "Martinique" },
  NC: { fr: "Nouvelle-Calédonie", en: "New Caledonia" },
  PF: { fr: "Polynésie française", en: "French Polynesia" },
  PM: { fr: "Saint-Pierre-et-Miquelon", en: "Saint Pierre and Miquelon" },
  RE: { fr: "La Réunion", en: "Réunion" },
  WF: { fr: "Wallis-et-Futuna", en: "Wallis and Futuna" },
  YT: { fr: "Mayotte", en: "Mayotte" },
};

const catalogue = new Holidays();

/** The countries whose public holidays are known. */
export function holidayCountries(language: Language): HolidayPlace[] {
  return sorted(Object.entries(catalogue.getCountries(language)), language);
}

/**
 * A country's regions with holidays of their own; null for an unknown country. A region within a region is written
 * with a dot: BY.A is Augsburg in Bavaria.
 */
export function holidayRegions(country: string, language: Language): HolidayPlace[] | null {
  if (!(country in catalogue.getCountries(language))) return null;
  const places: [string, string][] = country === "FR" ? FRENCH_TERRITORIES.map((code) => [code, code]) : [];
  for (const [state, name] of Object.entries(catalogue.getStates(country, language) ?? {})) {
    places.push([state, name]);
    for (const [region, within] of Object.entries(catalogue.getRegions(country, state, language) ?? {}))
      places.push([`${state}.${region}`, `${name}, ${within}`]);
  }
  return sorted(
    country === "FR" ? places.map(([code, name]) => [code, FRENCH_REGIONS[code]?.[language] ?? name]) : places,
    language,
  );
}

/** One entry a source and year; more are derived again when asked for. */
const MOST_YEARS_KEPT = 1_000;
const kept = new Map<string, ReadonlyMap<string, string>>();

/**
 * The whole days off of a year, from date (2026-05-01) to name: the holidays that the library calls public, substitute
 * days included. Half days off are no days off: a desk that shortens them says so by an exception of its calendar.
 */
export function publicHolidays(source: HolidaySource, year: number, language: Language): ReadonlyMap<string, string> {
  const key = `${source.country}/${source.region ?? ""}/${year}/${language}`;
  const known = kept.get(key);
  if (known) return known;
  const found = new Map<string, string>();
  for (const holiday of holidaysOf(source).getHolidays(year, language)) {
    if (holiday.type !== "public" || !holiday.date.includes(" 00:00:00")) continue;
    for (const date of datesOf(holiday.date.slice(0, 10), holiday.end.getTime() - holiday.start.getTime()))
      if (!found.has(date)) found.set(date, holiday.name);
  }
  if (kept.size >= MOST_YEARS_KEPT) kept.clear();
  kept.set(key, found);
  return found;
}

function holidaysOf({ country, region }: HolidaySource): Holidays {
  if (region === null) return new Holidays(country);
  if (country === "FR" && FRENCH_TERRITORIES.includes(region)) return new Holidays(region);
  const [state, within] = region.split(".") as [string, string?];
  return within === undefined ? new Holidays(country, state) : new Holidays(country, state, within);
}

/** The whole days that a holiday lasts; by the hour, since one that the clocks change on lasts 23 or 25. */
function datesOf(first: string, lastsMs: number): string[] {
  const days = Math.floor(lastsMs / 86_400_000 + 1 / 12);
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: days }, (_, i) => new Date(start + i * 86_400_000).toISOString().slice(0, 10));
}

function sorted(places: [string, string][], language: Language): HolidayPlace[] {
  const order = new Intl.Collator(language);
  return places.map(([code, name]) => ({ code, name })).sort((a, b) => order.compare(a.name, b.name));
}
