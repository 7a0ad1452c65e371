import type { DataSource } from "typeorm";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import type { Actor } from "../platform/events/actor.js";
import { serviceLevelRules } from "../service-levels/service-level.settings.js";
import { ActedTicket } from "../tickets/acting.js";
import type { Ticket } from "../tickets/ticket.entity.js";

/** Each may leave some events: a transaction of these is well below what one may record. */
const AT_A_TIME = 50;
const REFERENCES_AT_A_TIME = 1_000;

/**
 * The clocks of imported tickets go by the log's times and sleep while it is replayed: the watch would find everything
 * in it long overdue. Once the replay is over they go on with the desk's time. What was missed until now is recorded,
 * and has no consequences: it is the past of another desk.
 */
export async function awaken(
  dataSource: DataSource,
  work: UnitOfWork,
  actor: Actor,
  references: readonly string[],
  now: Date,
): Promise<void> {
  for (let start = 0; start < references.length; start += REFERENCES_AT_A_TIME) {
    const some = references.slice(start, start + REFERENCES_AT_A_TIME);
    const asleep = "clockAsleep = 1 AND externalReference IN (?)";
    await dataSource.query(
      `UPDATE ticket SET clockAsleep = 0 WHERE ${asleep} AND state IN ('CLOSED', 'CANCELLED', 'MERGED')`,
      [some],
    );
    const rows: { number: number }[] = await dataSource.query(
      `SELECT number FROM ticket WHERE ${asleep} ORDER BY number`,
      [some],
    );
    for (let first = 0; first < rows.length; first += AT_A_TIME) {
      const numbers = rows.slice(first, first + AT_A_TIME).map(({ number }) => number);
      await awakenSome(work, actor, numbers, now);
    }
  }
}

async function awakenSome(work: UnitOfWork, actor: Actor, numbers: readonly number[], now: Date): Promise<void> {
  await work.run(
    actor,
    async (tx) => {
      const tickets = await tx.query<Ticket[]>(
        "SELECT * FROM ticket WHERE number IN (?) AND clockAsleep = 1 ORDER BY number FOR UPDATE",
        [numbers],
      );
      const rules = await serviceLevelRules(tx);
      for (const ticket of tickets) {
        const acted = new ActedTicket(tx, { actor, viewer: null }, ticket, rules);
        await acted.bringUpToDate();
        acted.wake();
        acted.passTime(tx.now);
        await acted.save();
      }
    },
    now,
  );
}
