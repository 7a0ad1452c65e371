import { DateTime } from "luxon";

/** The demo desk is open from Monday to Friday; public holidays are not its concern. */
const OPENS = 8;
const CLOSES = 18;

/** Minutes of a working day. */
export const WORKING_DAY = (CLOSES - OPENS) * 60;

/** The instant so many working minutes before another one. At night and on Sundays counting starts at the last closing. */
export function workingMinutesBefore(instant: Date, minutes: number, timeZone: string): Date {
  let at = lastOpen(DateTime.fromJSDate(instant, { zone: timeZone }));
  for (let left = minutes; ; ) {
    const sinceOpening = at.diff(at.set({ hour: OPENS, minute: 0, second: 0, millisecond: 0 }), "minutes").minutes;
    if (left <= sinceOpening) return at.minus({ minutes: left }).toJSDate();
    left -= sinceOpening;
    at = lastOpen(closing(at.minus({ days: 1 })));
  }
}

/** The instant itself when the desk is open, else the last closing before it. */
function lastOpen(at: DateTime): DateTime {
  if (at.weekday > 5) return lastOpen(closing(at.minus({ days: at.weekday - 5 })));
  if (at.hour < OPENS) return lastOpen(closing(at.minus({ days: 1 })));
  return at.hour >= CLOSES ? closing(at) : at;
}

function closing(at: DateTime): DateTime {
  return at.set({ hour: CLOSES, minute: 0, second: 0, millisecond: 0 });
}
