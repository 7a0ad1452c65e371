import type { Sql } from "../platform/database/sql.js";

/** Whoever retries does so within minutes; programs that were down over a weekend find their keys too. */
const KEPT_MS = 14 * 24 * 3_600_000;
/** So that nobody who acts meanwhile waits. */
const AT_A_TIME = 1_000;

/** Forgets the keys of requests so old that nobody sends them again. */
export async function forgetOldKeys(database: Sql, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  for (;;) {
    const { affectedRows } = await database.query<{ affectedRows: number }>(
      "DELETE FROM idempotency WHERE createdAt < ? ORDER BY createdAt LIMIT ?",
      [before, AT_A_TIME],
    );
    if (affectedRows < AT_A_TIME) return;
  }
}
