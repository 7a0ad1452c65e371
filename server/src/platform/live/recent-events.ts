import type { LogEvent } from "./log-event.js";

/** The last events handed out, in memory: what the hub and most resuming clients need. Contiguous by position. */
export class RecentEvents {
  private events: LogEvent[] = [];

  constructor(private readonly capacity: number) {}

  push(events: readonly LogEvent[]): void {
    for (const event of events) this.events.push(event);
    // Cut now and then, not one by one: shifting a large array for each event is slow.
    if (this.events.length > this.capacity * 1.5) this.events = this.events.slice(-this.capacity);
  }

  get first(): LogEvent | undefined {
    return this.events[0];
  }

  get last(): LogEvent | undefined {
    return this.events.at(-1);
  }

  /** The events after this position, at most `limit`; null when some of them are no longer here. */
  after(position: number, limit = Number.POSITIVE_INFINITY): LogEvent[] | null {
    if (!this.first) return null;
    const start = position + 1 - this.first.position;
    if (start < 0) return null;
    return this.events.slice(start, start + limit);
  }

  /** Forgets what lies beyond a position: it is no longer the past. */
  truncate(position: number): void {
    this.events = this.events.filter((event) => event.position <= position);
  }

  /** The last position that still holds the event remembered here; 0 when none does. */
  sharedUpTo(identities: ReadonlyMap<number, string>): number {
    return this.events.findLast(({ position, id }) => identities.get(position) === id.toString("hex"))?.position ?? 0;
  }
}
