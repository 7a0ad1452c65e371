import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { ApplicationRow, CategoryRow, ChainLinkRow } from "./application.type.js";

/** The database has no booleans. */
type RawApplication = Omit<ApplicationRow, "active"> & { active: number };

export async function readApplications(
  database: Sql,
  rest: string,
  parameters: unknown[] = [],
): Promise<ApplicationRow[]> {
  const rows = await database.query<RawApplication[]>(
    `SELECT id, code, name, description, ownerId, compartmentId, active, version FROM application ${rest}`,
    parameters,
  );
  return rows.map((row) => ({ ...row, active: row.active === 1 }));
}

export function applicationLoader(context: RequestContext, database: Sql): DataLoader<number, ApplicationRow | null> {
  const read = async (ids: readonly number[]) =>
    oneForEach(ids, await readApplications(database, "WHERE id IN (?)", [ids]), ({ id }) => id);
  return context.loader<number, ApplicationRow | null>("application", () => new DataLoader(read));
}

export function categoryLoader(context: RequestContext, database: Sql): DataLoader<number, CategoryRow | null> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<CategoryRow[]>("SELECT id, applicationId, name FROM category WHERE id IN (?)", [
      ids,
    ]);
    return oneForEach(ids, rows, ({ id }) => id);
  };
  return context.loader<number, CategoryRow | null>("category", () => new DataLoader(read));
}

/** The categories of applications, by name. */
export function categoriesLoader(context: RequestContext, database: Sql): DataLoader<number, CategoryRow[]> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<CategoryRow[]>(
      "SELECT id, applicationId, name FROM category WHERE applicationId IN (?) AND active = 1 ORDER BY name",
      [ids],
    );
    return manyForEach(ids, rows, ({ applicationId }) => applicationId!);
  };
  return context.loader<number, CategoryRow[]>("categories", () => new DataLoader(read));
}

/** The links of applications' own chains: the default first, then by nature, by level. */
export function chainLoader(context: RequestContext, database: Sql): DataLoader<number, ChainLinkRow[]> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<ChainLinkRow[]>(
      "SELECT applicationId, nature, level, queueId FROM chain_link WHERE applicationId IN (?) ORDER BY nature, level",
      [ids],
    );
    return manyForEach(ids, rows, ({ applicationId }) => applicationId!);
  };
  return context.loader<number, ChainLinkRow[]>("chain", () => new DataLoader(read));
}

/** The links of the desk's chain, in the same order. */
export function readDeskChain(database: Sql): Promise<ChainLinkRow[]> {
  return database.query<ChainLinkRow[]>(
    "SELECT applicationId, nature, level, queueId FROM chain_link WHERE applicationId IS NULL ORDER BY nature, level",
  );
}
