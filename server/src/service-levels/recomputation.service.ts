import type { DataSource } from "typeorm";
import { insertRow } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { type Actor, ActorKind, SYSTEM } from "../platform/events/actor.js";
import { InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { schedule } from "../platform/jobs/timers.js";
import { ActedTicket } from "../tickets/acting.js";
import { OPEN_STATES, type Ticket } from "../tickets/ticket.entity.js";
import { lockTicket, saveTicket } from "../tickets/ticket.rows.js";
import type { Calendars } from "./calendar.service.js";
import type { CalendarAssignments, WantedAssignment } from "./calendar-assignment.service.js";
import type { CalendarFacts } from "./calendar-facts.rules.js";
import { effectiveDate } from "./effective-version.service.js";
import type { Policies } from "./policy.service.js";
import type { PolicyFacts } from "./policy-facts.rules.js";
import type { Recomputation } from "./recomputation.entity.js";
import { differencesOf, type VerdictDifference } from "./recomputation.rules.js";
import { recomputationEvent, ServiceLevelEventType } from "./service-level.events.js";
import { type RulesInForce, serviceLevelRules } from "./service-level.settings.js";
import { recordTargetsChanged, recordVerdicts } from "./target.events.js";
import { targetsDiffer } from "./ticket-clock.js";
import { type ClockEvent, fromHistory, ledger, readHistories, verdictsOf } from "./ticket-history.js";

/** A change of one setting, from an instant in the past on. */
export interface PastChange {
  /** It must be given; null is refused. */
  effectiveFrom: Date | null;
  calendar: { id: number; version: number; facts: CalendarFacts } | null;
  policy: { id: number; version: number; facts: PolicyFacts } | null;
  assignment: (WantedAssignment & { version: number }) | null;
}

export interface VerdictChange extends VerdictDifference {
  number: number;
}

export interface Preview {
  /** The tickets whose life reaches into the changed time. */
  looked: number;
  /** False when there are more of them than a preview looks at: it has seen the newest. */
  complete: boolean;
  /** The newest tickets first; more than one for a ticket when both its targets change. */
  changes: VerdictChange[];
}

/** A ticket's targets leave a few events each: a transaction of these is well below what one may record. */
const TICKETS_AT_A_TIME = 60;
const READ_AT_A_TIME = 500;
/** Somebody waits for a preview. */
const MOST_PREVIEWED = 50_000;
const BEYOND_ALL = 2 ** 32 - 1;

/**
 * Changes of the past. What was true stays in the log: verdicts that come out otherwise are recorded anew, and the last
 * ones count. Tickets are judged again some at a time, each lot one transaction that also notes how far it has come:
 * whichever server finds the timer goes on there.
 */
export class Recomputations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly settings: { calendars: Calendars; policies: Policies; assignments: CalendarAssignments },
  ) {}

  /** What a change would do, had it been made now. Nothing is changed: it is tried, and rolled back. */
  async preview(actor: Actor, change: PastChange): Promise<Preview> {
    const { rules, now, from } = await this.tried(actor, change);
    const preview: Preview = { looked: 0, complete: false, changes: [] };
    for (let before = BEYOND_ALL; preview.looked < MOST_PREVIEWED; ) {
      const numbers = await newest(this.dataSource, from, before);
      if (numbers.length === 0) return { ...preview, complete: true };
      for (const [number, history] of await readHistories(this.dataSource, numbers)) {
        const differences = differencesBy(history, rules, now);
        preview.changes.push(...differences.map((difference) => ({ number, ...difference })));
      }
      preview.looked += numbers.length;
      before = numbers.at(-1)!;
    }
    return preview;
  }

  /** Makes the change, and has the tickets that it concerns judged again. */
  async start(tx: Transaction, change: PastChange): Promise<number> {
    const since = await this.apply(tx, change);
    const [from] = await tx.query<{ position: number; number: number | null }[]>(
      "SELECT n AS position, (SELECT MAX(number) FROM ticket) AS number FROM log_head WHERE id = 1",
    );
    const upToNumber = from!.number ?? 0;
    const id = await insertRow(tx, "recomputation", {
      startedAt: tx.now,
      startedById: tx.actor.kind === ActorKind.PERSON ? tx.actor.id : null,
      effectiveFrom: since,
      calendarId: change.calendar?.id ?? change.assignment?.calendarId ?? null,
      policyId: change.policy?.id ?? null,
      queueId: change.assignment?.queueId ?? null,
      fromPosition: from!.position,
      upToNumber,
      ticketsToLookAt: await countConcerned(tx, since, upToNumber),
    });
    await schedule(tx, DueKind.RECOMPUTATION, id, tx.now);
    tx.record(recomputationEvent(ServiceLevelEventType.RECOMPUTATION_STARTED, id));
    return id;
  }

  /** The timer of a recomputation under way: its next tickets. */
  async onGoesOn(tx: Transaction, id: number, dueAt: Date): Promise<void> {
    const [recomputation] = await tx.query<Recomputation[]>("SELECT * FROM recomputation WHERE id = ? FOR UPDATE", [
      id,
    ]);
    if (!recomputation || recomputation.endedAt) return;
    const numbers = await next(tx, recomputation);
    const changed = await judgeAgain(tx, numbers, recomputation);
    await tx.query(
      `UPDATE recomputation SET doneNumber = ?, ticketsLookedAt = ticketsLookedAt + ?,
         verdictsChanged = verdictsChanged + ?, endedAt = ? WHERE id = ?`,
      [numbers.at(-1) ?? recomputation.upToNumber, numbers.length, changed, numbers.length === 0 ? tx.now : null, id],
    );
    if (numbers.length === 0) tx.record(recomputationEvent(ServiceLevelEventType.RECOMPUTATION_ENDED, id));
    // The next lot is due right after this one: timers that fell due meanwhile have their turn between them.
    else await schedule(tx, DueKind.RECOMPUTATION, id, new Date(dueAt.getTime() + 1));
  }

  private async tried(actor: Actor, change: PastChange): Promise<Tried> {
    try {
      await this.work.run(actor, async (tx) => {
        const from = await this.apply(tx, change);
        throw new Tried(await serviceLevelRules(tx), from, tx.now.getTime());
      });
    } catch (error) {
      if (error instanceof Tried) return error;
      throw error;
    }
    throw new Error("A change that was to be tried has been made");
  }

  private async apply(tx: Transaction, { effectiveFrom, calendar, policy, assignment }: PastChange): Promise<Date> {
    const { calendars, policies, assignments } = this.settings;
    if ([calendar, policy, assignment].filter((each) => each !== null).length !== 1) {
      refuse(new InvalidInput([new InvalidField("input", "ONE_OF")]));
    }
    const dating = { effectiveFrom, past: true };
    const from = effectiveDate(tx, dating);
    if (calendar) await calendars.update(tx, calendar.id, calendar.version, calendar.facts, dating);
    if (policy) await policies.update(tx, policy.id, policy.version, policy.facts, dating);
    if (assignment) await assignments.assign(tx, assignment.version, assignment, dating);
    return from;
  }
}

