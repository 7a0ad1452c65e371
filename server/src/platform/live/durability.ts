/**
 * The database shows a commit before it has flushed it; after a crash a position already seen may be given to another
 * event. A position is durable once a COMMIT at or above it has returned to this process.
 */
export interface DurabilityRule {
  /** A COMMIT at this position has returned, or one of our own that began when this position was visible. */
  committed(position: number): void;
  /** Whether everything up to this position survives a crash. */
  covers(position: number): boolean;
  /** The highest durable position not above this one. */
  upTo(position: number): number;
  /** The log's past was replaced beyond this position. */
  forget(beyond: number): void;
}

export class CommitReturned implements DurabilityRule {
  private position = 0;

  committed(position: number): void {
    if (position > this.position) this.position = position;
  }

  covers(position: number): boolean {
    return position <= this.position;
  }

  upTo(position: number): number {
    return Math.min(position, this.position);
  }

  forget(beyond: number): void {
    this.position = Math.min(this.position, beyond);
  }
}
