import type { DataSource, QueryRunner } from "typeorm";
import {
  beginMigrating,
  clearAway,
  endMigrating,
  type Interrupted,
  interruptedMigrating,
  isEmpty,
} from "./migrating-mark.js";
import { DatabaseUnavailable } from "./private/database-unavailable.js";

const WAIT_SECONDS = 120;

/**
 * Brings the tables up to date. Servers that start at once wait for the one that does it. The database commits each
 * change of a table by itself, so a migration that was interrupted stays half done: the very first ones are then begun
 * again from nothing; what came in between later ones has to be settled by a person, who is told what happened.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  await alone(dataSource, async (sql) => {
    const interrupted = await interruptedMigrating(sql);
    const onNothing = await isEmpty(sql);
    if (await dataSource.showMigrations()) {
      if (!interrupted) await beginMigrating(sql, onNothing);
      const half = interrupted && !(interrupted.onNothing && (await clearAway(sql, dataSource)));
      try {
        await dataSource.runMigrations();
      } catch (error) {
        throw half ? halfDone(interrupted, error) : error;
      }
      await endMigrating(sql);
    } else if (interrupted) {
      await endMigrating(sql);
    }
  });
}

async function alone(dataSource: DataSource, work: (sql: QueryRunner) => Promise<void>): Promise<void> {
  const holder = dataSource.createQueryRunner();
  // Locks of this kind are the whole server's: the database's name keeps two desks on it apart.
  const name = `guichet.migrate.${String(dataSource.options.database)}`.slice(0, 64);
  try {
    // Its session idles for as long as the work takes, and the lock ends with it.
    await holder.query("SET @idle_before = @@SESSION.wait_timeout, SESSION wait_timeout = 28800");
    const [{ locked }] = await holder.query("SELECT GET_LOCK(?, ?) AS locked", [name, WAIT_SECONDS]);
    if (Number(locked) !== 1) throw new Error("Another process has been changing the tables for two minutes");
    await work(holder);
  } finally {
    await holder.query("SELECT RELEASE_LOCK(?)", [name]).catch(() => undefined);
    await holder.query("SET SESSION wait_timeout = @idle_before").catch(() => undefined);
    await holder.release();
  }
}

function halfDone({ since }: Interrupted, error: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(
    `The tables are half changed: an earlier start was interrupted while it brought them up to date ` +
      `(${since.toISOString()}), and going on from there fails: ${(error as Error).message}`,
    ["Go back to the backup made before the update, and start again."],
    { cause: error },
  );
}
