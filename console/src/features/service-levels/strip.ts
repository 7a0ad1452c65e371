import type { IntervalReason } from "@guichet/schema";

/** A stretch of a ticket's life, in epoch milliseconds. */
export interface Stretch {
  from: number;
  to: number;
  counted: boolean;
  reason: IntervalReason;
}

export interface TimeRange {
  from: number;
  to: number;
}

/** A piece of the strip: where it lies, in shares of the whole, and what it shows. */
export interface Segment extends Stretch {
  left: number;
  width: number;
  /** It stands for several stretches too short to be told apart; `reason` is the longest one's. */
  several: boolean;
}

/** Narrower than this share of the strip nothing can be told apart. */
const narrowest = 1 / 300;

/** Where an instant lies in the range, as a share; inside even where the instant is not. */
export function placeOf(instant: number, { from, to }: TimeRange): number {
  return to <= from ? 0 : Math.min(1, Math.max(0, (instant - from) / (to - from)));
}

/** The stretches as pieces of a strip without gaps: months of nights and weekends become pieces that can be seen. */
export function segmentsOf(stretches: readonly Stretch[], range: TimeRange): Segment[] {
  const segments: Segment[] = [];
  let group: Stretch[] = [];
  const close = () => {
    const [first] = group;
    const last = group[group.length - 1];
    if (first === undefined || last === undefined) return;
    const longest = group.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    const left = placeOf(first.from, range);
    const { counted, reason } = longest;
    const width = placeOf(last.to, range) - left;
    segments.push({ from: first.from, to: last.to, counted, reason, left, width, several: group.length > 1 });
    group = [];
  };
  for (const stretch of stretches) {
    const width = placeOf(stretch.to, range) - placeOf(stretch.from, range);
    if (width >= narrowest) close();
    group.push(stretch);
    const begun = group[0]?.from ?? stretch.from;
    if (placeOf(stretch.to, range) - placeOf(begun, range) >= narrowest) close();
  }
  close();
  return segments;
}

export type Length = Pick<Stretch, "reason" | "counted"> & { ms: number };

/** How long each reason lasted in all, the longest first; an exception may open hours as well as close them. */
export function lengthsByReason(stretches: readonly Stretch[]): Length[] {
  const lengths = new Map<string, Length>();
  for (const { reason, counted, from, to } of stretches) {
    const key = `${reason} ${counted}`;
    const before = lengths.get(key)?.ms ?? 0;
    lengths.set(key, { reason, counted, ms: before + to - from });
  }
  return [...lengths.values()].sort((a, b) => b.ms - a.ms);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
];
const ticksAtMost = 7;

export interface Tick {
  at: number;
  left: number;
  /** A midnight: named by its date. */
  isDay: boolean;
}

/** Round wall times of the reader's along the range, few enough to be read. */
export function ticksOf(range: TimeRange): Tick[] {
  const length = range.to - range.from;
  const step = steps.find((each) => length / each <= ticksAtMost) ?? Math.ceil(length / ticksAtMost / day) * day;
  const ticks: Tick[] = [];
  const at = new Date(range.from);
  at.setHours(0, 0, 0, 0);
  while (at.getTime() <= range.to) {
    const instant = at.getTime();
    // What begins at the very end has no room for its name.
    if (instant >= range.from && placeOf(instant, range) <= 0.94) {
      ticks.push({ at: instant, left: placeOf(instant, range), isDay: at.getHours() === 0 && at.getMinutes() === 0 });
    }
    // Wall time, so that a change of the clocks does not shift what follows.
    if (step >= day) at.setDate(at.getDate() + Math.round(step / day));
    else at.setMinutes(at.getMinutes() + step / minute);
  }
  return ticks;
}
