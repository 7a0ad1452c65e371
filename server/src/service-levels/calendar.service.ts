import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { ChangedMeanwhile, InvalidInput, NotFound, refuse } from "../platform/graphql/problem.js";
import type { Calendar, StoredCalendarVersion } from "./calendar.entity.js";
import { type CalendarFacts, calendarFaults, inOrder } from "./calendar-facts.rules.js";
import { BEGINNING } from "./effective-version.rules.js";
import { addVersion, type Dating, effectiveDate, type VersionTable, withdraw } from "./effective-version.service.js";
import { CalendarEventType, calendarEvent } from "./service-level.events.js";
import { lockRules } from "./service-level.settings.js";
import { invalidName } from "./setting-name.service.js";

export type { CalendarFacts } from "./calendar-facts.rules.js";

const VERSIONS: VersionTable = { table: "calendar_version", owner: "calendarId" };

/** Calendars: what their hours are, and from when on. */
export class Calendars {
  /** Nothing counted on it before: its first hours hold from the beginning. */
  async create(tx: Transaction, facts: CalendarFacts): Promise<number> {
    await lockRules(tx);
    await demandFacts(tx, facts, null);
    const id = await insertRow(tx, "calendar", { name: facts.name.trim(), version: 1 });
    await addVersion(tx, VERSIONS, id, { from: BEGINNING, content: contentOf(facts) });
    tx.record(calendarEvent(CalendarEventType.CALENDAR_CREATED, { id, version: 1 }));
    return id;
  }

  async update(tx: Transaction, id: number, version: number, facts: CalendarFacts, dating: Dating): Promise<void> {
    await lockRules(tx);
    const calendar = await lockCalendar(tx, id, version);
    await demandFacts(tx, facts, id);
    const from = effectiveDate(tx, dating);
    const changed = await addVersion(tx, VERSIONS, id, { from, content: contentOf(facts) });
    const name = facts.name.trim();
    if (!changed && name === calendar.name) return;
    await tx.query("UPDATE calendar SET name = ?, version = version + 1 WHERE id = ?", [name, id]);
    tx.record(calendarEvent(CalendarEventType.CALENDAR_CHANGED, { id, version: version + 1 }));
  }

  /** Takes back hours that were to come. Answers whose they were. */
  async withdrawVersion(tx: Transaction, versionId: number, version: number): Promise<number> {
    await lockRules(tx);
    const [row] = await tx.query<StoredCalendarVersion[]>("SELECT * FROM calendar_version WHERE id = ?", [versionId]);
    if (!row) return refuse(new NotFound());
    const { calendarId: id } = row;
    await lockCalendar(tx, id, version);
    await withdraw(tx, VERSIONS, row, "calendarVersion");
    await tx.query("UPDATE calendar SET version = version + 1 WHERE id = ?", [id]);
    tx.record(calendarEvent(CalendarEventType.CALENDAR_VERSION_WITHDRAWN, { id, version: version + 1 }));
    return id;
  }
}

async function lockCalendar(tx: Transaction, id: number, version: number): Promise<Calendar> {
  const [calendar] = await tx.query<Calendar[]>("SELECT * FROM calendar WHERE id = ? FOR UPDATE", [id]);
  if (!calendar) return refuse(new NotFound());
  if (calendar.version !== version) refuse(new ChangedMeanwhile(calendar.version));
  return calendar;
}

async function demandFacts(tx: Transaction, facts: CalendarFacts, butId: number | null): Promise<void> {
  const invalid = [...(await invalidName(tx, "calendar", facts.name, butId)), ...calendarFaults(facts)];
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
}

function contentOf(facts: CalendarFacts) {
  const { timeZone, holidays, weekly, exceptions } = inOrder(facts);
  return {
    timeZone,
    holidayCountry: holidays?.country ?? null,
    holidayRegion: holidays?.region ?? null,
    weekly: JSON.stringify(weekly),
    exceptions: JSON.stringify(exceptions),
  };
}
