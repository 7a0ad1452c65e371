import type { Event } from "../events/event.entity.js";
import { decodeEvent, type EventTypes } from "./decode.js";
import type { LogEvent } from "./log-event.js";
import type { Sql } from "./sql.js";
import type { Timeline } from "./timelines.js";

/** Reads the event log by position. Says what one statement saw: whether it is whole is the tail's business. */
export class EventReader {
  constructor(
    private readonly sql: Sql,
    private readonly types: EventTypes,
  ) {}

  /** The events after a position, ascending, at most `limit`. */
  async after(position: number, limit: number): Promise<LogEvent[]> {
    const rows = await this.sql.query<Event[]>("SELECT * FROM event WHERE position > ? ORDER BY position LIMIT ?", [
      position,
      limit,
    ]);
    return rows.map((row) => this.decode(row));
  }

  /** The last position given to a committed transaction. */
  async head(): Promise<number> {
    const [row] = await this.sql.query<{ n: number }[]>("SELECT n FROM log_head WHERE id = 1");
    return row ? Number(row.n) : 0;
  }

  timelines(): Promise<Timeline[]> {
    return this.sql.query<Timeline[]>("SELECT timeline, forkedAt FROM log_timeline ORDER BY timeline");
  }

  /** The identities of the events in a range: two pasts that differ there are two pasts. */
  async identities(from: number, to: number): Promise<ReadonlyMap<number, string>> {
    const rows = await this.sql.query<{ position: number; id: Buffer }[]>(
      "SELECT position, id FROM event WHERE position BETWEEN ? AND ?",
      [from, to],
    );
    return new Map(rows.map(({ position, id }) => [Number(position), id.toString("hex")]));
  }

  /** Begins a timeline after `current`, unless another process has just done so. */
  async beginTimeline(current: number, forkedAt: number): Promise<void> {
    await this.sql.query(
      "INSERT IGNORE INTO log_timeline (timeline, forkedAt, startedAt) VALUES (?, ?, UTC_TIMESTAMP(3))",
      [current + 1, forkedAt],
    );
  }

  private decode(row: Event): LogEvent {
    row.position = Number(row.position);
    row.skipsLevel = Boolean(row.skipsLevel);
    return decodeEvent(row, this.types);
  }
}
