import { readDeskSettings } from "../desk/desk.service.js";
import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { RequestError } from "../platform/graphql/errors.js";
import { MetricGrouping } from "./metric.input.js";

/** Nobody has this id: a program has no figures of its own. */
const NOBODY = 0;

/**
 * Whose figures a viewer may be shown: null for everybody's together. By person, everybody sees their own; those who
 * read reports see the others' too where the desk has switched that on. Who does not read reports sees nothing else.
 */
export async function personSeen(
  database: Sql,
  viewer: Viewer,
  groupBy: readonly MetricGrouping[],
): Promise<number | null> {
  const readsReports = may(viewer, Permission.REPORTS_READ);
  if (groupBy.includes(MetricGrouping.PERSON)) {
    if (readsReports && (await readDeskSettings(database)).personFigures) return null;
    return viewer.kind === "PERSON" ? viewer.personId : NOBODY;
  }
  if (readsReports) return null;
  throw new RequestError("NOT_PERMITTED", "Your own figures are yours to read: group them by PERSON.");
}
