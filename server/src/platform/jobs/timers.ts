import type { DataSource } from "typeorm";
import type { Transaction, UnitOfWork } from "../database/unit-of-work.js";
import { SYSTEM } from "../events/actor.js";
import { DueKind } from "./due.entity.js";

/** What a timer does when it falls due. Its events carry `occurredAt: dueAt`, however late the server is. */
export type TimerHandler = (tx: Transaction, subjectId: number, dueAt: Date) => Promise<void>;
export type TimerHandlers = Record<DueKind, TimerHandler>;

/** Where failures are told: a pino logger, for one. */
export interface TimerLog {
  error(facts: Record<string, unknown>, message: string): void;
}

export interface TimerOptions {
  /** How often due rows are looked for. */
  pollMs?: number;
  /** How long a claim holds: after a crash, another server takes over when it has passed. */
  leaseMs?: number;
  /** Rows claimed at a time. */
  batch?: number;
}

interface Claimed {
  id: number;
  kind: DueKind;
  subjectId: number;
  dueAt: Date;
  attempts: number;
}

/** Where the subject of each kind of timer stands: who acts on it locks it first and its timer then, and so do we. */
const SUBJECTS: Record<DueKind, { table: string; key: string }> = {
  [DueKind.WAITING_ENDS]: { table: "ticket", key: "number" },
  [DueKind.SILENCE_CLOSES]: { table: "ticket", key: "number" },
  [DueKind.DRAFT_EXPIRES]: { table: "article", key: "id" },
  [DueKind.RECOMPUTATION]: { table: "recomputation", key: "id" },
};

const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 3_600_000;

/** Sets the subject's timer of that kind, or moves it. */
export async function schedule(tx: Transaction, kind: DueKind, subjectId: number, dueAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO due (kind, subjectId, dueAt) VALUES (?, ?, ?)
     ON DUPLICATE KEY UPDATE dueAt = VALUES(dueAt), leasedUntil = NULL, attempts = 0`,
    [kind, subjectId, dueAt],
  );
}

export async function unschedule(tx: Transaction, kind: DueKind, subjectId: number): Promise<void> {
  await tx.query("DELETE FROM due WHERE kind = ? AND subjectId = ?", [kind, subjectId]);
}

/**
 * Fires timers. Several servers run one each: rows are claimed with a lease, in the order they fell due, past those
 * another server is claiming. A timer's effect and the end of its row are one transaction, whose first locks are the
 * subject and the row itself: rescheduled or done meanwhile, it does nothing.
 */
export class TimerRunner {
  private readonly pollMs: number;
  private readonly leaseMs: number;
  private readonly batch: number;
  private waiting: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private started = false;
  private draining = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly handlers: TimerHandlers,
    private readonly log: TimerLog,
    private readonly clock: () => Date = () => new Date(),
    { pollMs = 1_000, leaseMs = 60_000, batch = 20 }: TimerOptions = {},
  ) {
    this.pollMs = pollMs;
    this.leaseMs = leaseMs;
    this.batch = batch;
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.draining = false;
    this.look();
  }

  /** Finishes the timer at hand and claims no other. */
  async stop(): Promise<void> {
    this.draining = true;
    if (this.waiting) clearTimeout(this.waiting);
    this.waiting = null;
    await this.running;
    this.started = false;
  }

  /** Fires what is due now, until nothing is left to claim; returns how many timers took effect. */
  async runDue(): Promise<number> {
    let fired = 0;
    for (;;) {
      const claimed = await this.claim();
      if (claimed.length === 0) return fired;
      for (const [index, timer] of claimed.entries()) {
        if (this.draining) {
          await this.giveBack(claimed.slice(index));
          return fired;
        }
        if (await this.fire(timer)) fired += 1;
      }
    }
  }

  private look(): void {
    this.running = this.runDue()
      .catch((error: unknown) => this.log.error({ err: error }, "Looking for due timers failed"))
      .then(() => {
        if (!this.draining) this.waiting = setTimeout(() => this.look(), this.pollMs);
      });
  }

  private async claim(): Promise<Claimed[]> {
    const now = this.clock();
    return this.dataSource.transaction("READ COMMITTED", async (manager) => {
      const rows: Claimed[] = await manager.query(
        `SELECT id, kind, subjectId, dueAt, attempts FROM due
         WHERE dueAt <= ? AND (leasedUntil IS NULL OR leasedUntil <= ?)
         ORDER BY dueAt, id LIMIT ? FOR UPDATE SKIP LOCKED`,
        [now, now, this.batch],
      );
      if (rows.length > 0) {
        await manager.query("UPDATE due SET leasedUntil = ? WHERE id IN (?)", [
          new Date(now.getTime() + this.leaseMs),
          rows.map(({ id }) => id),
        ]);
      }
      return rows;
    });
  }

  private async fire(timer: Claimed): Promise<boolean> {
    try {
      const { value } = await this.work.run(
        SYSTEM,
        async (tx) => {
          const { table, key } = SUBJECTS[timer.kind];
          await tx.query(`SELECT ${key} FROM ${table} WHERE ${key} = ? FOR UPDATE`, [timer.subjectId]);
          const [still] = await tx.query<unknown[]>("SELECT id FROM due WHERE id = ? AND dueAt = ? FOR UPDATE", [
            timer.id,
            timer.dueAt,
          ]);
          if (!still) return false;
          await this.handlers[timer.kind](tx, timer.subjectId, timer.dueAt);
          // Unless the handler has set the subject's next timer of this kind, which is the same row.
          await tx.query("DELETE FROM due WHERE id = ? AND dueAt = ?", [timer.id, timer.dueAt]);
          return true;
        },
        this.clock(),
      );
      return value;
    } catch (error) {
      await this.backOff(timer, error);
      return false;
    }
  }

  private async backOff(timer: Claimed, error: unknown): Promise<void> {
    const wait = Math.min(FIRST_BACK_OFF_MS * 2 ** Math.min(timer.attempts, 20), LONGEST_BACK_OFF_MS);
    const until = new Date(this.clock().getTime() + wait);
    const { kind, subjectId, dueAt, attempts } = timer;
    this.log.error({ err: error, kind, subjectId, dueAt, attempts: attempts + 1, nextAt: until }, "A timer failed");
    await this.dataSource.query(
      "UPDATE due SET attempts = LEAST(attempts + 1, 250), leasedUntil = ? WHERE id = ? AND dueAt = ?",
      [until, timer.id, timer.dueAt],
    );
  }

  private async giveBack(timers: readonly Claimed[]): Promise<void> {
    await this.dataSource.query("UPDATE due SET leasedUntil = NULL WHERE id IN (?)", [timers.map(({ id }) => id)]);
  }
}
