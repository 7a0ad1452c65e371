import { createHash } from "node:crypto";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { NewEvent } from "../platform/events/new-event.js";
import { IdempotencyKeyReused, InvalidField, InvalidInput, NotPermitted, refuse } from "../platform/graphql/problem.js";
import type { Verdict } from "../service-levels/service-level.model.js";
import type { RulesInForce } from "../service-levels/service-level.settings.js";
import { recordTargetsChanged, recordVerdicts } from "../service-levels/target.events.js";
import { answerable, changed, isOutdated, owed, owing, passed, targetsDiffer } from "../service-levels/ticket-clock.js";
import {
  asClockEvent,
  fromHistory,
  type Restatement,
  readHistories,
  restatementOf,
  writeElapsed,
} from "../service-levels/ticket-history.js";
import { missedSince } from "./history.loader.js";
import { type Obstacle, obstacleTo } from "./lifecycle.rules.js";
import { offeredActs } from "./offered-acts.js";
import { isImport, type Party } from "./party.js";
import type { TicketAct } from "./ticket.act.js";
import type { Ticket } from "./ticket.entity.js";
import {
  FIRST_AT_LEVEL,
  FIRST_OF_TICKET,
  type TicketEventDetails,
  type TicketEventType,
  ticketEvent,
} from "./ticket.events.js";
import { denialOf, isVisibleTo, takesCharge } from "./ticket.policy.js";
import { ActNotPossible, TicketChangedMeanwhile, TicketNotFound } from "./ticket.problems.js";
import { lockClockedTicket, saveTicket } from "./ticket.rows.js";

/** What every act on an existing ticket says. */
export interface ActCommand {
  number: number;
  /** The version it was decided on; null: whatever it is (timers, imports, a word added anyway). */
  version: number | null;
  /** The caller's idempotency key; null for the desk itself. */
  key: string | null;
}

/** An act for which somebody may have to say why. */
export interface ReasonedCommand extends ActCommand {
  reason: string | null;
}

export function reasonRequired(): never {
  return refuse(new InvalidInput([new InvalidField("input.reason", "REQUIRED")]));
}

/** What an act made: the ticket it concerns, and the cause by which its events are found. */
export interface ActOutcome {
  number: number;
  causeId: Buffer;
  /**
   * As the act left it, but for its position: that is the commit's. Null when it has to be read: an earlier try of the
   * same request did the act, or the transaction's last event is another ticket's.
   */
  ticket: Ticket | null;
}

/**
 * A ticket in the middle of an act. Each step is one entry of its history: it takes the changes, raises the version,
 * sets the service levels' clock on, and records the event with the facts before and after.
 */
export class ActedTicket {
  private readonly original: Ticket;
  private readonly recorded: NewEvent[] = [];
  /** Whether a target found missed now has consequences: not in an import, nor for a past that was never watched. */
  private readonly answersForBreaches: boolean;
  /** A step lies before what the clock has accounted for: the history has to be gone through again. */
  private late = false;

  constructor(
    readonly tx: Transaction,
    readonly party: Party,
    private current: Ticket,
    readonly rules: RulesInForce,
  ) {
    this.original = current;
    this.answersForBreaches = !isImport(party) && !current.clockAsleep && current.clockAt !== null;
  }

  get ticket(): Ticket {
    return this.current;
  }

  get now(): Date {
    return this.tx.now;
  }

  step(type: TicketEventType, act: TicketAct | null, changes: Partial<Ticket>, details: TicketEventDetails = {}): void {
    const at = details.occurredAt ?? this.now;
    this.passTime(at);
    const before = this.current;
    const charge = act !== null && takesCharge(act, before, this.party) ? this.charge(before) : 0;
    const after: Ticket = { ...before, ...changes, version: before.version + 1, updatedAt: this.now };
    if (charge & FIRST_OF_TICKET) after.takenInChargeAt = this.now;
    if (after.level !== before.level) after.takenAtLevelAt = null;
    else if (charge & FIRST_AT_LEVEL) after.takenAtLevelAt = this.now;
    const verdicts = this.change(before, after, at);
    const { clockMs: businessMs } = this.current;
    this.record(ticketEvent(type, before, this.current, { takesCharge: charge, businessMs, ...details }));
    this.recorded.push(...recordVerdicts(this.tx, this.current, this.current, verdicts));
  }

