import DataLoader from "dataloader";
import { deskSettings } from "../desk/desk.settings.js";
import { deskDayAt } from "../desk/desk-day.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { QueueDayRow } from "./queue.type.js";

interface QueueNumber {
  queueId: number;
  n: number;
}

/** What queues have had on the desk's day of `now`, of the tickets in these compartments. */
export async function countDay(
  database: Sql,
  queueIds: readonly number[],
  compartmentIds: ReadonlySet<number>,
  now: Date,
): Promise<QueueDayRow[]> {
  const { timeZone } = await deskSettings(database);
  const { day, startsAt, endsAt } = deskDayAt(now, timeZone);
  const compartments = compartmentIds.size === 0 ? [0] : [...compartmentIds];
  const today = [startsAt, endsAt, compartments, queueIds];
  const [received, resolved] = await Promise.all([
    database.query<QueueNumber[]>(
      `SELECT e.queueIdAfter AS queueId, COUNT(*) AS n FROM event e JOIN ticket t ON t.number = e.subjectId
       WHERE e.subjectType = 'TICKET' AND e.type = 'RECORDED' AND e.recordedAt >= ? AND e.recordedAt < ?
         AND t.compartmentId IN (?) AND t.state NOT IN ('CANCELLED', 'MERGED') AND e.queueIdAfter IN (?)
       GROUP BY e.queueIdAfter`,
      today,
    ),
    database.query<QueueNumber[]>(
      `SELECT t.resolvedQueueId AS queueId, COUNT(DISTINCT t.number) AS n
       FROM event e JOIN ticket t ON t.number = e.subjectId
       WHERE e.subjectType = 'TICKET' AND e.type = 'RESOLVED' AND e.recordedAt >= ? AND e.recordedAt < ?
         AND t.compartmentId IN (?) AND t.state IN ('RESOLVED', 'CLOSED') AND t.resolvedQueueId IN (?)
       GROUP BY t.resolvedQueueId`,
      today,
    ),
  ]);
  const of = (rows: readonly QueueNumber[], id: number) => Number(rows.find(({ queueId }) => queueId === id)?.n ?? 0);
  return queueIds.map((id) => ({ day, received: of(received, id), resolved: of(resolved, id) }));
}

export function queueDayLoader(context: RequestContext, database: Sql): DataLoader<number, QueueDayRow> {
  return context.loader<number, QueueDayRow>(
    "queue-day",
    () => new DataLoader((ids) => countDay(database, ids, context.signedIn.compartmentIds, new Date())),
  );
}
