import { DateTime } from "luxon";

/** A day as the desk's clock on the wall has it. */
export interface DeskDay {
  /** 2026-11-22 */
  day: string;
  startsAt: Date;
  /** Exclusive: the next midnight. */
  endsAt: Date;
}

export function deskDayAt(instant: Date, timeZone: string): DeskDay {
  const start = DateTime.fromJSDate(instant, { zone: timeZone }).startOf("day");
  const end = start.plus({ days: 1 }).startOf("day");
  return { day: start.toISODate()!, startsAt: start.toJSDate(), endsAt: end.toJSDate() };
}
