import type { Sql } from "./sql.js";

/** Inserts one row and returns its generated key. Column names are the code's own, never a caller's. */
export async function insertRow(sql: Sql, table: string, row: object): Promise<number> {
  const columns = Object.keys(row).map(quoted).join(", ");
  const { insertId } = await sql.query<{ insertId: number }>(`INSERT INTO ${quoted(table)} (${columns}) VALUES (?)`, [
    Object.values(row),
  ]);
  return insertId;
}

/** Sets columns of the row with that key. */
export async function updateRow(
  sql: Sql,
  table: string,
  key: { column: string; value: number },
  changes: object,
): Promise<void> {
  const columns = Object.keys(changes);
  if (columns.length === 0) return;
  const assignments = columns.map((column) => `${quoted(column)} = ?`).join(", ");
  await sql.query(`UPDATE ${quoted(table)} SET ${assignments} WHERE ${quoted(key.column)} = ?`, [
    ...Object.values(changes),
    key.value,
  ]);
}

const DUPLICATE_KEY = 1062;

/** A unique index has such a row already. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { errno?: number }).errno === DUPLICATE_KEY;
}

function quoted(name: string): string {
  return `\`${name}\``;
}
