export type Unit = "second" | "minute" | "hour" | "day" | "month" | "year";

const steps: readonly (readonly [Unit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long between two instants, in the largest unit that is at least one; negative in the past. */
export function elapsed(instant: number, now: number): { value: number; unit: Unit } {
  const seconds = (instant - now) / 1000;
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return { value: Math.trunc(seconds / length), unit };
  }
  return { value: 0, unit: "second" };
}
