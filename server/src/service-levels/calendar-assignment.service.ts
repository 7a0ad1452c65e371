import type { Transaction } from "../platform/database/unit-of-work.js";
import { ChangedMeanwhile, NotFound, refuse, UnknownReference } from "../platform/graphql/problem.js";
import type { CalendarAssignment } from "./calendar.entity.js";
import { addVersion, type Dating, effectiveDate, type VersionTable, withdraw } from "./effective-version.service.js";
import { assignmentEvent, ServiceLevelEventType } from "./service-level.events.js";
import { lockRules } from "./service-level.settings.js";

const VERSIONS: VersionTable = { table: "calendar_assignment", owner: "queueId" };

/** Which calendar a queue has: its team is on call in its hours. Without a queue: the desk's default. */
export interface WantedAssignment {
  queueId: number | null;
  /** Null: the queue has none of its own. */
  calendarId: number | null;
}

/** The calendars of queues and of the desk itself. */
export class CalendarAssignments {
  async assign(tx: Transaction, version: number, wanted: WantedAssignment, dating: Dating): Promise<void> {
    const { queueId, calendarId } = wanted;
    await lockRules(tx);
    await demandQueue(tx, queueId);
    await demandVersion(tx, queueId, version);
    await demandCalendar(tx, wanted);
    const from = effectiveDate(tx, dating);
    if (!(await addVersion(tx, VERSIONS, queueId, { from, content: { calendarId } }))) return;
    const { CALENDAR_ASSIGNED } = ServiceLevelEventType;
    tx.record(assignmentEvent(CALENDAR_ASSIGNED, queueId, await assignmentVersion(tx, queueId)));
  }

  /** Takes back an assignment that was to come. Answers whose it was. */
  async withdrawVersion(tx: Transaction, id: number, version: number): Promise<number | null> {
    await lockRules(tx);
    const [row] = await tx.query<CalendarAssignment[]>("SELECT * FROM calendar_assignment WHERE id = ?", [id]);
    if (!row) return refuse(new NotFound());
    const { queueId } = row;
    await demandVersion(tx, queueId, version);
    await withdraw(tx, VERSIONS, row, "assignment");
    const { CALENDAR_ASSIGNMENT_WITHDRAWN } = ServiceLevelEventType;
    tx.record(assignmentEvent(CALENDAR_ASSIGNMENT_WITHDRAWN, queueId, version + 1));
    return queueId;
  }
}

/** How often anything was decided about a queue's calendar: each assignment, and each that was taken back. */
export function versionOf(assignments: readonly Pick<CalendarAssignment, "withdrawnAt">[]): number {
  return assignments.length + assignments.filter(({ withdrawnAt }) => withdrawnAt !== null).length;
}

async function assignmentVersion(tx: Transaction, queueId: number | null): Promise<number> {
  return versionOf(
    await tx.query<CalendarAssignment[]>("SELECT withdrawnAt FROM calendar_assignment WHERE queueId <=> ?", [queueId]),
  );
}

async function demandVersion(tx: Transaction, queueId: number | null, version: number): Promise<void> {
  const current = await assignmentVersion(tx, queueId);
  if (current !== version) refuse(new ChangedMeanwhile(current));
}

async function demandQueue(tx: Transaction, queueId: number | null): Promise<void> {
  if (queueId === null) return;
  const queues = await tx.query<unknown[]>("SELECT id FROM queue WHERE id = ?", [queueId]);
  if (queues.length === 0) refuse(new NotFound());
}

/** The desk cannot be without a calendar: the clock always has one to run on. */
async function demandCalendar(tx: Transaction, { queueId, calendarId }: WantedAssignment): Promise<void> {
  if (calendarId === null && queueId !== null) return;
  const calendars = await tx.query<unknown[]>("SELECT id FROM calendar WHERE id = ?", [calendarId]);
  if (calendars.length === 0) refuse(new UnknownReference("input.calendar"));
}
