import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { CalendarAssignment, StoredCalendarVersion } from "./calendar.entity.js";
import type { AssignedCalendarRow, CalendarRow, CalendarVersionRow } from "./calendar.type.js";
import { versionOf } from "./calendar-assignment.service.js";
import { shown } from "./effective-version.rows.js";
import { calendarVersionOf } from "./service-level.settings.js";

/** By name. */
export function readCalendars(database: Sql): Promise<CalendarRow[]> {
  return database.query<CalendarRow[]>("SELECT id, name, version FROM calendar ORDER BY name, id");
}

export function calendarLoader(context: RequestContext, database: Sql): DataLoader<number, CalendarRow | null> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<CalendarRow[]>("SELECT id, name, version FROM calendar WHERE id IN (?)", [ids]);
    return oneForEach(ids, rows, ({ id }) => id);
  };
  return context.loader<number, CalendarRow | null>("calendar", () => new DataLoader(read));
}

/** All versions of a calendar, the newest first. */
export function calendarVersionsLoader(
  context: RequestContext,
  database: Sql,
): DataLoader<number, CalendarVersionRow[]> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<StoredCalendarVersion[]>(
      "SELECT * FROM calendar_version WHERE calendarId IN (?) ORDER BY effectiveFrom, id",
      [ids],
    );
    const now = new Date();
    return manyForEach(ids, rows, ({ calendarId }) => calendarId).map((versions) =>
      shown(versions, now, calendarVersionOf),
    );
  };
  return context.loader<number, CalendarVersionRow[]>("calendar-versions", () => new DataLoader(read));
}

/** What was decided about the calendars of these queues; null stands for the desk itself. */
export async function readAssigned(
  database: Sql,
  queueIds: readonly (number | null)[],
): Promise<AssignedCalendarRow[]> {
  const rows = await database.query<CalendarAssignment[]>(
    "SELECT * FROM calendar_assignment ORDER BY effectiveFrom, id",
  );
  const now = new Date();
  return manyForEach(queueIds, rows, ({ queueId }) => queueId).map((assignments, index) => ({
    queueId: queueIds[index]!,
    version: versionOf(assignments),
    versions: shown(assignments, now, ({ queueId, calendarId }) => ({ queueId, calendarId })),
  }));
}
