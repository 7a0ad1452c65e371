import type { Sql } from "../platform/database/sql.js";

/*
 * The tickets whose life reaches into the time since an instant: what was over before is what it was. Both halves have
 * an index of their own; asked for either in one condition, a server goes through the whole table.
 */
const CHANGED_SINCE = "ticket FORCE INDEX (ticket_by_update) WHERE updatedAt >= ?";
const OPEN = "ticket FORCE INDEX (ticket_by_state) WHERE state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING')";

/** The lowest numbers of them beyond one, up to another. */
export async function firstConcerned(
  sql: Sql,
  since: Date,
  beyond: number,
  upTo: number,
  limit: number,
): Promise<number[]> {
  const half = (tickets: string) =>
    `(SELECT number FROM ${tickets} AND number > ? AND number <= ? ORDER BY number LIMIT ?)`;
  const rows = await sql.query<{ number: number }[]>(
    `${half(CHANGED_SINCE)} UNION ${half(OPEN)} ORDER BY number LIMIT ?`,
    [since, beyond, upTo, limit, beyond, upTo, limit, limit],
  );
  return rows.map(({ number }) => number);
}

/** The newest of them, those first. */
export async function newestConcerned(sql: Sql, since: Date, limit: number): Promise<number[]> {
  const half = (tickets: string) => `(SELECT number FROM ${tickets} ORDER BY number DESC LIMIT ?)`;
  const rows = await sql.query<{ number: number }[]>(
    `${half(CHANGED_SINCE)} UNION ${half(OPEN)} ORDER BY number DESC LIMIT ?`,
    [since, limit, limit, limit],
  );
  return rows.map(({ number }) => number);
}

export async function countConcerned(sql: Sql, since: Date, upTo: number): Promise<number> {
  const half = (tickets: string) => `SELECT number FROM ${tickets} AND number <= ?`;
  const [row] = await sql.query<{ count: number }[]>(
    `SELECT COUNT(*) AS count FROM (${half(CHANGED_SINCE)} UNION ${half(OPEN)}) concerned`,
    [since, upTo, upTo],
  );
  return Number(row!.count);
}
