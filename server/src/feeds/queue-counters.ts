import type { ConnectionOptions } from "../platform/database/data-source.js";
import { LiveConnection } from "../platform/live/live-connection.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { LiveLogger } from "../platform/live/logger.js";
import { PersistentTask } from "../platform/live/persistent-task.js";
import type { Reads } from "../platform/live/reads.js";
import type { Tail } from "../platform/live/tail.js";
import type { LiveTickets } from "./live-tickets.js";
import { type LiveQueueCounts, QueueProjection } from "./queue-projection.js";
import { readQueueSnapshot } from "./queue-snapshot.js";
import { isTicketEvent } from "./ticket-event.rules.js";

export interface QueueCountersOptions {
  connection: ConnectionOptions;
  tail: Tail;
  tickets: LiveTickets;
  logger: LiveLogger;
  /** All of it has been read anew: whoever is told of queues is told all. */
  changed: () => void;
  clock: () => Date;
}

const DAY_LOOKED_AT_MS = 1_000;

/**
 * What is told of each queue: a projection in memory, true at `position`. Read once from the tickets, in one
 * consistent snapshot, then kept by the log's events. Where those cannot say what has changed (another past, an event
 * that is not understood, another day at the desk) it is read again, until that succeeds; meanwhile nothing is told.
 */
export class QueueCounters {
  private projection: QueueProjection | null = null;
  /** Null while the projection is not true. */
  private at: number | null = null;
  /** The events of the time between a snapshot's beginning and its end. */
  private early: LogEvent[] = [];
  private refreshing: Promise<void> | null = null;
  private midnight: NodeJS.Timeout | null = null;
  private readonly rebuilding: PersistentTask;

  constructor(private readonly options: QueueCountersOptions) {
    this.rebuilding = new PersistentTask(
      async (isLast) => {
        await this.rebuild(isLast);
        if (this.at !== null) options.changed();
      },
      (error) => options.logger.error({ err: error }, "The queues' counts cannot be read; they are tried again"),
    );
  }

  /** Where the counts are true; null while they are not known. */
  get position(): number | null {
    return this.at;
  }

  async start(): Promise<void> {
    const { tail } = this.options;
    tail.onEvents((events) => this.follow(events));
    tail.onFork(() => this.distrust());
    await this.rebuild(() => true);
    this.midnight = setInterval(() => this.lookAtTheDay(), DAY_LOOKED_AT_MS);
    this.midnight.unref();
  }

  /** After the tail's end: what waits for the tail has then been told that it is in vain. */
  stop(): Promise<void> {
    if (this.midnight) clearInterval(this.midnight);
    return this.rebuilding.stop();
  }

  /** The counts of some queues, of the tickets in these compartments. Throws while they are not known. */
  async counts(
    queueIds: ReadonlySet<number> | "all",
    compartmentIds: ReadonlySet<number>,
    reads: Reads,
  ): Promise<LiveQueueCounts[]> {
    await this.refresh(reads);
    return this.known.counts(queueIds, compartmentIds);
  }

  private get known(): QueueProjection {
    if (!this.projection || this.at === null) throw new Error("The queues' counts are being read");
    return this.projection;
  }

  /** Reads the rows of the tickets that have changed, together with whatever else the turn reads. */
  private refresh(reads: Reads): Promise<void> {
    this.refreshing ??= this.readStale(this.known, reads).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async readStale(projection: QueueProjection, reads: Reads): Promise<void> {
    const numbers = projection.stale;
    const rows = await Promise.all(numbers.map((number) => this.options.tickets.read(reads, number)));
    for (const [index, number] of numbers.entries()) projection.take(number, rows[index]!);
  }

  private lookAtTheDay(): void {
    if (this.projection && this.at !== null && this.options.clock() >= this.projection.day.endsAt) this.distrust();
  }

  private distrust(): void {
    this.at = null;
    this.rebuilding.ask();
  }

  /** Reads the projection anew and makes sure that the tail has reached it. */
  private async rebuild(isLast: () => boolean): Promise<void> {
    this.at = null;
    this.early = [];
    const { connection, tail, clock } = this.options;
    const sql = new LiveConnection(connection);
    try {
      const snapshot = await readQueueSnapshot(sql, clock());
      await tail.reach(snapshot.position);
      if (!isLast()) return;
      this.projection = new QueueProjection(snapshot);
      this.at = snapshot.position;
    } finally {
      await sql.close();
    }
    this.follow(this.early.splice(0));
  }

  private follow(events: readonly LogEvent[]): void {
    if (this.at === null) {
      this.early.push(...events);
      return;
    }
    for (const event of events) {
      if (event.position <= this.at) continue;
      // The rest of the events is in the snapshot to come.
      if (isTicketEvent(event) && !event.understood) return this.distrust();
      if (isTicketEvent(event)) this.known.follow(event);
      this.at = event.position;
    }
  }
}
