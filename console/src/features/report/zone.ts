import type { CivilDate } from "./civil-date";

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string, instant: number): Record<string, number> {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  formats.set(zone, format);
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
}

/** What the zone's clocks show at an instant, as if it were UTC. */
function wallClock(zone: string, instant: number): number {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = partsIn(zone, instant);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function dateIn(zone: string, instant: number): CivilDate {
  return new Date(wallClock(zone, instant)).toISOString().slice(0, 10);
}

/** "2016-03-31T18:30", as the zone's clocks show it. */
export function dateTimeIn(zone: string, instant: number): string {
  return new Date(wallClock(zone, instant)).toISOString().slice(0, 16);
}

/**
 * The first instant at which the zone's clocks show that date and time, or, where they skip it, the instant at which
 * they jump over it.
 */
export function instantIn(zone: string, dateTime: string): number {
  const wanted = Date.parse(`${dateTime}Z`);
  const day = 86_400_000;
  const offsets = [wanted - day, wanted + day].map((near) => wallClock(zone, near) - near);
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  return candidates.find((instant) => wallClock(zone, instant) >= wanted) ?? wanted;
}

export function startOfDay(zone: string, date: CivilDate): number {
  return instantIn(zone, `${date}T00:00`);
}
