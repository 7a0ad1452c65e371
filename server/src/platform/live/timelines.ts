import type { Position } from "../events/position.js";

/** One timeline of the log: `forkedAt` is the last position that it shares with the one before it. */
export interface Timeline {
  timeline: number;
  forkedAt: number;
}

/** The log's timelines as last read, in order. */
export class Timelines {
  private list: readonly Timeline[] = [];

  get current(): number {
    return this.list.at(-1)?.timeline ?? 1;
  }

  /** Takes what was read; true when a new timeline has begun. */
  update(list: readonly Timeline[]): boolean {
    const before = this.current;
    this.list = [...list].sort((a, b) => a.timeline - b.timeline);
    return this.current > before;
  }

  /** The last position that a past known on `timeline` shares with the present. */
  sharedWith(timeline: number): number {
    const later = this.list.filter((line) => line.timeline > timeline);
    return Math.min(Number.POSITIVE_INFINITY, ...later.map(({ forkedAt }) => forkedAt));
  }

  /** Whether a cursor taken at that position still stands in the log's past. */
  contains(cursor: Position): boolean {
    return cursor.timeline <= this.current && cursor.n <= this.sharedWith(cursor.timeline);
  }
}
