import type { Sql } from "../platform/database/sql.js";
import type { TeamPlace } from "./metric.question.js";

/** Where each team was, up to where it is now: each move names the site that was left. */
export async function readTeamPlaces(sql: Sql): Promise<TeamPlace[]> {
  return sql.query<TeamPlace[]>(
    `SELECT subjectId AS teamId, recordedAt AS \`until\`, relatedId AS siteId, position FROM event
       WHERE subjectType = 'TEAM' AND type = 'TEAM_MOVED'
     UNION ALL SELECT id, NULL, siteId, ~0 FROM team
     ORDER BY teamId, position`,
  );
}
