import type { ConnectionOptions } from "../platform/database/data-source.js";
import { LiveConnection } from "../platform/live/live-connection.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { LiveLogger } from "../platform/live/logger.js";
import type { Tail } from "../platform/live/tail.js";
import type { QueueCountsRow } from "../queues/queue.type.js";
import { type Cell, countChanges, keyOfCell } from "./queue-counts.rules.js";
import { isTicketEvent } from "./ticket-event.rules.js";

const FACTS = { NEW: "new", OPEN: "open", IN_PROGRESS: "inProgress", WAITING: "waiting" } as const;
const HOLES_LOOKED_FOR = 1_000;

/**
 * How many open tickets stand in each queue: a projection in memory, true at `position`. Read once from the tickets,
 * in one consistent snapshot, then kept by the log's events.
 */
export class QueueCounters {
  private cells = new Map<string, Cell & { count: number }>();
  private at: number | null = null;
  private early: LogEvent[] = [];

  constructor(
    private readonly connection: ConnectionOptions,
    private readonly tail: Tail,
    private readonly logger: LiveLogger,
  ) {}

  get position(): number {
    return this.at ?? 0;
  }

  async start(): Promise<void> {
    this.tail.onEvents((events) => this.follow(events));
    this.tail.onFork(() => {
      this.rebuild().catch((error: unknown) =>
        this.logger.error({ err: error }, "The queues' counts are not up to date"),
      );
    });
    await this.rebuild();
  }

  /** The counts of some queues, of the tickets in these compartments. */
  counts(queueIds: ReadonlySet<number> | "all", compartmentIds: ReadonlySet<number>): QueueCountsRow[] {
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

  /** Reads the projection anew and makes sure that the tail has reached it. */
  async rebuild(): Promise<void> {
    this.at = null;
    const { cells, position } = await this.read();
    await this.tail.reach(position);
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
      this.at = event.position;
      if (!isTicketEvent(event)) continue;
      if (!event.understood) {
        this.rebuild().catch((error: unknown) =>
          this.logger.error({ err: error }, "The queues' counts are not up to date"),
        );
        return;
      }
      for (const { change, ...cell } of countChanges(event)) {
        const key = keyOfCell(cell);
        const known = this.cells.get(key);
        if (known) known.count += change;
        else this.cells.set(key, { ...cell, count: change });
      }
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
      }
    } finally {
      await sql.close();
    }
  }
}
