type Unit = "day" | "hour" | "minute" | "second";

const lengths: readonly (readonly [Unit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** From how many of a unit on the next smaller one says nothing more. */
const enough: Record<Unit, number> = { day: 10, hour: Number.POSITIVE_INFINITY, minute: 10, second: 0 };

/** The two largest units of a duration, the smaller one rounded: 3 d 4 h, 2 h 5 min, 40 s; 32 min, 14 d. */
export function largestUnits(ms: number): { unit: Unit; value: number }[] {
  for (const [index, [unit, length]] of lengths.entries()) {
    const next = lengths[index + 1];
    if (next === undefined) return [{ unit, value: Math.round(ms / length) }];
    const rounded = Math.round(ms / next[1]) * next[1];
    if (rounded < length) continue;
    if (rounded >= enough[unit] * length) return [{ unit, value: Math.round(ms / length) }];
    const value = Math.floor(rounded / length);
    const rest = Math.round((rounded - value * length) / next[1]);
    return rest === 0
      ? [{ unit, value }]
      : [
          { unit, value },
          { unit: next[0], value: rest },
        ];
  }
  return [];
}

const formats = new Map<string, Intl.NumberFormat>();

/** A duration as people say it; the exact one is in the export. */
export function durationWords(ms: number, locale: string): string {
  return largestUnits(ms)
    .map(({ unit, value }) => {
      const key = `${locale} ${unit}`;
      // English short units are words; French narrow ones lose their space.
      const unitDisplay = locale === "fr" ? "short" : "narrow";
      const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay });
      formats.set(key, format);
      return format.format(value);
    })
    .join("\u00a0");
}
