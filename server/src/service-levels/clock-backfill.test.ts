import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import { inconsistencies } from "../testing/consistency.js";
import { TestDesk } from "../testing/desk.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { take } from "../tickets/assignment.service.js";
import { Channel, ResolutionCode, type Ticket, TicketKind } from "../tickets/ticket.entity.js";
import { Backfill } from "./clock-backfill.js";
import { disagreements } from "./clock-columns.fixture.js";

const OLD = 60;

let url: string;
let database: DataSource;
let desk: TestDesk;
let before: Map<number, number>;
const log = { error: ({ err }: Record<string, unknown>) => expect.fail(String(err)) };

/** A desk of the version before: its tickets, and none of the clock's columns. */
beforeAll(async () => {
  url = await emptyDatabase();
  database = await connect(url);
  await database.runMigrations();
  desk = await TestDesk.build(database);
  for (let i = 0; i < OLD; i++) await live(i);
  before = await elapsed();
  while (await hasClocks()) await database.undoLastMigration();
  await database.runMigrations();
});

async function hasClocks(): Promise<boolean> {
  return (await database.query<unknown[]>("SHOW COLUMNS FROM ticket LIKE 'clockAt'")).length > 0;
}

async function live(i: number): Promise<void> {
  const party = await desk.as(desk.people.hotline);
  const { value } = await desk.work.run(party.actor, (tx) =>
    desk.services.recording.record(tx, party, {
      key: randomUUID(),
      channel: Channel.PHONE,
      kind: TicketKind.INCIDENT,
      subject: "Écran noir",
      description: "",
      requesterId: desk.people.requester.id,
      newCaller: null,
      beneficiaryId: null,
      applicationId: desk.applicationId,
      nature: "TECHNICAL" as never,
      impact: "LOW" as never,
      urgency: "LOW" as never,
      categoryId: null,
      reportedAt: null,
      followUpOf: null,
      externalReference: null,
    }),
  );
  desk.pass(60 + i * 7);
  const { number } = value;
  const command = () => ({ number, version: null, key: randomUUID() });
  await desk.work.run(party.actor, (tx) => take(tx, party, { ...command(), reason: null }));
  desk.pass(300);
  if (i % 2 === 0) return;
  const resolution = { code: ResolutionCode.NO_FAULT, solution: "Rien", articleId: null };
  await desk.work.run(party.actor, (tx) =>
    desk.services.resolution.resolve(tx, party, { ...command(), resolution, close: i % 3 === 0 }),
  );
}

async function elapsed(): Promise<Map<number, number>> {
  const rows = await database.query<{ position: number; businessMs: number }[]>(
    "SELECT position, businessMs FROM event WHERE subjectType = 'TICKET'",
  );
  return new Map(rows.map(({ position, businessMs }) => [Number(position), Number(businessMs)]));
}

async function notComputed(): Promise<number> {
  const [row] = await database.query<{ n: string }[]>("SELECT COUNT(*) AS n FROM ticket WHERE clockAt IS NULL");
  return Number(row!.n);
}

describe("the clocks of tickets that were there before", () => {
  it("are computed some at a time; whoever is killed is followed by another who goes on from there", async () => {
    expect(await notComputed()).toBe(OLD);
    const killed = new Backfill(database, desk.work, log);
    expect(await killed.step()).toBe(true);
    const left = await notComputed();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(OLD);

    let done = 0;
    const onDone = async () => void done++;
    const there = await connect(url);
    // Two servers that start at the same time.
    await Promise.all([
      new Backfill(database, desk.work, log, onDone).run(),
      new Backfill(there, desk.work, log, onDone).run(),
    ]);
    expect(await notComputed()).toBe(0);
    expect(done).toBe(1);
    expect(await new Backfill(database, desk.work, log, onDone).step()).toBe(false);
  });

  it("say what they would have said had they been kept from the beginning", async () => {
    expect(await elapsed()).toEqual(before);
    const tickets = await database.query<Ticket[]>("SELECT number FROM ticket");
    for (const { number } of tickets) expect(await disagreements(database, number)).toEqual([]);
    expect(await inconsistencies(database)).toEqual([]);
  });

  it("are computed at once for a ticket that somebody acts on meanwhile", async () => {
    const [{ number }] = (await database.query("SELECT number FROM ticket WHERE state = 'IN_PROGRESS' LIMIT 1")) as [
      Ticket,
    ];
    await database.query("UPDATE ticket SET clockAt = NULL, clockRules = 0, clockMs = 0 WHERE number = ?", [number]);
    await database.query("UPDATE event SET businessMs = NULL WHERE subjectType = 'TICKET' AND subjectId = ?", [number]);
    const party = await desk.as(desk.people.hotline);
    await desk.work.run(party.actor, (tx) =>
      desk.services.conversation.note(tx, party, { number, version: null, key: randomUUID(), text: "Vu" }),
    );
    expect(await disagreements(database, number)).toEqual([]);
    expect(await inconsistencies(database)).toEqual([]);
  });
});
