import type { Span } from "./span";

type Unit = "day" | "hour" | "minute" | "second";

const formats = new Map<string, Intl.NumberFormat>();

function inUnit(locale: string, unit: Unit, value: number): string {
  const key = `${locale} ${unit}`;
  // English short units are words; French narrow ones lose their space.
  const unitDisplay = locale === "fr" ? "short" : "narrow";
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay });
  formats.set(key, format);
  return format.format(value);
}

/** "3 h 5 min", "2 d 4 h", "45 s". A zero in the second place says nothing, except in a countdown of seconds. */
export function spanWords(span: Span, locale: string): string {
  const said = (...parts: [unit: Unit, value: number][]) =>
    parts.map(([unit, value]) => inUnit(locale, unit, value)).join("\u00a0");
  switch (span.unit) {
    case "days":
      return span.hours === 0 ? said(["day", span.days]) : said(["day", span.days], ["hour", span.hours]);
    case "hours":
      return span.minutes === 0 ? said(["hour", span.hours]) : said(["hour", span.hours], ["minute", span.minutes]);
    case "minutes":
      return said(["minute", span.minutes]);
    case "minutesAndSeconds":
      return said(["minute", span.minutes], ["second", span.seconds]);
    case "seconds":
      return said(["second", span.seconds]);
  }
}
