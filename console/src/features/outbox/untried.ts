import type { MailFactsFragment } from "@guichet/schema";

/** The sender looks every few seconds: what is due for longer and was never tried has no mail server to go to. */
const patience = 2 * 60_000;

export function isUntried(mail: Pick<MailFactsFragment, "state" | "attempts" | "notBefore">, now: number): boolean {
  return mail.state === "WAITING" && mail.attempts === 0 && now - Date.parse(mail.notBefore) > patience;
}
