import type { Sql } from "../platform/database/sql.js";
import type { ChangedSecrets } from "./metric.question.js";

/**
 * The tickets that have come into sight of some compartments, or out of it, since a position of the log. All events
 * beyond it are looked through: it is asked only where a frozen report comes out otherwise.
 */
export async function readChangedSecrets(
  sql: Sql,
  position: number,
  compartmentIds: readonly number[],
): Promise<ChangedSecrets> {
  const moves = await sql.query<{ ticket: number; compartmentId: number }[]>(
    `SELECT e.subjectId AS ticket, e.compartmentIdBefore AS compartmentId
     FROM (SELECT MIN(position) AS position FROM event
         WHERE position > ? AND subjectType = 'TICKET' AND compartmentIdBefore <> compartmentIdAfter
         GROUP BY subjectId) moved
       JOIN event e ON e.position = moved.position`,
    [position],
  );
  const seen = moves.filter(({ compartmentId }) => compartmentIds.includes(compartmentId));
  const unseen = moves.filter(({ compartmentId }) => !compartmentIds.includes(compartmentId));
  return { seen: seen.map(({ ticket }) => ticket), unseen: unseen.map(({ ticket }) => ticket) };
}
