type Unit = "day" | "hour" | "minute" | "second";

const lengths: readonly (readonly [Unit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** From how many of a unit on the next smaller one says nothing more. */
const enough: Record<Unit, number> = { day: 10, hour: 100, minute: 10, second: 0 };

/** On the business clock twenty-four hours are several days of work: hours are its largest unit. */
export type LargestUnit = "day" | "hour";

/** The two largest units of a duration, the smaller one rounded: 3 d 4 h, 2 h 5 min, 40 s; 32 min, 14 d. */
export function largestUnits(ms: number, largest: LargestUnit = "day"): { unit: Unit; value: number }[] {
  const usable = largest === "day" ? lengths : lengths.slice(1);
  for (const [index, [unit, length]] of usable.entries()) {
    const next = usable[index + 1];
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
export function durationWords(ms: number, locale: string, largest: LargestUnit = "day"): string {
  return largestUnits(ms, largest)
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

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [1, 2, 5, 10, 15, 30]
  .map((each) => each * minute)
  .concat(
    [1, 2, 3, 4, 6, 12].map((each) => each * hour),
    [1, 2, 5, 10, 20, 30, 60, 90, 180, 365].map((each) => each * day),
  );

/** Where an axis of durations is marked: from nothing to the longest one, at some four to eight round values. */
export function durationTicks(longest: number): number[] {
  const step = steps.find((each) => longest / each <= 6) ?? 365 * day;
  const marks = Math.max(1, Math.ceil(longest / step));
  return Array.from({ length: marks + 1 }, (_, index) => index * step);
}
