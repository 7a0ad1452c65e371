import type { Blame } from "../platform/mail/transport.js";
import { OutboxState } from "./outbox.entity.js";

const MINUTE_MS = 60_000;
const LONGEST_MS = 2 * 60 * MINUTE_MS;

/** With the waits below, five days: as long as RFC 5321 (4.5.4.1) asks of who forwards mail. */
export const MAX_ATTEMPTS = 66;

/** What becomes of a mail after an attempt that failed: the n-th, counted from 1. */
export function afterFailure(
  attempt: number,
  blame: Blame,
  now: Date,
): { state: OutboxState.FAILED } | { state: OutboxState.WAITING; notBefore: Date } {
  if (blame === "RECIPIENT" || attempt >= MAX_ATTEMPTS) return { state: OutboxState.FAILED };
  const wait = Math.min(MINUTE_MS * 2 ** (attempt - 1), LONGEST_MS);
  return { state: OutboxState.WAITING, notBefore: new Date(now.getTime() + wait) };
}

/** The Message-IDs that a mail names as its conversation: the first one, and the latest. */
export function references(earlier: readonly string[], most = 20): string[] {
  return earlier.length <= most ? [...earlier] : [earlier[0]!, ...earlier.slice(1 - most)];
}
