import type { Sql } from "../platform/database/sql.js";
import type { Event } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";
import { Priority, type Ticket, TicketKind, TicketState, WaitingFor } from "../tickets/ticket.entity.js";
import { FIRST_OF_TICKET, TicketEventType } from "../tickets/ticket.events.js";
import { corrections, ledgerOf, reckoned } from "./ledger.rules.js";
import {
  type ClockFacts,
  type HistoryEntry,
  type Ledger,
  type Reckoning,
  TargetKind,
  type Verdict,
  VerdictKind,
} from "./service-level.model.js";
import type { RulesInForce } from "./service-level.settings.js";
import { type Ticked, ticked } from "./ticket-clock.js";

const COLUMNS = [
  "position",
  "subjectId",
  "type",
  "occurredAt",
  "takesCharge",
  "requesterSiteId",
  "stateBefore",
  "stateAfter",
  "waitingForBefore",
  "waitingForAfter",
  "queueIdBefore",
  "queueIdAfter",
  "levelBefore",
  "levelAfter",
  "assigneeIdBefore",
  "assigneeIdAfter",
  "applicationIdBefore",
  "applicationIdAfter",
  "kindBefore",
  "kindAfter",
  "priorityBefore",
  "priorityAfter",
  "businessMs",
  "target",
] as const satisfies readonly (keyof Event)[];

/** An event of a ticket, as far as its clock goes by it. */
export type ClockEvent = Pick<Event, (typeof COLUMNS)[number]>;

/** The histories of some tickets, each in the order of the log. */
export async function readHistories(sql: Sql, numbers: readonly number[]): Promise<Map<number, ClockEvent[]>> {
  const rows = await sql.query<ClockEvent[]>(
    `SELECT ${COLUMNS.join(", ")} FROM event WHERE subjectType = 'TICKET' AND subjectId IN (?) ORDER BY position`,
    [numbers],
  );
  const histories = new Map<number, ClockEvent[]>(numbers.map((number) => [number, []]));
  for (const row of rows) histories.get(row.subjectId)!.push({ ...row, position: Number(row.position) });
  return histories;
}

/** Beyond every position that the log will have: what a transaction is about to record comes last. */
const TO_COME = Number.MAX_SAFE_INTEGER - 1_000;

/** An event that is about to be recorded, as if it were read from the log. */
export function asClockEvent(event: NewEvent, index: number, now: Date): ClockEvent {
  const said = Object.fromEntries(COLUMNS.map((column) => [column, event[column as keyof NewEvent] ?? null]));
  const given = { position: TO_COME + index, occurredAt: event.occurredAt ?? now, takesCharge: event.takesCharge ?? 0 };
  return { ...(said as unknown as ClockEvent), ...given };
}

const VERDICTS: Partial<Record<string, VerdictKind>> = {
  [TicketEventType.TARGET_WARNED]: VerdictKind.WARNED,
  [TicketEventType.TARGET_MISSED]: VerdictKind.MISSED,
  [TicketEventType.TARGET_MET]: VerdictKind.MET,
  [TicketEventType.TARGET_CANCELLED]: VerdictKind.CANCELLED,
};

/** The ledger of a history up to an instant, or up to its last entry if that is later. */
export function ledger(history: readonly ClockEvent[], rules: RulesInForce, until: number): Ledger {
  const entries = entriesOf(history);
  return ledgerOf(entries, rules, endOf(entries, until));
}

/** What that ledger says, without its intervals. */
export function reckoning(history: readonly ClockEvent[], rules: RulesInForce, until: number): Reckoning {
  const entries = entriesOf(history);
  return reckoned(entries, rules, endOf(entries, until));
}

function entriesOf(history: readonly ClockEvent[]): HistoryEntry[] {
  return history.filter((event) => !isOfTheClock(event)).map(entryOf);
}

function endOf(entries: readonly HistoryEntry[], until: number): number {
  return Math.max(until, ...entries.map(({ at }) => at));
}

/** The ticket with its clock computed anew, and what has to be recorded so that its verdicts are the ledger's. */
export function fromHistory(
  ticket: Ticket,
  history: readonly ClockEvent[],
  rules: RulesInForce,
  until: number,
): Ticked<Ticket> & Pick<Reckoning, "elapsedAt"> {
  const whole = reckoning(history, rules, until);
  const { ticket: computed } = ticked(ticket, whole, rules);
  return { ticket: computed, verdicts: corrections(verdictsOf(history), whole), elapsedAt: whole.elapsedAt };
}

