import type { DataSource } from "typeorm";
import { hashOfSecret } from "../../src/platform/auth/secret.js";
import { UnitOfWork } from "../../src/platform/database/unit-of-work.js";
import { SYSTEM } from "../../src/platform/events/actor.js";
import { toGlobalId } from "../../src/platform/graphql/node-id.js";
import { stampedTables } from "../../src/stamped-tables.js";
import {
  Channel,
  Nature,
  NO_CLOCK,
  Priority,
  Scale,
  type Ticket,
  TicketKind,
  TicketState,
} from "../../src/tickets/ticket.entity.js";
import { TicketEventType, ticketEvent } from "../../src/tickets/ticket.events.js";
import { insertTicket, saveTicket } from "../../src/tickets/ticket.rows.js";

export const QUEUE = 1;
export const APPLICATION = 1;

/** The k-th of several views of the same tickets, each a group of its own. */
export function viewOf(group: number): object {
  return {
    queues: [toGlobalId("Queue", QUEUE)],
    open: true,
    ...(group === 0 ? {} : { applications: [APPLICATION, 1_000 + group].map((id) => toGlobalId("Application", id)) }),
  };
}

/** People who are signed in (their cookies' tokens), a queue, an application, a site. */
export async function insertPeople(database: DataSource, count: number): Promise<string[]> {
  await database.query("INSERT INTO site (id, code, name) VALUES (1, 'nantes', 'Centre de Nantes')");
  await database.query("INSERT INTO team (id, code, name, siteId) VALUES (1, 'reseau', 'Réseau et télécoms', 1)");
  await database.query("INSERT INTO queue (id, teamId, level) VALUES (1, 1, 1)");
  await database.query(
    "INSERT INTO application (id, code, name) VALUES (1, 'sirhen', 'Gestion des ressources humaines')",
  );
  const tokens: string[] = [];
  for (let id = 1; id <= count; id++) {
    const token = `bench-${id}-${"x".repeat(30)}`;
    tokens.push(token);
    await database.query(
      "INSERT INTO person (id, displayName, siteId, language, createdAt) VALUES (?, ?, 1, 'fr', UTC_TIMESTAMP(3))",
      [id, `Émilie Technicienne ${id}`],
    );
    await database.query("INSERT INTO person_role (personId, role) VALUES (?, 'TECHNICIAN'), (?, 'MANAGER')", [id, id]);
    await database.query("INSERT INTO membership (personId, teamId, level) VALUES (?, 1, 1)", [id]);
    await database.query(
      "INSERT INTO session (tokenHash, personId, createdAt, expiresAt) VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY)",
      [hashOfSecret(token), id],
    );
  }
  return tokens;
}

/** Makes and changes tickets as the services do, on the log, but ringing nobody's doorbell. */
export class TicketWriter {
  private readonly work: UnitOfWork;

  constructor(dataSource: DataSource) {
    this.work = new UnitOfWork(dataSource, stampedTables, () => undefined);
  }

  /** So many tickets, a hundred in a transaction. */
  async record(count: number, facts: Partial<Ticket> = {}): Promise<number[]> {
    const numbers: number[] = [];
    while (numbers.length < count) {
      const { value } = await this.work.run(SYSTEM, async (tx) => {
        const made: number[] = [];
        for (let i = numbers.length; i < Math.min(count, numbers.length + 100); i++) {
          const ticket = await insertTicket(tx, {
            ...newTicket(`Imprimante muette, bureau ${200 + i}`, tx.now),
            ...facts,
          });
          tx.record(ticketEvent(TicketEventType.RECORDED, null, ticket));
          made.push(ticket.number);
        }
        return made;
      });
      numbers.push(...value);
    }
    return numbers;
  }

  /** Gives the ticket to somebody; returns the position. */
  async assign(number: number, assigneeId: number): Promise<number> {
    const { position } = await this.work.run(SYSTEM, async (tx) => {
      const [row] = await tx.query<Ticket[]>("SELECT * FROM ticket WHERE number = ? FOR UPDATE", [number]);
      const before = { ...row!, position: Number(row!.position) };
      const after = { ...before, assigneeId, version: before.version + 1, updatedAt: tx.now };
      await saveTicket(tx, before, after);
      tx.record(ticketEvent(TicketEventType.ASSIGNED, before, after));
    });
    return position!;
  }
}

function newTicket(subject: string, now: Date): Omit<Ticket, "number"> {
  return {
    version: 1,
    position: 0,
    kind: TicketKind.INCIDENT,
    nature: Nature.TECHNICAL,
    channel: Channel.PHONE,
    state: TicketState.OPEN,
    waitingFor: null,
    waitingUntil: null,
    impact: Scale.MEDIUM,
    urgency: Scale.MEDIUM,
    priority: Priority.P3,
    prioritySort: 3,
    categoryId: null,
    applicationId: APPLICATION,
    compartmentId: 1,
    subject,
    description: "Depuis ce matin, plus rien ne s'imprime au deuxième étage.",
    language: "fr",
    requesterId: 1,
    beneficiaryId: null,
    requesterSiteId: 1,
    queueId: QUEUE,
    teamId: 1,
    level: 1,
    highestLevel: 1,
    assigneeId: null,
    reportedAt: now,
    recordedAt: now,
    updatedAt: now,
    queueEnteredAt: now,
    takenInChargeAt: null,
    takenAtLevelAt: null,
    firstReplyAt: null,
    resolvedAt: null,
    resolvedById: null,
    resolvedQueueId: null,
    resolutionCode: null,
    solution: null,
    articleId: null,
    closedAt: null,
    reopenableUntil: null,
    reopenCount: 0,
    nextNewsAt: null,
    chasingCount: 0,
    followUpOfNumber: null,
    externalReference: null,
    ...NO_CLOCK,
  };
}
