import { ChangeMyLanguageDocument, type Language } from "@guichet/schema";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useCallback, useTransition } from "react";
import { useClient } from "urql";
import { languageCookie } from "@/i18n/language";

const year = 365 * 86_400;

export function rememberLanguage(language: Language): void {
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${year}; samesite=lax`;
}

/** The language of the screens; for a signed-in person also of the mails that the desk sends them. */
export function useLanguage(signedIn: boolean): {
  language: Language;
  choose(language: Language): void;
  busy: boolean;
} {
  const language = useLocale();
  const router = useRouter();
  const client = useClient();
  const [busy, begin] = useTransition();
  const choose = useCallback(
    (chosen: Language) => {
      rememberLanguage(chosen);
      begin(() => router.refresh());
      if (signedIn) void client.mutation(ChangeMyLanguageDocument, { language: chosen }).toPromise();
    },
    [client, router, signedIn],
  );
  return { language, choose, busy };
}
