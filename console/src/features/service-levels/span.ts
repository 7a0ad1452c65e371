/** A length of time in the two units that matter at its size: what a countdown shows. */
export type Span =
  | { unit: "days"; days: number; hours: number }
  | { unit: "hours"; hours: number; minutes: number }
  | { unit: "minutes"; minutes: number }
  | { unit: "minutesAndSeconds"; minutes: number; seconds: number }
  | { unit: "seconds"; seconds: number };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** From here on down the seconds count. */
const close = 10 * minute;

/** `ms` is never negative; what is not full yet does not count. */
export function spanOf(ms: number): Span {
  if (ms >= day) return { unit: "days", days: Math.floor(ms / day), hours: Math.floor((ms % day) / hour) };
  if (ms >= hour) return { unit: "hours", hours: Math.floor(ms / hour), minutes: Math.floor((ms % hour) / minute) };
  if (ms >= close) return { unit: "minutes", minutes: Math.floor(ms / minute) };
  const seconds = Math.floor(ms / second);
  if (seconds < 60) return { unit: "seconds", seconds };
  return { unit: "minutesAndSeconds", minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

/** A length where seconds do not matter: the hours of a target, of an interval. Days are not used: whose would they be? */
export function workingSpanOf(ms: number): Span {
  const minutes = Math.round(ms / minute);
  if (minutes < 60) return { unit: "minutes", minutes };
  return { unit: "hours", hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** How late something is: nobody counts the seconds, nor the minutes of days. */
export function latenessOf(ms: number): Span {
  if (ms >= day) return { unit: "days", days: Math.floor(ms / day), hours: 0 };
  if (ms >= hour) return { unit: "hours", hours: Math.floor(ms / hour), minutes: 0 };
  return { unit: "minutes", minutes: Math.floor(ms / minute) };
}

/** How long until an instant, or since: until it comes, the second that has begun counts as one to go. */
export function countdownTo(instant: number, now: number): { late: boolean; span: Span } {
  const left = instant - now;
  return left > 0
    ? { late: false, span: spanOf(Math.ceil(left / second) * second) }
    : { late: true, span: latenessOf(now - instant) };
}
