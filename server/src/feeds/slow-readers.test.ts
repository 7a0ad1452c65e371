import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionEvent } from "../accounts/session.events.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { SYSTEM } from "../platform/events/actor.js";
import { UNAUTHORIZED } from "../platform/live/socket-operations.js";
import { CONGESTED_BYTES } from "../platform/live/socket-sink.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import {
  change,
  insertReferences,
  type LiveTestDesk,
  QUEUE_FEED,
  record,
  startLiveDesk,
  type TestStream,
  technician,
  until,
} from "./feeds.fixture.js";

const OTHERS = process.env.GUICHET_LONG === "1" ? 999 : 60;
const LONG_TEXT = "x".repeat(40_000);
/** As the queue's feed, but with a long text in each item. */
const HEAVY_FEED = QUEUE_FEED.replaceAll("{ number version", "{ number version description");

let database: DataSource;
let desk: LiveTestDesk;

beforeAll(async () => {
  const url = await emptyDatabase();
  database = await connect(url, 20);
  await database.runMigrations();
  await insertReferences(database);
  // Without pings: nothing else may save us from a reader who does not read.
  desk = await startLiveDesk(database, connectionOptions(url), { pingMs: 0 });
});

afterAll(() => desk?.stop());

const begun = (stream: TestStream) => until(() => stream.count("Checkpoint") > 0, "first checkpoint");

/** A reader whose socket is full: what comes now waits in the hub. */
async function stalledReader(name: string, ticket: number) {
  const client = await desk.client(name, { ...technician(3), sessionId: 1_000 + ticket });
  const stream = client.run(HEAVY_FEED, { view: {} });
  await begun(stream);
  client.socket.pause();
  await until(
    async () => {
      const { position } = await change(desk.work, ticket, { description: LONG_TEXT });
      await until(() => desk.desk.tail.position.n >= position);
      return desk.desk.hub.behindCount > 0;
    },
    "its socket is full",
    20_000,
  );
  return { client, stream };
}

describe("a reader who stops reading", () => {
  it("is kept within bounds while more than 20 MB are meant for it, and nobody else notices", async () => {
    const { number: first } = await record(desk.work);
    const others = await Promise.all(
      Array.from({ length: OTHERS }, async (_, i) =>
        (await desk.client(`other-${i}`, technician(2))).run(QUEUE_FEED, { view: {} }),
      ),
    );
    await Promise.all(others.map(begun));
    const { client, stream } = await stalledReader("stalled", first);
    const tickets = await Promise.all(Array.from({ length: 20 }, () => record(desk.work)));
    let most = 0;
    let meant = 0;
    for (let i = 0; meant < 21_000_000; i++) {
      const { position } = await change(desk.work, tickets[i % 20]!.number, {
        description: LONG_TEXT,
        subject: `Change ${i}`,
      });
      meant += LONG_TEXT.length;
      if (i % 25 === 0) await until(() => desk.desk.tail.position.n >= position);
      most = Math.max(most, desk.sockets.mostBuffered);
    }
    const { position } = await change(desk.work, first, { subject: "The last one" });
    for (const other of others) {
      await until(
        () => Number(other.lastOf("TicketUpdated")?.position?.split(".")[1]) === position,
        "the others have all",
      );
    }
    expect(most).toBeLessThan(CONGESTED_BYTES + 2 * 64 * 1024 + 2 * LONG_TEXT.length);
    const before = stream.items.length;
    client.socket.resume();
    await until(() => stream.items.some(({ ticket }) => ticket?.subject === "The last one"), "it has caught up");
    const truth = (await database.query("SELECT number, subject FROM ticket")) as { number: number; subject: string }[];
    const shown = new Map(
      stream.items.flatMap(({ ticket }) => (ticket ? [[ticket.number, ticket.subject] as const] : [])),
    );
    for (const { number, subject } of truth.filter((row) => shown.has(row.number)))
      expect(shown.get(number)).toBe(subject);
    for (const { number } of tickets) expect(shown.has(number)).toBe(true);
    // Merged by ticket: far fewer items than changes.
    expect(stream.items.length - before).toBeLessThan(200);
    const positions = stream.items.map((item) => Number(item.position?.split(".")[1]));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    await until(() => desk.desk.hub.behindCount === 0, "it is live again");
  }, 400_000);

  it("is told to read again when more tickets have changed than are kept for it", async () => {
    const { number } = await record(desk.work);
    const { client, stream } = await stalledReader("overflowing", number);
    for (let i = 0; i < 1_010; i += 10) await Promise.all(Array.from({ length: 10 }, () => record(desk.work)));
    client.socket.resume();
    await until(() => stream.completed, "the end", 20_000);
    expect(stream.last).toMatchObject({ __typename: "ResyncRequired", reason: "OVERFLOW" });
  }, 180_000);

  it("whose rights are taken away is sent nothing of what waited", async () => {
    const { number } = await record(desk.work);
    const { client } = await stalledReader("revoked", number);
    const canary = `canary-${Math.random()}`;
    const { position } = await change(desk.work, number, { subject: canary });
    await until(() => desk.desk.tail.position.n >= position);
    desk.viewers.delete("revoked");
    await desk.work.run(SYSTEM, async (tx) =>
      tx.record(sessionEvent("SESSION_ENDED", { id: 1_000 + number, personId: 3 })),
    );
    await until(() => desk.desk.hub.behindCount === 0, "its stream has ended");
    client.socket.resume();
    await until(() => client.closed !== null, "its socket is closed");
    expect(client.received.join()).not.toContain(canary);
    // The socket says why it ends. Its stream's own last word may come too late for that, when many others are served.
    expect(client.closed).toEqual({ code: UNAUTHORIZED, reason: "The session has ended" });
  });
});
