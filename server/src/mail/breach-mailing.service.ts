import { randomUUID } from "node:crypto";
import { deskSettings } from "../desk/desk.settings.js";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { TargetKind } from "../service-levels/service-level.model.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { composeBreachMail } from "./breach-mail.rules.js";
import { MailKind, OutboxState } from "./outbox.entity.js";

interface Answering {
  id: number;
  language: string;
  address: string | null;
}

/** Writes to whoever answers for a ticket that has missed a target, in the transaction that found it out. */
export class BreachMailing {
  constructor(private readonly publicUrl: string) {}

  async queue(tx: Transaction, ticket: Ticket, target: TargetKind, dueAt: Date): Promise<void> {
    const answering = await answeringFor(tx, ticket);
    if (answering.length === 0) return;
    const { name: deskName, timeZone } = await deskSettings(tx);
    const assignee = await nameOf(tx, ticket.assigneeId);
    const { number, subject, priority } = ticket;
    for (const { id: personId, address, language: theirs } of answering) {
      const language = theirs === "en" ? "en" : "fr";
      const url = new URL(`/tickets/${number}`, this.publicUrl).href;
      const facts = { language, deskName, timeZone, number, subject, target, dueAt, priority, assignee, url } as const;
      await insertRow(tx, "outbox", {
        kind: MailKind.BREACH,
        state: address === null ? OutboxState.SKIPPED : OutboxState.WAITING,
        ticketNumber: number,
        personId,
        address,
        language,
        ...composeBreachMail(facts),
        messageId: `<breach-${number}.${randomUUID()}@${new URL(this.publicUrl).hostname}>`,
        inReplyTo: null,
        createdAt: tx.now,
        notBefore: tx.now,
      });
    }
  }
}

/**
 * Whoever has it, and the supervisors of its team; where it has none, those of the desk. Nobody is told of a ticket that
 * they may not read.
 */
async function answeringFor(tx: Transaction, { teamId, compartmentId, assigneeId }: Ticket): Promise<Answering[]> {
  const rows = await tx.query<(Answering & { ofTeam: number; supervises: number })[]>(
    `SELECT p.id, p.language,
       (SELECT a.value FROM address a WHERE a.personId = p.id AND a.kind = 'EMAIL' ORDER BY a.id LIMIT 1) AS address,
       EXISTS (SELECT 1 FROM membership m WHERE m.personId = p.id AND m.teamId = ?) AS ofTeam,
       r.personId IS NOT NULL AS supervises
     FROM person p LEFT JOIN person_role r ON r.personId = p.id AND r.role = 'SUPERVISOR'
     JOIN compartment c ON c.id = ? AND c.kind = 'DESK'
     WHERE p.active = 1 AND (r.personId IS NOT NULL OR p.id = ?) ORDER BY p.id`,
    [teamId, compartmentId, assigneeId],
  );
  const ofTeam = rows.filter((each) => Number(each.supervises) === 1 && Number(each.ofTeam) === 1);
  const supervisors = ofTeam.length > 0 ? ofTeam : rows.filter(({ supervises }) => Number(supervises) === 1);
  return rows.filter((each) => each.id === assigneeId || supervisors.includes(each));
}

async function nameOf(tx: Transaction, personId: number | null): Promise<string | null> {
  if (personId === null) return null;
  const [row] = await tx.query<{ displayName: string }[]>("SELECT displayName FROM person WHERE id = ?", [personId]);
  return row?.displayName ?? null;
}
