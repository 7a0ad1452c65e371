import type { DataSource } from "typeorm";

const WAIT_SECONDS = 120;

/** Brings the tables up to date. Servers that start at once wait for the one that does it. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const holder = dataSource.createQueryRunner();
  // Locks of this kind are the whole server's: the database's name keeps two desks on it apart.
  const name = `guichet.migrate.${String(dataSource.options.database)}`.slice(0, 64);
  try {
    const [{ locked }] = await holder.query("SELECT GET_LOCK(?, ?) AS locked", [name, WAIT_SECONDS]);
    if (Number(locked) !== 1) throw new Error("Another process has been changing the tables for two minutes");
    await dataSource.runMigrations();
  } finally {
    await holder.query("SELECT RELEASE_LOCK(?)", [name]).catch(() => undefined);
    await holder.release();
  }
}
