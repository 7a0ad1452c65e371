"use client";

import { useLocale } from "next-intl";
import { useNow } from "./clock";
import { elapsed } from "./elapsed";
import classes from "./ui.module.css";

const relative = new Map<string, Intl.RelativeTimeFormat>();
const exact = new Map<string, Intl.DateTimeFormat>();

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const known = relative.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  relative.set(locale, known);
  return known;
}

export function exactTime(locale: string, instant: string | number): string {
  const known = exact.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
  exact.set(locale, known);
  return known.format(new Date(instant));
}

/** "3 h ago", with the exact instant in the reader's zone on hover. */
export function RelativeTime({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  const { value, unit } = elapsed(Date.parse(at), now);
  return (
    <time className={classes["time"]} dateTime={at} title={exactTime(locale, at)}>
      {relativeFormat(locale).format(value, unit)}
    </time>
  );
}

/** "3 h", "4 d": how long it has been so, for columns that are compared at a glance. */
export function Duration({ since }: { since: string }) {
  const locale = useLocale();
  const now = useNow();
  const { value, unit } = elapsed(Date.parse(since), now);
  const minutes = unit === "second";
  const words = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: minutes ? "minute" : unit,
    unitDisplay: "short",
  }).format(minutes ? 1 : Math.abs(value));
  return (
    <time className={classes["time"]} dateTime={since} title={exactTime(locale, since)}>
      {minutes ? `< ${words}` : words}
    </time>
  );
}

/** A date as people write it, with the exact instant on hover. */
export function ShortTime({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const words = new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }),
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
  return (
    <time className={classes["time"]} dateTime={at} title={exactTime(locale, at)}>
      {words}
    </time>
  );
}
