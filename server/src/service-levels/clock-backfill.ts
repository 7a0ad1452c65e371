import type { DataSource } from "typeorm";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { ActedTicket } from "../tickets/acting.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import type { ClockBackfill } from "./clock-backfill.entity.js";
import { serviceLevelRules } from "./service-level.settings.js";
import type { WatchLog } from "./watch.js";

/** So few that nobody who acts on one of them waits for long. */
const AT_A_TIME = 40;
const TRIED_AGAIN_AFTER_MS = 5_000;

/**
 * Computes, once, the clock of the tickets that were there before clocks were kept, and the elapsed time of their
 * events: in the background, some tickets a transaction. Where it is stands in the database: killed, it goes on from
 * there; of several servers, one after the other does the next part.
 */
export class Backfill {
  private running: Promise<void> = Promise.resolve();
  private draining = false;
  private pause: { timer: NodeJS.Timeout; end: () => void } | null = null;

  /** `onDone`: told once the last ticket is done, by the process that does it. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly log: WatchLog,
    private readonly onDone: () => Promise<void> = async () => undefined,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.draining = true;
    this.pause?.end();
    await this.running;
  }

  /** Until all is done, or until it is stopped. */
  async run(): Promise<void> {
    while (!this.draining) {
      try {
        if (!(await this.step())) return;
      } catch (error) {
        this.log.error({ err: error }, "Computing the clocks of old tickets failed; it is tried again");
        await this.wait(TRIED_AGAIN_AFTER_MS);
      }
    }
  }

  /** The next few tickets; false when there is nothing left. */
  async step(): Promise<boolean> {
    const [row]: ClockBackfill[] = await this.dataSource.query("SELECT * FROM clock_backfill WHERE id = 1");
    if (!row || row.doneNumber >= row.upToNumber) return false;
    const { value: ended } = await this.work.run(SYSTEM, (tx) => computeSome(tx));
    if (ended) await this.onDone();
    return !ended;
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.pause = null;
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.pause = { timer, end };
    });
  }
}

/** True when that was the end of it. */
async function computeSome(tx: Transaction): Promise<boolean> {
  const [row] = await tx.query<ClockBackfill[]>("SELECT * FROM clock_backfill WHERE id = 1 FOR UPDATE");
  if (!row || row.doneNumber >= row.upToNumber) return false;
  const tickets = await tx.query<Ticket[]>(
    "SELECT * FROM ticket WHERE number > ? AND number <= ? ORDER BY number LIMIT ? FOR UPDATE",
    [row.doneNumber, row.upToNumber, AT_A_TIME],
  );
  const rules = await serviceLevelRules(tx);
  for (const ticket of tickets) {
    // Somebody has acted on it meanwhile: that act has computed it.
    if (ticket.clockAt !== null) continue;
    const acted = new ActedTicket(tx, { actor: SYSTEM, viewer: null }, ticket, rules);
    await acted.bringUpToDate();
    acted.passTime(tx.now);
    await acted.save();
  }
  const ended = tickets.length < AT_A_TIME;
  const done = ended ? row.upToNumber : tickets.at(-1)!.number;
  await tx.query("UPDATE clock_backfill SET doneNumber = ? WHERE id = 1", [done]);
  return ended;
}