  /** What time alone has done to the targets, up to an instant, comes before whatever is done then. */
  passTime(until: Date): void {
    const before = this.current;
    if (before.clockAt !== null && until <= before.clockAt) return;
    const woken = before.clockAsleep && !isImport(this.party) ? { ...before, clockAsleep: false } : before;
    const { ticket, verdicts } = passed(woken, until, this.rules);
    this.found(before, ticket, verdicts);
  }

  /** Time goes on for it: what it has slept through is the next to be found out. */
  wake(): void {
    this.current = { ...this.current, clockAsleep: false };
  }

  /** A clock that goes by rules of yesterday, or that was never set, is computed anew from the history. */
  async bringUpToDate(): Promise<void> {
    const before = this.current;
    if (!isOutdated(before, this.rules)) return;
    const history = await this.history();
    const { ticket, verdicts, elapsedAt } = fromHistory(before, history, this.rules, before.clockAt?.getTime() ?? 0);
    if (before.clockAt === null) await writeElapsed(this.tx, history, elapsedAt);
    this.found(before, ticket, verdicts, restatementOf(history, elapsedAt));
  }

  /** Refuses the act: the ticket's life does not allow it. */
  notPossible(act: TicketAct, obstacle: Obstacle): never {
    const possible = offeredActs(this.ticket, this.party, this.now);
    return refuse(new ActNotPossible(act, this.ticket.state, obstacle, possible));
  }

  /** Refuses the act unless the ticket's life and the party's rights allow it. */
  demand(act: TicketAct, assigneeId?: number): void {
    const denied = denialOf(act, this.ticket, this.party, assigneeId);
    if (denied) refuse(new NotPermitted(denied));
    this.demandPossible(act);
  }

  /** Refuses the act unless the ticket's life allows it: for steps whose rights the act itself has settled. */
  demandPossible(act: TicketAct): void {
    const obstacle = obstacleTo(act, this.ticket, this.now);
    // An import replays what another system allowed: resolutions of what nobody had qualified, late reopenings.
    const waived = isImport(this.party) && obstacle !== "STATE";
    if (obstacle && !waived) this.notPossible(act, obstacle);
  }

  /** What breaches have for consequence, to be brought about now by whoever takes it. */
  takeOwed(): ReturnType<typeof owed> {
    const before = this.current;
    const acts = owed(before);
    if (acts.length > 0) this.current = passed({ ...before, breachesToAnswer: 0 }, this.now, this.rules).ticket;
    return acts;
  }

  async save(): Promise<void> {
    if (this.late) await this.judgeAgain();
    await saveTicket(this.tx, this.original, this.current);
  }

  private change(before: Ticket, after: Ticket, at: Date): readonly Verdict[] {
    if (before.clockAt !== null && at < before.clockAt) {
      this.late = true;
      this.current = after;
      return [];
    }
    const { ticket, verdicts } = changed(before, after, at, this.rules);
    this.current = this.answersForBreaches ? owing(ticket, verdicts) : ticket;
    return verdicts;
  }

  private found(
    before: Ticket,
    after: Ticket,
    verdicts: readonly Verdict[],
    restatement: Restatement | null = null,
  ): void {
    this.current = this.answersForBreaches ? owing(after, answerable(before, verdicts)) : after;
    const said = recordVerdicts(this.tx, before, this.current, verdicts);
    this.recorded.push(...said);
    const from = said.length > 0 ? this.current : before;
    if (restatement || targetsDiffer(from, this.current)) {
      this.recorded.push(recordTargetsChanged(this.tx, from, this.current, restatement ?? undefined));
    }
  }