/** The verdicts that were recorded, in the order in which they were. */
export function verdictsOf(history: readonly ClockEvent[]): Verdict[] {
  return history.flatMap(({ type, target, occurredAt, businessMs }) => {
    const kind = VERDICTS[type];
    if (!kind) return [];
    const said = { target: TargetKind[target as TargetKind], at: occurredAt.getTime(), elapsedMs: Number(businessMs) };
    return [{ kind, ...said, policy: null }];
  });
}

/** What the clock says of a ticket's last act, where other rules have made its elapsed time another one than was said. */
export interface Restatement {
  occurredAt: Date;
  businessMs: number;
}

/** Null where it is still what was said, or was never known. */
export function restatementOf(
  history: readonly ClockEvent[],
  elapsedAt: ReadonlyMap<number, number>,
): Restatement | null {
  const last = history.findLastIndex((event) => !isOfTheClock(event));
  const { occurredAt, position } = history[last]!;
  const restates = ({ type, occurredAt: at }: ClockEvent) =>
    type === TicketEventType.TARGETS_CHANGED && at.getTime() === occurredAt.getTime();
  const said = history.findLast((event, index) => index === last || (index > last && restates(event)))!;
  const businessMs = elapsedAt.get(position);
  if (businessMs === undefined || said.businessMs === null || Number(said.businessMs) === businessMs) return null;
  return { occurredAt, businessMs };
}

/** Events that the clock itself has made change nothing that it goes by. */
function isOfTheClock({ type }: ClockEvent): boolean {
  return VERDICTS[type] !== undefined || type === TicketEventType.TARGETS_CHANGED;
}

function entryOf(event: ClockEvent): HistoryEntry {
  return { position: event.position, at: event.occurredAt.getTime(), changes: changesOf(event) };
}

function changesOf(event: ClockEvent): Partial<ClockFacts> {
  const recorded = event.type === TicketEventType.RECORDED;
  const changes: Partial<ClockFacts> = {};
  const differs = (before: unknown, after: unknown) => recorded || before !== after;
  if (differs(event.stateBefore, event.stateAfter)) changes.state = TicketState[event.stateAfter as TicketState];
  if (differs(event.waitingForBefore, event.waitingForAfter)) {
    changes.waitingFor = event.waitingForAfter === null ? null : WaitingFor[event.waitingForAfter as WaitingFor];
  }
  if (differs(event.queueIdBefore, event.queueIdAfter)) changes.queueId = event.queueIdAfter!;
  if (differs(event.levelBefore, event.levelAfter)) changes.level = event.levelAfter!;
  if (differs(event.assigneeIdBefore, event.assigneeIdAfter)) changes.assigneeId = event.assigneeIdAfter;
  if (differs(event.applicationIdBefore, event.applicationIdAfter)) changes.applicationId = event.applicationIdAfter;
  if (differs(event.kindBefore, event.kindAfter)) changes.kind = TicketKind[event.kindAfter as TicketKind];
  if (differs(event.priorityBefore, event.priorityAfter)) {
    changes.priority = event.priorityAfter === null ? null : Priority[event.priorityAfter as Priority];
  }
  if (event.takesCharge & FIRST_OF_TICKET) changes.takenInCharge = true;
  if (recorded) {
    changes.requesterSiteId = event.requesterSiteId;
    changes.takenInCharge ??= false;
  }
  return changes;
}

/** Writes the elapsed time of events that were recorded before there was a clock. Those that say it are not rewritten. */
export async function writeElapsed(
  sql: Sql,
  history: readonly ClockEvent[],
  elapsedAt: ReadonlyMap<number, number>,
): Promise<void> {
  const silent = history.filter(({ businessMs, position }) => businessMs === null && elapsedAt.has(position));
  for (let start = 0; start < silent.length; start += AT_A_TIME) {
    const some = silent.slice(start, start + AT_A_TIME).map(({ position }) => position);
    await sql.query(
      `UPDATE event SET businessMs = CASE position ${"WHEN ? THEN ? ".repeat(some.length)} END WHERE position IN (?)`,
      [...some.flatMap((position) => [position, elapsedAt.get(position)!]), some],
    );
  }
}

const AT_A_TIME = 300;
