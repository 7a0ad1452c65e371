import type { Language } from "../platform/auth/viewer.js";
import type { HolidaySource } from "./service-level.model.js";

export interface HolidayPlace {
  code: string;
  name: string;
}

/** The countries whose public holidays are known. */
export declare function holidayCountries(language: Language): HolidayPlace[];

/** A country's regions with holidays of their own; null for an unknown country. */
export declare function holidayRegions(country: string, language: Language): HolidayPlace[] | null;

/** The whole days off of a year: date (2026-05-01) to name. */
export declare function publicHolidays(source: HolidaySource, year: number, language: Language): Map<string, string>;
