import type { DataSource } from "typeorm";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { type Actor, ActorKind } from "../platform/events/actor.js";
import { InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { schedule } from "../platform/jobs/timers.js";
import { Stretch } from "../platform/live/stretch.js";
import type { Calendars } from "./calendar.service.js";
import type { CalendarAssignments, WantedAssignment } from "./calendar-assignment.service.js";
import type { CalendarFacts } from "./calendar-facts.rules.js";
import { countConcerned, newestConcerned } from "./concerned-tickets.rows.js";
import { effectiveDate } from "./effective-version.service.js";
import { judgeNext, LOOKED_AT_A_TIME } from "./judging-again.service.js";
import type { Policies } from "./policy.service.js";
import type { PolicyFacts } from "./policy-facts.rules.js";
import type { Recomputation } from "./recomputation.entity.js";
import { differencesOf, type VerdictDifference } from "./recomputation.rules.js";
import { recomputationEvent, ServiceLevelEventType } from "./service-level.events.js";
import { type RulesInForce, serviceLevelRules } from "./service-level.settings.js";
import { readHistories, reckoning, verdictsOf } from "./ticket-history.js";

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

/** Somebody waits for a preview. */
const MOST_PREVIEWED = 50_000;

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
    const concerned = await newestConcerned(this.dataSource, from, MOST_PREVIEWED + 1);
    const looked = Math.min(concerned.length, MOST_PREVIEWED);
    const changes: VerdictChange[] = [];
    const stretch = new Stretch();
    for (let start = 0; start < looked; start += LOOKED_AT_A_TIME) {
      const numbers = concerned.slice(start, Math.min(start + LOOKED_AT_A_TIME, looked));
      for (const [number, history] of await readHistories(this.dataSource, numbers)) {
        const differences = differencesOf(verdictsOf(history), reckoning(history, rules, now));
        changes.push(...differences.map((difference) => ({ number, ...difference })));
        if (stretch.isOver) await stretch.breakOff();
      }
    }
    return { looked, complete: looked === concerned.length, changes };
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
    const { done, looked, changed } = await judgeNext(tx, recomputation);
    const ended = looked === 0;
    await tx.query(
      `UPDATE recomputation SET doneNumber = ?, ticketsLookedAt = ticketsLookedAt + ?,
         verdictsChanged = verdictsChanged + ?, endedAt = ? WHERE id = ?`,
      [done, looked, changed, ended ? tx.now : null, id],
    );
    if (ended) tx.record(recomputationEvent(ServiceLevelEventType.RECOMPUTATION_ENDED, id));
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
