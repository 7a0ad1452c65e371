import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { QueueRow } from "./queue.type.js";

/** The database has no booleans. */
type RawQueue = Omit<QueueRow, "active"> & { active: number };

export async function readQueues(database: Sql, rest: string, parameters: unknown[] = []): Promise<QueueRow[]> {
  const rows = await database.query<RawQueue[]>(
    `SELECT q.id, q.teamId, q.level, q.active FROM queue q ${rest}`,
    parameters,
  );
  return rows.map((row) => ({ ...row, active: row.active === 1 }));
}

export function queueLoader(context: RequestContext, database: Sql): DataLoader<number, QueueRow | null> {
  const read = async (ids: readonly number[]) =>
    oneForEach(ids, await readQueues(database, "WHERE q.id IN (?)", [ids]), ({ id }) => id);
  return context.loader<number, QueueRow | null>("queue", () => new DataLoader(read));
}

/** The active queues of teams, by level. */
export function queuesOfTeamLoader(context: RequestContext, database: Sql): DataLoader<number, QueueRow[]> {
  const read = async (teamIds: readonly number[]) =>
    manyForEach(
      teamIds,
      await readQueues(database, "WHERE q.teamId IN (?) AND q.active = 1 ORDER BY q.teamId, q.level", [teamIds]),
      ({ teamId }) => teamId,
    );
  return context.loader<number, QueueRow[]>("queues-of-team", () => new DataLoader(read));
}
