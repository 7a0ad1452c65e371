import type { Language } from "@guichet/schema";

export const languages: readonly Language[] = ["fr", "en"];
export const languageCookie = "guichet_language";

export function isLanguage(value: string | undefined): value is Language {
  return value === "fr" || value === "en";
}

/** The first language of an Accept-Language header that the console speaks; French where it names none. */
export function preferredLanguage(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(";q=");
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) if (isLanguage(language)) return language;
  return "fr";
}
