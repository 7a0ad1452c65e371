import { createHash } from "node:crypto";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { IdempotencyKeyReused, NotPermitted, refuse } from "../platform/graphql/problem.js";
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
import { lockTicket, saveTicket } from "./ticket.rows.js";

/** What every act on an existing ticket says. */
export interface ActCommand {
  number: number;
  /** The version it was decided on; null: whatever it is (timers, imports, a word added anyway). */
  version: number | null;
  /** The caller's idempotency key; null for the desk itself. */
  key: string | null;
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
 * and records the event with the facts before and after.
 */
export class ActedTicket {
  private readonly original: Ticket;

  constructor(
    readonly tx: Transaction,
    readonly party: Party,
    private current: Ticket,
  ) {
    this.original = current;
  }

  get ticket(): Ticket {
    return this.current;
  }

  get now(): Date {
    return this.tx.now;
  }

  step(type: TicketEventType, act: TicketAct | null, changes: Partial<Ticket>, details: TicketEventDetails = {}): void {
    const before = this.current;
    const charge = act !== null && takesCharge(act, before, this.party) ? this.charge(before) : 0;
    const after: Ticket = { ...before, ...changes, version: before.version + 1, updatedAt: this.now };
    if (charge & FIRST_OF_TICKET) after.takenInChargeAt = this.now;
    if (after.level !== before.level) after.takenAtLevelAt = null;
    else if (charge & FIRST_AT_LEVEL) after.takenAtLevelAt = this.now;
    this.current = after;
    this.tx.record(ticketEvent(type, before, after, { takesCharge: charge, ...details }));
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

  async save(): Promise<void> {
    await saveTicket(this.tx, this.original, this.current);
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
  const ticket = await lockTicket(tx, command.number);
  if (!ticket || (party.viewer && !isVisibleTo(party.viewer, ticket))) return refuse(new TicketNotFound());
  const earlier = await earlierOutcome(tx, party, act, command);
  if (earlier) return earlier;

  const acted = new ActedTicket(tx, party, ticket);
  if (command.version !== null && command.version !== ticket.version) {
    const missed = await missedSince(tx, ticket, command.version, party.viewer);
    return refuse(new TicketChangedMeanwhile(ticket, missed));
  }
  acted.demand(act, options.assigneeId);
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
