/**
 * A place in the event log, "timeline.n": n is gap-free; the timeline changes when the log's past may have been
 * replaced (a restore, a failover), so that a cursor taken before it is not read as if it were of the new past.
 */
export interface Position {
  timeline: number;
  n: number;
}

export function formatPosition(position: Position): string {
  return `${position.timeline}.${position.n}`;
}

/** The position written as "timeline.n", or null when the text is not one. */
export function parsePosition(text: string): Position | null {
  const match = /^(\d{1,9})\.(\d{1,15})$/.exec(text);
  return match ? { timeline: Number(match[1]), n: Number(match[2]) } : null;
}
