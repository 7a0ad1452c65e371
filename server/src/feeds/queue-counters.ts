import { setTimeout as pause } from "node:timers/promises";
import type { ConnectionOptions } from "../platform/database/data-source.js";
import { LiveConnection } from "../platform/live/live-connection.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { LiveLogger } from "../platform/live/logger.js";
import { PersistentTask } from "../platform/live/persistent-task.js";
import type { Tail } from "../platform/live/tail.js";
import type { QueueCountsRow } from "../queues/queue.type.js";
import { type Cell, countChanges, keyOfCell } from "./queue-counts.rules.js";
import { isTicketEvent } from "./ticket-event.rules.js";

const FACTS = { NEW: "new", OPEN: "open", IN_PROGRESS: "inProgress", WAITING: "waiting" } as const;
const HOLES_LOOKED_FOR = 1_000;
const HOLE_AGAIN_MS = 5;

/**
 * How many open tickets stand in each queue: a projection in memory, true at `position`. Read once from the tickets,
 * in one consistent snapshot, then kept by the log's events. Where those cannot say what has changed (another past, an
 * event that is not understood) it is read again, until that succeeds; meanwhile there are no counts.
 */
export class QueueCounters {
  private cells = new Map<string, Cell & { count: number }>();
  /** Null while the projection is not true. */
  private at: number | null = null;
  /** The events of the time between a snapshot's beginning and its end. */
  private early: LogEvent[] = [];
  private readonly rebuilding: PersistentTask;

  constructor(
    private readonly connection: ConnectionOptions,
    private readonly tail: Tail,
    logger: LiveLogger,
  ) {
    this.rebuilding = new PersistentTask(
      (isLast) => this.rebuild(isLast),
      (error) => logger.error({ err: error }, "The queues' counts cannot be read; they are tried again"),
    );
  }

  /** Where the counts are true; null while they are not known. */
  get position(): number | null {
    return this.at;
  }

  async start(): Promise<void> {
    this.tail.onEvents((events) => this.follow(events));
    this.tail.onFork(() => this.distrust());
    await this.rebuild(() => true);
  }

  /** After the tail's end: what waits for the tail has then been told that it is in vain. */
  stop(): Promise<void> {
    return this.rebuilding.stop();
  }

  /** The counts of some queues, of the tickets in these compartments. Throws while they are not known. */
  counts(queueIds: ReadonlySet<number> | "all", compartmentIds: ReadonlySet<number>): QueueCountsRow[] {
    if (this.at === null) throw new Error("The queues' counts are being read");
    const rows = new Map<number, QueueCountsRow>();
    const rowOf = (queueId: number) => {
      let row = rows.get(queueId);
      if (!row)
        rows.set(queueId, (row = { queueId, new: 0, open: 0, inProgress: 0, waiting: 0, unassigned: 0, total: 0 }));
      return row;
    };
    if (queueIds !== "all") for (const id of queueIds) rowOf(id);
    for (const { queueId, compartmentId, state, assigned, count } of this.cells.values()) {
      if (!compartmentIds.has(compartmentId) || (queueIds !== "all" && !queueIds.has(queueId))) continue;
      const row = rowOf(queueId);
      row[FACTS[state]] += count;
      row.total += count;
      if (!assigned) row.unassigned += count;
    }
    return [...rows.values()].sort((a, b) => a.queueId - b.queueId);
  }

  private distrust(): void {
    this.at = null;
    this.rebuilding.ask();
  }

  /** Reads the projection anew and makes sure that the tail has reached it. */
  private async rebuild(isLast: () => boolean): Promise<void> {
    this.at = null;
    this.early = [];
    const { cells, position } = await this.read();
    await this.tail.reach(position);
    if (!isLast()) return;
    this.cells = new Map(cells.map((cell) => [keyOfCell(cell), cell]));
    this.at = position;
    const early = this.early;
    this.early = [];
    this.follow(early);
  }

  private follow(events: readonly LogEvent[]): void {
    if (this.at === null) {
      this.early.push(...events);
      return;
    }
    for (const event of events) {
      if (event.position <= this.at) continue;
      if (!isTicketEvent(event)) {
        this.at = event.position;
      } else if (event.understood) {
        this.count(event);
        this.at = event.position;
      } else {
        // The rest of the events is in the snapshot to come.
        return this.distrust();
      }
    }
  }

  private count(event: LogEvent): void {
    for (const { change, ...cell } of countChanges(event)) {
      const key = keyOfCell(cell);
      const known = this.cells.get(key);
      if (known) known.count += change;
      else this.cells.set(key, { ...cell, count: change });
    }
  }

  private async read(): Promise<{ cells: (Cell & { count: number })[]; position: number }> {
    const sql = new LiveConnection(this.connection);
    try {
      await sql.query("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      for (;;) {
        await sql.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        const [head] = await sql.query<{ n: number }[]>("SELECT n FROM log_head WHERE id = 1");
        const position = Number(head?.n ?? 0);
        const [log] = await sql.query<{ events: number; last: number | null }[]>(
          "SELECT COUNT(*) AS events, MAX(position) AS last FROM event WHERE position > ?",
          [position - HOLES_LOOKED_FOR],
        );
        const rows = await sql.query<(Omit<Cell, "assigned"> & { assigned: number; count: number })[]>(
          `SELECT queueId, compartmentId, state, assigneeId IS NOT NULL AS assigned, COUNT(*) AS count FROM ticket
           WHERE state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING') GROUP BY queueId, compartmentId, state, assigned`,
        );
        await sql.query("COMMIT");
        // Read views are not atomic: this one may have position n+1 without n. Then it is taken again.
        const whole =
          Number(log!.events) === Math.min(position, HOLES_LOOKED_FOR) && Number(log!.last ?? 0) === position;
        if (whole)
          return {
            position,
            cells: rows.map((row) => ({ ...row, assigned: Boolean(row.assigned), count: Number(row.count) })),
          };
        await pause(HOLE_AGAIN_MS);
      }
    } finally {
      await sql.close();
    }
  }
}
