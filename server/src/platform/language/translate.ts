import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "../auth/viewer.js";
import en from "./messages/en.json" with { type: "json" };
import fr from "./messages/fr.json" with { type: "json" };

export type MessageKey = keyof typeof en;
export type MessageParameters = Record<string, string | number | boolean | Date | null>;

export const CATALOGS: Record<Language, Record<MessageKey, string>> = { en, fr };

/** The locale whose plurals, numbers and dates a language is written with. */
export const LOCALES: Record<Language, string> = { en: "en-GB", fr: "fr-FR" };

const formats: Record<Language, Map<MessageKey, IntlMessageFormat>> = { en: new Map(), fr: new Map() };

/** The catalog's ICU message in a language. A date is written in the process's time zone: pass a written one. */
export function translate(language: Language, key: MessageKey, parameters: MessageParameters = {}): string {
  let format = formats[language].get(key);
  if (!format) {
    format = new IntlMessageFormat(CATALOGS[language][key], LOCALES[language]);
    formats[language].set(key, format);
  }
  return String(format.format(parameters));
}