  /** What happened earlier than was known takes its place in the history; what does not follow any more is corrected. */
  private async judgeAgain(): Promise<void> {
    const { current, tx, rules } = this;
    const written = this.recorded.map((event, index) => asClockEvent(event, index, tx.now));
    const history = [...(await this.history()), ...written];
    const { ticket, verdicts, elapsedAt } = fromHistory(current, history, rules, current.clockAt!.getTime());
    this.recorded.forEach((event, index) => {
      event.businessMs = elapsedAt.get(written[index]!.position) ?? event.businessMs;
    });
    this.recorded.at(-1)!.serviceLevelAfter = ticket.serviceLevelState;
    this.current = this.answersForBreaches ? owing(ticket, answerable(current, verdicts)) : ticket;
    this.recorded.push(...recordVerdicts(tx, this.current, this.current, verdicts));
  }

  private async history() {
    const { number } = this.current;
    return (await readHistories(this.tx, [number])).get(number)!;
  }

  private record(event: NewEvent): void {
    this.recorded.push(event);
    this.tx.record(event);
  }

  private charge(before: Ticket): number {
    const ofTicket = before.takenInChargeAt === null ? FIRST_OF_TICKET : 0;
    return ofTicket | (before.takenAtLevelAt === null ? FIRST_AT_LEVEL : 0);
  }
}

/**
 * The frame of every act on a ticket: lock it, answer a retry with what the first try made, refuse what the party may
 * not see, what was decided on another version and what is illegal, then let the act take its steps and save.
 */
export async function actOn(
  tx: Transaction,
  party: Party,
  command: ActCommand,
  act: TicketAct,
  body: (acted: ActedTicket) => Promise<void>,
  options: { assigneeId?: number } = {},
): Promise<ActOutcome> {
  const locked = await lockClockedTicket(tx, command.number);
  if (!locked || (party.viewer && !isVisibleTo(party.viewer, locked.ticket))) return refuse(new TicketNotFound());
  const { ticket, rules } = locked;
  const earlier = await earlierOutcome(tx, party, act, command);
  if (earlier) return earlier;

  const acted = new ActedTicket(tx, party, ticket, rules);
  if (command.version !== null && command.version !== ticket.version) {
    const missed = await missedSince(tx, ticket, command.version, party.viewer);
    return refuse(new TicketChangedMeanwhile(ticket, missed));
  }
  acted.demand(act, options.assigneeId);
  await acted.bringUpToDate();
  await body(acted);
  await acted.save();
  return remember(tx, party, act, command, acted.ticket);
}

/** What the same request made before; refuses when the key was used for another one. */
export async function earlierOutcome(
  tx: Transaction,
  party: Party,
  act: string,
  command: { key: string | null },
): Promise<ActOutcome | null> {
  if (command.key === null) return null;
  const [row] = await tx.query<{ requestHash: Buffer; ticketNumber: number; causeId: Buffer }[]>(
    "SELECT requestHash, ticketNumber, causeId FROM idempotency WHERE actorKind = ? AND actorId = ? AND `key` = ?",
    [party.actor.kind, party.actor.id ?? 0, command.key],
  );
  if (!row) return null;
  if (!row.requestHash.equals(hashOf(act, command))) refuse(new IdempotencyKeyReused());
  return { number: row.ticketNumber, causeId: row.causeId, ticket: null };
}

/** Keeps what this request made, for a retry of it. */
export async function remember(
  tx: Transaction,
  party: Party,
  act: string,
  command: { key: string | null },
  ticket: Ticket,
): Promise<ActOutcome> {
  if (command.key !== null) {
    await insertRow(tx, "idempotency", {
      actorKind: party.actor.kind,
      actorId: party.actor.id ?? 0,
      key: command.key,
      requestHash: hashOf(act, command),
      ticketNumber: ticket.number,
      causeId: tx.causeId,
      createdAt: tx.now,
    });
  }
  return { number: ticket.number, causeId: tx.causeId, ticket };
}

function hashOf(act: string, command: object): Buffer {
  return createHash("sha256").update(act).update(JSON.stringify(command)).digest();
}
