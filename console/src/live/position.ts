/** Positions are "timeline.n". A later timeline is newer whatever its n: the log's past may have been replaced. */
export function comparePositions(a: string, b: string): number {
  const [timelineOfA = 0, nOfA = 0] = a.split(".").map(Number);
  const [timelineOfB = 0, nOfB = 0] = b.split(".").map(Number);
  return timelineOfA - timelineOfB || nOfA - nOfB;
}

export function laterOf(a: string | null, b: string): string {
  return a === null || comparePositions(b, a) > 0 ? b : a;
}
