import type { DataSource } from "typeorm";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { ActedTicket } from "../tickets/acting.js";
import { lockClockedTicket } from "../tickets/ticket.rows.js";
import type { Breaches } from "./breach.service.js";
import { serviceLevelRules } from "./service-level.settings.js";

/** Where failures are told: a pino logger, for one. */
export interface WatchLog {
  error(facts: Record<string, unknown>, message: string): void;
}

export interface WatchOptions {
  /** How often it looks for alarms. */
  pollMs?: number;
  /** How often it looks for clocks that go by other rules than those in force, though none have changed that it knows of. */
  sweepMs?: number;
  /** Transactions at the same time. */
  atOnce?: number;
  /** Tickets that one transaction sets on, as far as it can have them: commits queue for the log and for the disk. */
  together?: number;
  /** Tickets looked for at a time. */
  batch?: number;
}

const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 3_600_000;

/** States in which versions of policies and calendars still matter. */
const STANDING = ["NEW", "OPEN", "IN_PROGRESS", "WAITING", "RESOLVED"];

/**
 * Watches the clocks: what time alone does to a ticket (a warning, a breach, other rules coming into force) is
 * recorded when it falls due, and what a breach has for consequence is done with it. Several servers watch the same
 * tickets: a transaction sets on a few of them, takes each one's row before it looks once more whether there is anything
 * to do, and passes over those that others have.
 */
export class Watch {
  private readonly pollMs: number;
  private readonly sweepMs: number;
  private readonly atOnce: number;
  private readonly together: number;
  private readonly batch: number;
  private waiting: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private started = false;
  private draining = false;
  private swept = { version: 0, at: Number.NEGATIVE_INFINITY };
  /** Tickets that could not be looked at: when to try again. */
  private readonly failing = new Map<number, { failures: number; until: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly breaches: Breaches,
    private readonly log: WatchLog,
    private readonly clock: () => Date = () => new Date(),
    { pollMs = 1_000, sweepMs = 60_000, atOnce = 4, together = 10, batch = 100 }: WatchOptions = {},
  ) {
    this.pollMs = pollMs;
    this.sweepMs = sweepMs;
    this.atOnce = atOnce;
    this.together = together;
    this.batch = batch;
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.draining = false;
    this.look();
  }

  /** Finishes the tickets at hand and takes no other. */
  async stop(): Promise<void> {
    this.draining = true;
    if (this.waiting) clearTimeout(this.waiting);
    this.waiting = null;
    await this.running;
    this.started = false;
  }

  /** Everything that is due now; returns how many tickets it has set on. */
  async runDue(): Promise<number> {
    return (await this.alarms()) + (await this.sweep());
  }

  private look(): void {
    this.running = this.runDue()
      .catch((error: unknown) => this.log.error({ err: error }, "Looking for service levels' alarms failed"))
      .then(() => {
        if (!this.draining) this.waiting = setTimeout(() => this.look(), this.pollMs);
      });
  }

  private async alarms(): Promise<number> {
    let done = 0;
    for (;;) {
      const now = this.clock();
      const rows: { number: number }[] = await this.dataSource.query(
        `SELECT number FROM ticket WHERE nextAlarmAt <= ? AND number NOT IN (?)
         ORDER BY nextAlarmAt, number LIMIT ?`,
        [now, this.setAside(now), this.batch],
      );
      const looked = await this.lookAtAll(rows);
      done += looked;
      // Those that somebody has locked are seen to by whoever has them, or by the next look.
      if (rows.length < this.batch || looked === 0 || this.draining) return done;
    }
  }

  /**
   * Clocks that go by rules of before: all that stand, when the rules have changed, and now and then in case one was
   * missed. There may be many of them: what falls due meanwhile does not wait for the last.
   */
  private async sweep(): Promise<number> {
    const { version } = await serviceLevelRules(this.dataSource);
    const now = this.clock();
    if (version === this.swept.version && now.getTime() - this.swept.at < this.sweepMs) return 0;
    let done = 0;
    let beyond = 0;
    for (;;) {
      // As a rule nothing is found: in the order of numbers alone, a server would go through every ticket for that.
      const rows: { number: number }[] = await this.dataSource.query(
        `SELECT number FROM ticket FORCE INDEX (ticket_by_state)
         WHERE state IN (?) AND number > ? AND clockRules <> ? AND clockAsleep = 0 AND number NOT IN (?)
         ORDER BY number LIMIT ?`,
        [STANDING, beyond, version, this.setAside(now), this.batch],
      );
      done += await this.lookAtAll(rows);
      if (rows.length > 0) done += await this.alarms();
      if (this.draining) return done;
      if (rows.length < this.batch) break;
      beyond = rows.at(-1)!.number;
    }
    this.swept = { version, at: now.getTime() };
    return done;
  }

  private async lookAtAll(rows: readonly { number: number }[]): Promise<number> {
    const groups: number[][] = [];
    for (let start = 0; start < rows.length; start += this.together) {
      groups.push(rows.slice(start, start + this.together).map(({ number }) => number));
    }
    let next = 0;
    const worker = async () => {
      let done = 0;
      while (next < groups.length && !this.draining) done += await this.lookAt(groups[next++]!);
      return done;
    };
    const done = await Promise.all(Array.from({ length: Math.min(this.atOnce, groups.length) }, worker));
    return done.reduce((sum, each) => sum + each, 0);
  }

  private async lookAt(numbers: readonly number[]): Promise<number> {
    try {
      const { value } = await this.work.run(SYSTEM, (tx) => this.setAllOn(tx, numbers), this.clock());
      for (const number of numbers) this.failing.delete(number);
      return value;
    } catch (error) {
      if (numbers.length === 1) return this.backOff(numbers[0]!, error);
      let done = 0;
      for (const number of numbers) done += await this.lookAt([number]);
      return done;
    }
  }

  private async setAllOn(tx: Transaction, numbers: readonly number[]): Promise<number> {
    let done = 0;
    for (const number of numbers) if (await this.setOn(tx, number)) done++;
    return done;
  }

  private async setOn(tx: Transaction, number: number): Promise<boolean> {
    const locked = await lockClockedTicket(tx, number, "pass over");
    if (!locked) return false;
    const { ticket, rules } = locked;
    const due = ticket.nextAlarmAt !== null && ticket.nextAlarmAt <= tx.now;
    if (!due && (ticket.clockRules === rules.version || ticket.clockAsleep)) return false;
    const acted = new ActedTicket(tx, { actor: SYSTEM, viewer: null }, ticket, rules);
    await acted.bringUpToDate();
    acted.passTime(tx.now);
    await this.breaches.answer(acted);
    await acted.save();
    return true;
  }

  /** One ticket that cannot be set on must not keep the others waiting. */
  private backOff(number: number, error: unknown): 0 {
    const failures = (this.failing.get(number)?.failures ?? 0) + 1;
    const until = this.clock().getTime() + Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
    this.failing.set(number, { failures, until });
    this.log.error({ err: error, number, failures, nextAt: new Date(until) }, "A ticket's clock could not be set on");
    return 0;
  }

  /** Never empty: a list in SQL must not be. */
  private setAside(now: Date): number[] {
    return [0, ...[...this.failing].filter(([, { until }]) => until > now.getTime()).map(([number]) => number)];
  }
}
