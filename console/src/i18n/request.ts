import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLanguage, languageCookie, preferredLanguage } from "./language";
import { loadMessages } from "./messages";

/** The language is the person's choice, kept in a cookie; no prefix in the address, so that links work for both. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(languageCookie)?.value;
  const locale = isLanguage(chosen) ? chosen : preferredLanguage((await headers()).get("accept-language"));
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