/** Ends the transaction in which a change was tried, with what it would have made of the rules. */
class Tried extends Error {
  constructor(
    readonly rules: RulesInForce,
    readonly from: Date,
    readonly now: number,
  ) {
    super("Tried, and rolled back");
  }
}

/** The tickets whose life reaches into the time since then: what is over before is what it was. */
const CONCERNED = "(updatedAt >= ? OR state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING'))";

async function newest(sql: Sql, since: Date, before: number): Promise<number[]> {
  const rows = await sql.query<{ number: number }[]>(
    `SELECT number FROM ticket WHERE number < ? AND ${CONCERNED} ORDER BY number DESC LIMIT ?`,
    [before, since, READ_AT_A_TIME],
  );
  return rows.map(({ number }) => number);
}

async function next(sql: Sql, { effectiveFrom, doneNumber, upToNumber }: Recomputation): Promise<number[]> {
  const rows = await sql.query<{ number: number }[]>(
    `SELECT number FROM ticket WHERE number > ? AND number <= ? AND ${CONCERNED} ORDER BY number LIMIT ?`,
    [doneNumber, upToNumber, effectiveFrom, TICKETS_AT_A_TIME],
  );
  return rows.map(({ number }) => number);
}

async function countConcerned(sql: Sql, since: Date, upTo: number): Promise<number> {
  const [row] = await sql.query<{ count: number }[]>(
    `SELECT COUNT(*) AS count FROM ticket WHERE number <= ? AND ${CONCERNED}`,
    [upTo, since],
  );
  return Number(row!.count);
}

/** What a history's verdicts would be by these rules, against those recorded in it. */
function differencesBy(history: readonly ClockEvent[], rules: RulesInForce, until: number): VerdictDifference[] {
  return differencesOf(verdictsOf(history), ledger(history, rules, until));
}

/**
 * Judges tickets again, in the order of their numbers. How many verdicts that changes is counted from what the log said
 * when the recomputation began: whoever acts on a ticket before its turn has it judged by the changed rules already.
 */
async function judgeAgain(tx: Transaction, numbers: readonly number[], since: Recomputation): Promise<number> {
  if (numbers.length === 0) return 0;
  const tickets = [];
  for (const number of numbers) tickets.push((await lockTicket(tx, number))!);
  const rules = await serviceLevelRules(tx);
  const histories = await readHistories(tx, numbers);
  let changed = 0;
  for (const ticket of tickets) {
    const history = histories.get(ticket.number)!;
    const then = history.filter(({ position }) => position <= Number(since.fromPosition));
    if (then.length > 0) changed += differencesBy(then, rules, since.startedAt.getTime()).length;
    if (OPEN_STATES.includes(ticket.state)) await setOn(tx, ticket, rules);
    else await correct(tx, ticket, history, rules);
  }
  return changed;
}

/** Who is found late while there is still something to be done is late for all that follows from it, as for the watch. */
async function setOn(tx: Transaction, ticket: Ticket, rules: RulesInForce): Promise<void> {
  const acted = new ActedTicket(tx, { actor: SYSTEM, viewer: null }, ticket, rules);
  await acted.bringUpToDate();
  if (!ticket.clockAsleep) acted.passTime(tx.now);
  await acted.save();
}

/** What is over is judged otherwise, and nothing follows from it any more. */
async function correct(
  tx: Transaction,
  ticket: Ticket,
  history: readonly ClockEvent[],
  rules: RulesInForce,
): Promise<void> {
  const { ticket: judged, verdicts } = fromHistory(ticket, history, rules, tx.now.getTime());
  if (verdicts.length > 0) recordVerdicts(tx, ticket, judged, verdicts, rules);
  else if (targetsDiffer(ticket, judged)) recordTargetsChanged(tx, ticket, judged);
  await saveTicket(tx, ticket, judged);
}
