const MINUTE = 60_000;
/** 4^16 minutes are 8,000 years: a spell that has not ended. */
export const ONGOING = 16;

/**
 * How long a spell lasted, as a power of 4 in minutes. It makes "which spells cover this instant" a question to an
 * index: one of magnitude m began at most 4^m minutes before.
 */
export function magnitudeOf(startsAt: number, endsAt: number | null): number {
  if (endsAt === null) return ONGOING;
  let magnitude = 1;
  while (longestOf(magnitude) < endsAt - startsAt) magnitude++;
  return magnitude;
}

/** The longest spell of a magnitude, in milliseconds. */
export function longestOf(magnitude: number): number {
  return magnitude === ONGOING ? Number.MAX_SAFE_INTEGER : 4 ** magnitude * MINUTE;
}
