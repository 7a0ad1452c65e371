import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { concernedByEvent } from "../accounts/rights.events.js";
import type { ConnectionOptions } from "../platform/database/data-source.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { Reads } from "../platform/live/reads.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { DESK, inQueue, insertReferences, logger, record, until } from "./feeds.fixture.js";
import { LiveDesk } from "./live-desk.js";

let database: DataSource;
let desk: LiveDesk;
let work: UnitOfWork;
/** The way to the database, which a test may break. */
let connection: ConnectionOptions;

beforeAll(async () => {
  const url = await emptyDatabase();
  database = await connect(url);
  await database.runMigrations();
  await insertReferences(database);
  connection = { ...connectionOptions(url) };
  desk = new LiveDesk({ connection, logger, concerned: concernedByEvent, isPublicEvent: () => true, doorbell: true });
  await desk.start();
  work = new UnitOfWork(database, [{ subjectType: SubjectType.TICKET, table: "ticket", key: "number" }], desk.ring);
});

afterAll(() => desk?.stop());

const { log } = logger;
const complaints = () => log.filter(({ message }) => message.startsWith("The queues' counts cannot be read")).length;
const counted = async () => {
  const head = await database.query<{ n: number }[]>("SELECT n FROM log_head");
  await until(() => (desk.counters.position ?? 0) >= Number(head[0]!.n), "the counts stand at the log's end");
  const counts = await desk.counters.counts("all", new Set([DESK]), new Reads());
  return counts.map(({ total }) => total);
};
const fromTheFuture = (number: number) =>
  work.run(SYSTEM, async (tx) =>
    tx.record({
      subjectType: SubjectType.TICKET,
      subjectId: number,
      subjectVersion: 2,
      type: "TELEPORTED",
      schemaVersion: 9,
    }),
  );

describe("the queues' counts", () => {
  it("are not told while they cannot be read again, and are true as soon as they can", async () => {
    const { number } = await record(work);
    expect(await counted()).toEqual([1, 0, 0]);
    const { database: name } = connection;
    connection.database = "nowhere";
    const before = complaints();
    const { position } = await fromTheFuture(number);
    await until(() => complaints() >= before + 2, "it has been tried twice");
    expect(desk.tail.position.n).toBeGreaterThanOrEqual(position!);
    await expect(async () => desk.counters.counts("all", new Set([DESK]), new Reads())).rejects.toThrow("being read");
    // What happens meanwhile is counted, too.
    await record(work, inQueue(2));
    connection.database = name;
    expect(await counted()).toEqual([1, 1, 0]);
    await record(work, inQueue(2));
    expect(await counted()).toEqual([1, 2, 0]);
  });

  it("are read again one at a time, however often that is asked for", async () => {
    const { number } = await record(work, inQueue(3));
    await Promise.all(Array.from({ length: 20 }, () => Promise.all([fromTheFuture(number), record(work, inQueue(3))])));
    expect(await counted()).toEqual([1, 2, 21]);
  });

  it("are no reason not to stop, even while they cannot be read", async () => {
    const own = { ...connection };
    const other = new LiveDesk({
      connection: own,
      logger,
      concerned: concernedByEvent,
      isPublicEvent: () => true,
      doorbell: false,
    });
    await other.start();
    own.database = "nowhere";
    const before = complaints();
    await fromTheFuture((await record(work)).number);
    await until(() => complaints() > before, "it has been tried");
    await other.stop();
    const tried = complaints();
    await counted();
    expect(complaints()).toBe(tried);
  });
});
