import { MailKind } from "../mail/outbox.entity.js";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import { appendTicketText } from "../search/ticket-index.js";
import { type ActCommand, type ActedTicket, type ActOutcome, actOn } from "./acting.js";
import type { Mailing } from "./collaborators.js";
import { isOpen, isReopenable } from "./lifecycle.rules.js";
import { isImport, type Party, personOf } from "./party.js";
import type { Recording } from "./recording.service.js";
import { reopenStep } from "./resolution.service.js";
import { TicketAct } from "./ticket.act.js";
import { Audience, type InterventionMeans, type Ticket, TicketState, WaitingFor } from "./ticket.entity.js";
import { TicketEventType } from "./ticket.events.js";
import { speaksAsRequester } from "./ticket.policy.js";
import { insertText } from "./ticket.rows.js";
import { resumeStep, startWaiting } from "./waiting.service.js";

export interface ReplyCommand extends ActCommand {
  text: string;
  /** Wait for the requester's answer in the same act. */
  wait: boolean;
}

export interface NoteCommand extends ActCommand {
  text: string;
}

export interface InterveneCommand extends ActCommand {
  means: InterventionMeans;
  minutes: number;
  startedAt: Date | null;
  note: string | null;
}

export interface ChaseCommand extends ActCommand {
  note: string | null;
}

export interface PromiseNewsCommand extends ActCommand {
  at: Date;
}

/** Words on a ticket: public replies, internal notes, work logged, news promised and asked for. */
export class Conversation {
  constructor(
    private readonly mailing: Mailing,
    private readonly recording: Recording,
  ) {}

  /**
   * A public reply. The desk's is mailed to the requester; the requester's resumes a ticket that waits for it, reopens
   * a resolved one within its window, and past it opens a follow-up ticket, which is then the outcome.
   */
  async reply(tx: Transaction, party: Party, command: ReplyCommand): Promise<ActOutcome> {
    let followUp: Ticket | null = null;
    const outcome = await actOn(tx, party, command, TicketAct.REPLY, async (acted) => {
      if (!speaksAsRequester(acted.ticket, party)) {
        await publicMessage(acted, command.text, this.mailing);
        if (command.wait) await this.waitForAnswer(acted);
      } else if (isOpen(acted.ticket.state) || isReopenable(acted.ticket, tx.now)) {
        await requesterMessage(acted, command.text);
      } else {
        followUp = await this.recording.followUp(acted, command.text);
      }
    });
    const continued = followUp as Ticket | null;
    return continued ? { ...outcome, number: continued.number } : outcome;
  }

  async note(tx: Transaction, party: Party, command: NoteCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.NOTE, async (acted) => {
      const messageId = await insertMessage(acted, Audience.INTERNAL, command.text);
      acted.step(TicketEventType.NOTED, TicketAct.NOTE, {}, { messageId, audience: Audience.INTERNAL });
    });
  }

  /** Work done on the ticket, with the minutes it took. */
  async intervene(tx: Transaction, party: Party, command: InterveneCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.INTERVENE, async (acted) => {
      await interventionStep(acted, command);
    });
  }

  /** The requester asks where their request stands: counted. */
  async chase(tx: Transaction, party: Party, command: ChaseCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.CHASE, async (acted) => {
      const textId = await insertText(tx, command.note);
      const chasingCount = acted.ticket.chasingCount + 1;
      acted.step(TicketEventType.CHASED, TicketAct.CHASE, { chasingCount }, { textId });
    });
  }

  /** The desk promises the next news by a date. */
  async promiseNews(tx: Transaction, party: Party, command: PromiseNewsCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.PROMISE_NEWS, async (acted) => {
      if (command.at <= tx.now) refuse(new InvalidInput([new InvalidField("input.at", "DATE")]));
      acted.step(TicketEventType.NEWS_PROMISED, TicketAct.PROMISE_NEWS, { nextNewsAt: command.at });
    });
  }

  private async waitForAnswer(acted: ActedTicket): Promise<void> {
    acted.demand(TicketAct.WAIT);
    await startWaiting(acted, WaitingFor.REQUESTER, null, null);
  }
}

/** One step: a public message of the desk, mailed to the requester. */
export async function publicMessage(acted: ActedTicket, text: string, mailing: Mailing): Promise<void> {
  const messageId = await insertMessage(acted, Audience.PUBLIC, text);
  await appendTicketText(acted.tx, acted.ticket.number, text);
  const first = acted.ticket.firstReplyAt ?? acted.now;
  acted.step(
    TicketEventType.REPLIED,
    TicketAct.REPLY,
    { firstReplyAt: first, nextNewsAt: null },
    { messageId, audience: Audience.PUBLIC },
  );
  if (!isImport(acted.party)) await mailing.queue(acted.tx, { kind: MailKind.REPLY, ticket: acted.ticket, text });
}

/** The requester's word, and what it sets in motion. */
async function requesterMessage(acted: ActedTicket, text: string): Promise<void> {
  const messageId = await insertMessage(acted, Audience.PUBLIC, text);
  await appendTicketText(acted.tx, acted.ticket.number, text);
  acted.step(TicketEventType.REPLIED, TicketAct.REPLY, {}, { messageId, audience: Audience.PUBLIC });
  const { state, waitingFor } = acted.ticket;
  if (state === TicketState.WAITING && waitingFor === WaitingFor.REQUESTER) await resumeStep(acted);
  else if (!isOpen(state)) await reopenStep(acted, null);
}

export async function interventionStep(
  acted: ActedTicket,
  work: { means: InterventionMeans; minutes: number; startedAt: Date | null; note: string | null },
): Promise<void> {
  const startedAt = work.startedAt ?? new Date(acted.now.getTime() - work.minutes * 60_000);
  await insertRow(acted.tx, "intervention", {
    ticketNumber: acted.ticket.number,
    personId: personOf(acted.party),
    means: work.means,
    minutes: work.minutes,
    startedAt,
    note: work.note,
  });
  const { means, minutes } = work;
  acted.step(TicketEventType.INTERVENED, TicketAct.INTERVENE, {}, { means, minutes });
}

async function insertMessage(acted: ActedTicket, audience: Audience, text: string): Promise<number> {
  return insertRow(acted.tx, "message", {
    ticketNumber: acted.ticket.number,
    authorId: personOf(acted.party),
    authorKind: acted.party.actor.kind,
    audience,
    text,
    createdAt: acted.now,
  });
}
