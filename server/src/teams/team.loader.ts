import DataLoader from "dataloader";
import { oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { LevelRow, SiteRow, TeamRow } from "./team.type.js";

export function siteLoader(context: RequestContext, database: Sql): DataLoader<number, SiteRow | null> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<SiteRow[]>("SELECT id, code, name, version FROM site WHERE id IN (?)", [ids]);
    return oneForEach(ids, rows, ({ id }) => id);
  };
  return context.loader<number, SiteRow | null>("site", () => new DataLoader(read));
}

/** The database has no booleans. */
type RawTeam = Omit<TeamRow, "active"> & { active: number };

export const TEAM_COLUMNS = "id, code, name, siteId, active, version";

export async function readTeams(database: Sql, rest: string, parameters: unknown[] = []): Promise<TeamRow[]> {
  const rows = await database.query<RawTeam[]>(`SELECT ${TEAM_COLUMNS} FROM team ${rest}`, parameters);
  return rows.map((row) => ({ ...row, active: row.active === 1 }));
}

export function teamLoader(context: RequestContext, database: Sql): DataLoader<number, TeamRow | null> {
  const read = async (ids: readonly number[]) =>
    oneForEach(ids, await readTeams(database, "WHERE id IN (?)", [ids]), ({ id }) => id);
  return context.loader<number, TeamRow | null>("team", () => new DataLoader(read));
}

export function levelLoader(context: RequestContext, database: Sql): DataLoader<number, LevelRow | null> {
  const read = async (ranks: readonly number[]) => {
    const rows = await database.query<LevelRow[]>("SELECT `rank`, nameFr, nameEn FROM level WHERE `rank` IN (?)", [
      ranks,
    ]);
    return oneForEach(ranks, rows, ({ rank }) => rank);
  };
  return context.loader<number, LevelRow | null>("level", () => new DataLoader(read));
}
