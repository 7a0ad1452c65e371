import type { DataSource } from "typeorm";
import type { Sql } from "../platform/database/sql.js";

/** Reads all of a report from one consistent state of the database. */
export async function inSnapshot<T>(dataSource: DataSource, work: (database: Sql) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await runner.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    try {
      return await work(runner);
    } finally {
      await runner.query("ROLLBACK");
    }
  } finally {
    await runner.release();
  }
}
