import { setTimeout as pause } from "node:timers/promises";
import type { DataSource } from "typeorm";
import type { Sql } from "../platform/database/sql.js";
import { factsOf, versionsOf } from "./metric-fact.rules.js";
import {
  isMadeUpTo,
  isOfLaterRules,
  NOT_MIGRATED,
  notReady,
  type Progress,
  RULES_VERSION,
  readProgress,
} from "./metric-progress.js";
import { readHistories } from "./ticket-history.loader.js";

/** So many events are taken in by one transaction: of a long log, a ticket then comes up in few of them. */
const EVENTS_AT_ONCE = 10_000;
/** Histories are gone through, and rows written down, without a pause: everybody else waits for so many at most. */
const TICKETS_AT_ONCE = 100;
const ROWS_AT_ONCE = 500;
const HOLE_AGAIN_MS = 5;
/** Commits are seen in the order of positions within milliseconds: a hole that stays is none. */
const HOLE_PATIENCE_MS = 5_000;
/** So long who has a report made waits for what it is made from. */
const PATIENCE_MS = 5_000;

type Step = "done" | "more" | "hole";

/**
 * Keeps the derived tables at the end of the log. A ticket's rows are always made again from its whole history, so it
 * makes no difference when, how often or in what order tickets are taken in, nor whether all of them are.
 */
export class MetricProjection {
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /**
   * Resolves when everything committed before the call has been taken in; whoever asks does not wait for what is
   * committed later. One at a time in this process. What is made by later rules is left to who has them.
   */
  async catchUp(): Promise<void> {
    const reached = await readProgress(this.dataSource);
    if (!isMadeUpTo(reached.head, reached) && !isOfLaterRules(reached)) await this.queue(reached.head);
  }

  /**
   * The same for whoever waits for an answer; gives the end of the log up to which it is so. Where it takes long (after
   * an update, or a large import) or does not work out, they are told how far it has come: REPORTS_NOT_READY. It goes on,
   * or is tried again by itself.
   */
  async demandCaughtUp(): Promise<number> {
    const reached = await readProgress(this.dataSource);
    const { head } = reached;
    if (isMadeUpTo(head, reached)) return head;
    if (isOfLaterRules(reached)) throw notReady(reached);
    const caughtUp = this.queue(head).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    const late = await Promise.race([caughtUp, pause(this.patienceMs, { cause: undefined }, { ref: false })]);
    if (!late) return head;
    // A database that is gone does not tell how far it is either.
    throw notReady(await readProgress(this.dataSource).catch(() => null), late.cause);
  }

  /** Events have come to say more than they did when they were taken in: all rows are made again. */
  async makeAgain(): Promise<void> {
    await this.dataSource.query("UPDATE metric_progress SET position = 0, remadeTo = NULL WHERE id = 1");
  }

  /** The same for whoever does it regularly: a server that stops has nothing to complain about. */
  async keepUp(): Promise<void> {
    await this.catchUp().catch((error: unknown) => {
      if (!this.stopped) throw error;
    });
  }

  /** Ends after the step under way: what is left is taken in at the next start, or by another server. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running.catch(() => undefined);
  }

  private queue(head: number): Promise<void> {
    this.running = this.running.catch(() => undefined).then(() => this.follow(head));
    return this.running;
  }

  private async follow(head: number): Promise<void> {
    let patientUntil = Number.POSITIVE_INFINITY;
    while (!this.stopped) {
      const step = await this.step(head);
      if (step === "done") return;
      if (step === "more") patientUntil = Number.POSITIVE_INFINITY;
      else {
        patientUntil = Math.min(patientUntil, Date.now() + HOLE_PATIENCE_MS);
        if (Date.now() > patientUntil)
          throw new Error("The log has a hole: what reports are derived from is not kept up");
        await pause(HOLE_AGAIN_MS);
      }
    }
    throw new Error("The server is stopping");
  }

  /** One transaction. The row that it locks keeps other servers from doing the same. */
  private async step(head: number): Promise<Step> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction("READ COMMITTED");
      try {
        const step = await advance(runner, head);
        await runner.commitTransaction();
        return step;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

/** Goes on until the log has been taken in up to `head`. */
async function advance(sql: Sql, head: number): Promise<Step> {
  const [progress] = await sql.query<Progress[]>(
    "SELECT version, position, remadeTo FROM metric_progress WHERE id = 1 FOR UPDATE",
  );
  if (!progress) throw new Error(NOT_MIGRATED);
  if (isOfLaterRules(progress)) return "done";
  const { version, position, remadeTo } = progress;
  if (version !== RULES_VERSION || (position === 0 && remadeTo === null && head > 0)) {
    // What is recorded from here on is taken in after all tickets have been.
    await save(sql, { version: RULES_VERSION, position: head, remadeTo: 0 });
    return "more";
  }
  if (remadeTo !== null) return remakeAfter(sql, progress, remadeTo);
  return position < head ? takeIn(sql, progress) : "done";
}

async function remakeAfter(sql: Sql, progress: Progress, after: number): Promise<Step> {
  const rows = await sql.query<{ number: number }[]>(
    "SELECT number FROM ticket WHERE number > ? ORDER BY number LIMIT ?",
    [after, TICKETS_AT_ONCE],
  );
  const tickets = rows.map(({ number }) => number);
  await remake(sql, tickets);
  await save(sql, { ...progress, remadeTo: tickets.at(-1) ?? null });
  return "more";
}

/** The tickets of the next events. Positions come without a hole, but may be seen before those below them. */
async function takeIn(sql: Sql, progress: Progress): Promise<Step> {
  const events = await sql.query<{ position: number; subjectType: string; subjectId: number }[]>(
    "SELECT position, subjectType, subjectId FROM event WHERE position > ? ORDER BY position LIMIT ?",
    [progress.position, EVENTS_AT_ONCE],
  );
  const following = events.filter(({ position }, index) => position === progress.position + index + 1);
  if (following.length === 0) return "hole";
  const tickets = following.filter(({ subjectType }) => subjectType === "TICKET").map(({ subjectId }) => subjectId);
  const different = [...new Set(tickets)];
  for (let start = 0; start < different.length; start += TICKETS_AT_ONCE) {
    await remake(sql, different.slice(start, start + TICKETS_AT_ONCE));
  }
  await save(sql, { ...progress, position: following.at(-1)!.position });
  return "more";
}

async function remake(sql: Sql, tickets: readonly number[]): Promise<void> {
  if (tickets.length === 0) return;
  const histories = await readHistories(sql, tickets);
  for (const table of ["metric_fact", "metric_ticket"]) {
    await sql.query(`DELETE FROM ${table} WHERE ticket IN (?)`, [tickets]);
  }
  await insert(sql, "metric_fact", histories.flatMap(factsOf));
  await insert(sql, "metric_ticket", histories.flatMap(versionsOf));
}

async function insert(sql: Sql, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((column) => `\`${column}\``).join(", ");
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const values = rows.slice(start, start + ROWS_AT_ONCE).map((row) => Object.values(row));
    await sql.query(`INSERT INTO ${table} (${names}) VALUES ?`, [values]);
  }
}

async function save(sql: Sql, { version, position, remadeTo }: Progress): Promise<void> {
  await sql.query("UPDATE metric_progress SET version = ?, position = ?, remadeTo = ? WHERE id = 1", [
    version,
    position,
    remadeTo,
  ]);
}
