import type { DataSource } from "typeorm";
import type { Sql } from "./sql.js";

/** A mark that stands in the database while its tables are being changed. Found at a start, it tells of a break-off. */
export interface Interrupted {
  since: Date;
  /** There was nothing in the database when that began. */
  onNothing: boolean;
}

const TABLE = "migrating";

export async function interruptedMigrating(sql: Sql): Promise<Interrupted | null> {
  if (!(await tables(sql)).includes(TABLE)) return null;
  const [mark] = await sql.query<{ since: Date; onNothing: number }[]>(`SELECT since, onNothing FROM ${TABLE}`);
  // Made, and broken off before anything was written: nothing else had begun.
  return mark ? { since: mark.since, onNothing: mark.onNothing === 1 } : null;
}

export async function isEmpty(sql: Sql): Promise<boolean> {
  return (await tables(sql)).length === 0;
}

export async function beginMigrating(sql: Sql, onNothing: boolean): Promise<void> {
  await sql.query(`CREATE TABLE IF NOT EXISTS ${TABLE} (since datetime(3) NOT NULL, onNothing tinyint NOT NULL)`);
  await sql.query(`INSERT INTO ${TABLE} (since, onNothing) VALUES (UTC_TIMESTAMP(3), ?)`, [onNothing]);
}

export async function endMigrating(sql: Sql): Promise<void> {
  await sql.query(`DROP TABLE ${TABLE}`);
}

/**
 * Removes the tables that a broken-off beginning left behind; true when that was done. Not a single event may be in
 * the log: what a desk has once recorded is not cleared away, whatever the mark says.
 */
export async function clearAway(sql: Sql, { entityMetadatas, options }: DataSource): Promise<boolean> {
  const there = await tables(sql);
  if (there.includes("event")) {
    const recorded = await sql.query<unknown[]>("SELECT 1 FROM event LIMIT 1");
    if (recorded.length > 0) return false;
  }
  const ours = new Set([...entityMetadatas.map(({ tableName }) => tableName), options.migrationsTableName]);
  for (const table of there) if (ours.has(table)) await sql.query(`DROP TABLE \`${table}\``);
  return true;
}

async function tables(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
  );
  return rows.map(({ name }) => name);
}
