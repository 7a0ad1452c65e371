import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import type { Actor } from "../events/actor.js";
import { type PositionStamp, sealAndCommit } from "../events/event-log.js";
import type { NewEvent } from "../events/new-event.js";

/** One write transaction. Services receive it as an explicit argument; there is no ambient one. */
export interface Transaction {
  readonly manager: EntityManager;
  readonly actor: Actor;
  /** The transaction's domain clock: one instant for everything it writes. */
  readonly now: Date;
  /** Shared by everything this transaction records. */
  readonly causeId: Buffer;
  /** Buffers an event; the log gets it, in this order, at commit. */
  record(event: NewEvent): void;
  /** Raw SQL on the transaction's connection. */
  query<T = unknown>(sql: string, parameters?: unknown[]): Promise<T>;
}

export interface Committed<T> {
  value: T;
  /** The position of the transaction's last event; null when it recorded none. */
  position: number | null;
}

/** Told after each commit, with its last position. A COMMIT has returned: the position is durable. */
export type Doorbell = (position: number) => void;

const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;
/** MariaDB with innodb_snapshot_isolation: the row read has changed since. */
const RECORD_CHANGED = 1020;
const RETRIES = 3;
/** Those that met once would meet again if they all came back at once. */
const LONGEST_PAUSE_MS = 20;

/**
 * Runs a change in one READ COMMITTED transaction and appends its events to the log at its end. A deadlock re-runs
 * the whole callback, three times at most, with an empty event buffer; anything else rolls back and is thrown.
 */
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stamps: readonly PositionStamp[],
    private readonly doorbell: Doorbell,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async run<T>(actor: Actor, work: (tx: Transaction) => Promise<T>, now?: Date): Promise<Committed<T>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(actor, work, now ?? this.clock());
      } catch (error) {
        if (attempt > RETRIES || !isRetryable(error)) throw error;
        await pause(Math.random() * LONGEST_PAUSE_MS * attempt);
      }
    }
  }

  private async attempt<T>(actor: Actor, work: (tx: Transaction) => Promise<T>, now: Date): Promise<Committed<T>> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction("READ COMMITTED");
      const events: NewEvent[] = [];
      const causeId = randomBytes(16);
      const value = await work({
        manager: runner.manager,
        actor,
        now,
        causeId,
        record: (event) => void events.push(event),
        query: (sql, parameters) => runner.query(sql, parameters),
      });
      const position =
        events.length === 0 ? null : await sealAndCommit(runner, events, { actor, now, causeId }, this.stamps);
      // After a sealed packet this COMMIT is empty: it tells the runner that its transaction has ended.
      await runner.commitTransaction();
      if (position !== null) this.doorbell(position);
      return { value, position };
    } catch (error) {
      await rollback(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function rollback(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    // The connection is gone and the server has rolled back by itself; the first error is the one to report.
  }
}

function isRetryable(error: unknown): boolean {
  const errno = (error as { errno?: number; driverError?: { errno?: number } }).errno;
  const inner = (error as { driverError?: { errno?: number } }).driverError?.errno;
  return [DEADLOCK, LOCK_WAIT_TIMEOUT, RECORD_CHANGED].includes(errno ?? inner ?? 0);
}
