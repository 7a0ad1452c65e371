import DataLoader from "dataloader";
import type { Viewer } from "../platform/auth/viewer.js";
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

/** All queues that take tickets, by level and team. */
export function readQueuesInService(database: Sql): Promise<QueueRow[]> {
  return readQueues(
    database,
    "JOIN team t ON t.id = q.teamId WHERE q.active = 1 AND t.active = 1 ORDER BY q.level, t.name, q.id",
  );
}

/** Whether the viewer works at this level of this team. */
export function isMine(queue: QueueRow, { memberships }: Viewer): boolean {
  return memberships.some(({ teamId, level }) => teamId === queue.teamId && level === queue.level);
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
