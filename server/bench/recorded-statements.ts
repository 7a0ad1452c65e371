import { randomBytes, randomUUID } from "node:crypto";
import { Permission } from "../src/platform/auth/permission.js";
import { ActorKind } from "../src/platform/events/actor.js";
import type { TestDesk } from "../src/testing/desk.js";
import { Channel, TicketKind } from "../src/tickets/ticket.entity.js";

/** One statement of a transaction, to be sent again for a ticket of another number. */
export interface Statement {
  sql: string;
  parametersFor(number: number): unknown[];
}

const KEY = "the-key-of-the-recorded-request";

/** What one `recordTicket` sends to the database, as the server itself sends it. */
export async function statementsOfOneRecording(desk: TestDesk): Promise<Statement[]> {
  const sent: { sql: string; parameters: unknown[] }[] = [];
  let number = 0;
  const restore = listen(desk, (sql, parameters) => sent.push({ sql, parameters }));
  try {
    const actor = { kind: ActorKind.PROGRAM, id: 1 };
    const permissions = new Set([Permission.TICKETS_RECORD, Permission.TICKETS_RECORD_FOR_OTHERS]);
    const party = {
      actor,
      viewer: {
        kind: "PROGRAM" as const,
        tokenId: 1,
        name: "bench",
        language: "fr" as const,
        permissions,
        compartmentIds: new Set([1]),
        memberships: [],
        rightsClass: "bench",
      },
    };
    const { value } = await desk.work.run(actor, (tx) =>
      desk.services.recording.record(tx, party, {
        key: KEY,
        channel: Channel.WEB,
        kind: TicketKind.INCIDENT,
        subject: "L’imprimante du deuxième étage ne répond plus",
        description: "Depuis ce matin, rien ne sort ; le voyant reste orange.",
        requesterId: desk.people.requester.id,
        newCaller: null,
        beneficiaryId: null,
        applicationId: null,
        nature: null,
        impact: null,
        urgency: null,
        categoryId: null,
        reportedAt: null,
        followUpOf: null,
        externalReference: null,
      }),
    );
    number = value.number;
  } finally {
    restore();
  }
  return sent.map(({ sql, parameters }) => ({
    sql,
    parametersFor: (next) => parameters.map((value) => forAnother(value, number, next)),
  }));
}

/** Hears every statement of the data source's query runners. */
function listen(desk: TestDesk, heard: (sql: string, parameters: unknown[]) => void): () => void {
  const { database } = desk;
  const original = database.createQueryRunner.bind(database);
  database.createQueryRunner = (...args) => {
    const runner = original(...args);
    const query = runner.query.bind(runner);
    runner.query = ((sql: string, parameters?: unknown[]) => {
      heard(sql, parameters ?? []);
      return query(sql, parameters);
    }) as typeof runner.query;
    return runner;
  };
  return () => {
    database.createQueryRunner = original;
  };
}

/** Its own number, key, Message-ID and random ids: nothing collides, everything else is the same. */
function forAnother(value: unknown, number: number, next: number): unknown {
  if (Array.isArray(value)) return value.map((each) => forAnother(each, number, next));
  if (value === number) return next;
  if (value === KEY) return randomUUID();
  if (Buffer.isBuffer(value)) return randomBytes(value.length);
  if (typeof value === "string" && /^<.*@.*>$/.test(value)) return `<${randomUUID()}@bench.test>`;
  return value;
}
