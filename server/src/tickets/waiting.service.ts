import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { schedule, unschedule } from "../platform/jobs/timers.js";
import { type ActedTicket, type ActOutcome, actOn, type ReasonedCommand, reasonRequired } from "./acting.js";
import type { Mailing } from "./collaborators.js";
import { publicMessage } from "./conversation.service.js";
import { isImport, type Party } from "./party.js";
import { TicketAct } from "./ticket.act.js";
import { TicketState, WaitingFor } from "./ticket.entity.js";
import { TicketEventType } from "./ticket.events.js";
import { insertText, lockTicket } from "./ticket.rows.js";

export interface WaitCommand extends ReasonedCommand {
  waitFor: WaitingFor;
  until: Date | null;
  /** The public message that asks the requester for what is missing. */
  message: string | null;
}

export class Waiting {
  constructor(private readonly mailing: Mailing) {}

  /** Stops the work for a named cause. Who waits for the requester tells them what for. */
  async wait(tx: Transaction, party: Party, command: WaitCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.WAIT, async (acted) => {
      if (!isImport(party)) demandWhatItNeeds(command, tx.now);
      if (command.message) await publicMessage(acted, command.message, this.mailing);
      await startWaiting(acted, command.waitFor, command.until, command.reason);
    });
  }

  async resume(tx: Transaction, party: Party, command: ReasonedCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.RESUME, async (acted) => {
      await resumeStep(acted, { textId: await insertText(tx, command.reason) });
    });
  }

  /** The timer of a ticket that waits until a date: it resumes at that date, however late the desk looks. */
  async onWaitingEnds(tx: Transaction, number: number, dueAt: Date): Promise<void> {
    const ticket = await lockTicket(tx, number);
    if (ticket?.state !== TicketState.WAITING || ticket.waitingUntil?.getTime() !== dueAt.getTime()) return;
    await actOn(
      tx,
      { actor: tx.actor, viewer: null },
      { number, version: null, key: null },
      TicketAct.RESUME,
      async (acted) => resumeStep(acted, { occurredAt: dueAt }),
    );
  }
}

function demandWhatItNeeds({ waitFor, until, message, reason }: WaitCommand, now: Date): void {
  const fields: InvalidField[] = [];
  if (waitFor === WaitingFor.REQUESTER && !message) fields.push(new InvalidField("input.message", "REQUIRED"));
  if (waitFor === WaitingFor.DATE && !until) fields.push(new InvalidField("input.until", "REQUIRED"));
  if (until && until <= now) fields.push(new InvalidField("input.until", "DATE"));
  if (fields.length > 0) refuse(new InvalidInput(fields));
  if (waitFor === WaitingFor.THIRD_PARTY && !reason && !message) reasonRequired();
}

export async function startWaiting(
  acted: ActedTicket,
  waitFor: WaitingFor,
  until: Date | null,
  reason: string | null,
): Promise<void> {
  const textId = await insertText(acted.tx, reason);
  acted.step(
    TicketEventType.WAITING_STARTED,
    TicketAct.WAIT,
    { state: TicketState.WAITING, waitingFor: waitFor, waitingUntil: until },
    { textId },
  );
  if (until) await schedule(acted.tx, DueKind.WAITING_ENDS, acted.ticket.number, until);
}

/** Forgets the date until which the ticket waited; whoever calls this moves it out of WAITING. */
export async function endWaiting(acted: ActedTicket): Promise<void> {
  if (acted.ticket.waitingUntil) await unschedule(acted.tx, DueKind.WAITING_ENDS, acted.ticket.number);
}

/** One step: back to work, with whoever had it. */
export async function resumeStep(
  acted: ActedTicket,
  details: { textId?: number | null; occurredAt?: Date } = {},
): Promise<void> {
  await endWaiting(acted);
  const state = acted.ticket.assigneeId === null ? TicketState.OPEN : TicketState.IN_PROGRESS;
  acted.step(TicketEventType.RESUMED, TicketAct.RESUME, { state, waitingFor: null, waitingUntil: null }, details);
}
