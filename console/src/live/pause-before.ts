const longestWait = 15_000;

/** Growing pauses with as much chance as certainty in them, so that a desk that restarts is not stormed. */
export function pauseBefore(attempt: number, chance = Math.random()): number {
  const growing = Math.min(longestWait, 400 * 2 ** Math.min(attempt, 10));
  return Math.round(growing / 2 + chance * (growing / 2));
}
