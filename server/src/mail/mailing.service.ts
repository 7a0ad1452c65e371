import { randomUUID } from "node:crypto";
import { deskSettings } from "../desk/desk.settings.js";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { ActorKind } from "../platform/events/actor.js";
import { type Ticket, TicketState, WaitingFor } from "../tickets/ticket.entity.js";
import { composeMail, type MailFacts } from "./mail-text.rules.js";
import { MailKind, OutboxState, type RequesterMail } from "./outbox.entity.js";

export interface MailRequest {
  kind: RequesterMail;
  /** The ticket as the act leaves it. */
  ticket: Ticket;
  /** What a person wrote to the requester. */
  text?: string;
}

/** Writes mails to requesters, in the transaction of the change they tell of; the outbox's sender sends them. */
export class Mailing {
  private readonly host: string;

  /** `publicUrl`: the desk's own address, whose host every Message-ID carries. */
  constructor(publicUrl: string) {
    this.host = new URL(publicUrl).hostname;
  }

  async queue(tx: Transaction, { kind, ticket, text }: MailRequest): Promise<void> {
    const address = await firstAddress(tx, ticket.requesterId);
    const facts = await this.facts(tx, kind, ticket, text);
    const { subject, body } = composeMail(facts);
    await insertRow(tx, "outbox", {
      kind,
      state: address === null ? OutboxState.SKIPPED : OutboxState.WAITING,
      ticketNumber: ticket.number,
      personId: ticket.requesterId,
      address,
      language: facts.language,
      subject,
      body,
      messageId: `<ticket-${ticket.number}.${randomUUID()}@${this.host}>`,
      // The first mail of a ticket answers none.
      inReplyTo: kind === MailKind.ACKNOWLEDGEMENT ? null : await lastMessageId(tx, ticket.number),
      createdAt: tx.now,
      notBefore: tx.now,
    });
  }

  private async facts(tx: Transaction, kind: RequesterMail, ticket: Ticket, text?: string): Promise<MailFacts> {
    const desk = await deskSettings(tx);
    const { resolutionCode, resolvedAt, closedAt } = ticket;
    return {
      kind,
      language: ticket.language === "en" ? "en" : "fr",
      deskName: desk.name,
      timeZone: desk.timeZone,
      ticket,
      text: text ?? null,
      author: await authorName(tx),
      awaitsAnswer: ticket.state === TicketState.WAITING && ticket.waitingFor === WaitingFor.REQUESTER,
      resolution: resolutionCode ? { code: resolutionCode, solution: ticket.solution ?? "" } : null,
      resolvedEarlierAt: resolvedAt && closedAt && resolvedAt < closedAt ? resolvedAt : null,
      bySilence: tx.actor.kind === ActorKind.SYSTEM,
      reopenableUntil: ticket.reopenableUntil,
      now: tx.now,
    };
  }
}

export async function firstAddress(tx: Transaction, personId: number): Promise<string | null> {
  const [row] = await tx.query<{ value: string }[]>(
    "SELECT value FROM address WHERE personId = ? AND kind = 'EMAIL' ORDER BY id LIMIT 1",
    [personId],
  );
  return row?.value ?? null;
}

/** The mail that the next one follows in the requester's mailbox. */
async function lastMessageId(tx: Transaction, ticketNumber: number): Promise<string | null> {
  const [row] = await tx.query<{ messageId: string }[]>(
    "SELECT messageId FROM outbox WHERE ticketNumber = ? AND state <> 'SKIPPED' AND kind <> 'BREACH' ORDER BY id DESC LIMIT 1",
    [ticketNumber],
  );
  return row?.messageId ?? null;
}

async function authorName(tx: Transaction): Promise<string | null> {
  if (tx.actor.kind !== ActorKind.PERSON || tx.actor.id === null) return null;
  const [row] = await tx.query<{ displayName: string }[]>("SELECT displayName FROM person WHERE id = ?", [tx.actor.id]);
  return row?.displayName ?? null;
}
