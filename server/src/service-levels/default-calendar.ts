import { insertRow } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import { BEGINNING } from "./effective-version.rules.js";

const FROM_MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:00", to: "18:00" }));

/**
 * The calendar that every desk has from the beginning, as the migration writes it: for a desk whose tables were emptied.
 * What was held of the rules before is not theirs any more.
 */
export async function writeDefaultCalendar(sql: Sql): Promise<void> {
  const [desk] = await sql.query<{ timeZone: string }[]>("SELECT timeZone FROM desk WHERE id = 1");
  const saved = { effectiveFrom: BEGINNING, savedAt: new Date() };
  const calendarId = await insertRow(sql, "calendar", { name: "Heures ouvrées" });
  await insertRow(sql, "calendar_version", {
    ...saved,
    calendarId,
    timeZone: desk!.timeZone,
    weekly: JSON.stringify(FROM_MONDAY_TO_FRIDAY),
    exceptions: "[]",
  });
  await insertRow(sql, "calendar_assignment", { ...saved, queueId: null, calendarId });
  await sql.query("UPDATE service_level_settings SET version = version + 1 WHERE id = 1");
}

/** A desk that nobody has worked at yet learns its time zone: the calendar that it begins with goes by it. */
export async function moveDefaultCalendar(sql: Sql, timeZone: string): Promise<void> {
  await sql.query("UPDATE calendar_version SET timeZone = ?", [timeZone]);
  await sql.query("UPDATE service_level_settings SET version = version + 1 WHERE id = 1");
}
