import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { concernedByEvent } from "../accounts/rights.events.js";
import { sessionEvent } from "../accounts/session.events.js";
import type { ConnectionOptions } from "../platform/database/data-source.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { TicketState } from "../tickets/ticket.entity.js";
import { TicketEventType } from "../tickets/ticket.events.js";
import {
  change,
  DESK,
  DESK_FEED,
  inQueue,
  insertReferences,
  type LiveTestDesk,
  QUEUE_FEED,
  record,
  requester,
  SECRET,
  startLiveDesk,
  type TestStream,
  TICKET_FEED,
  technician,
  until,
} from "./feeds.fixture.js";

let database: DataSource;
let connection: ConnectionOptions;
let desk: LiveTestDesk;

beforeAll(async () => {
  const url = await emptyDatabase();
  database = await connect(url, 20);
  await database.runMigrations();
  await insertReferences(database);
  connection = connectionOptions(url);
  desk = await startLiveDesk(database, connection);
});

afterAll(() => desk?.stop());

const queue = (id: number) => toGlobalId("Queue", id);
const position = (stream: TestStream) => stream.items.findLast((item) => item.position)?.position;
const n = (text: string | undefined) => Number(text?.split(".")[1] ?? 0);

async function follow(client: Awaited<ReturnType<LiveTestDesk["client"]>>, queues: number[], after?: string) {
  const stream = client.run(QUEUE_FEED, { view: { queues: queues.map(queue), open: true }, after });
  await until(() => stream.count("Checkpoint") > 0 || stream.errors !== null || stream.completed, "first checkpoint");
  return stream;
}

/** A ticket whose recording nobody who subscribes now is told of. */
async function known(changes: Parameters<typeof record>[1] = {}) {
  const ticket = await record(desk.work, changes);
  await until(() => desk.desk.tail.position.n >= ticket.position, "the tail has it");
  return ticket;
}

const caughtUp = (stream: TestStream, to: number) => until(() => n(position(stream)) >= to, `position ${to}`);

describe("queueFeed", () => {
  it("begins with a checkpoint, and says what enters, changes in and leaves the view", async () => {
    const client = await desk.client("tom", technician(2));
    const one = await follow(client, [1]);
    const two = await follow(client, [2, 3]);
    expect(one.items[0]).toMatchObject({ __typename: "Checkpoint", position: expect.stringMatching(/^1\.\d+$/) });
    const { number } = await record(desk.work, { subject: "Screen" });
    await until(() => one.story.length === 1);
    await change(desk.work, number, { assigneeId: 2, state: TicketState.IN_PROGRESS });
    await until(() => one.story.length === 2);
    await change(desk.work, number, inQueue(2));
    await until(() => one.story.length === 3 && two.story.length === 1);
    await change(desk.work, number, { state: TicketState.CLOSED });
    await until(() => two.story.length === 2);
    expect(one.story).toEqual([`ENTERED ${number}`, `UPDATED ${number}`, `LEFT ${number}`]);
    expect(two.story).toEqual([`ENTERED ${number}`, `LEFT ${number}`]);
    const entered = one.items.find(({ __typename }) => __typename === "TicketEntered");
    expect(entered?.ticket).toMatchObject({ subject: "Screen", queue: { name: "Front · L0 front desk" } });
    const positions = one.items.map((item) => n(item.position));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it("resumes after a position with what happened since, merged by ticket, and ends the replay with a checkpoint", async () => {
    const client = await desk.client("tom", technician(2));
    const before = await follow(client, [1]);
    const from = position(before)!;
    before.leave();
    const kept = await record(desk.work);
    const passing = await record(desk.work);
    await change(desk.work, kept.number, { subject: "Changed" });
    const last = await change(desk.work, passing.number, inQueue(3));
    await until(() => desk.desk.tail.position.n >= last.position);
    const resumed = await follow(client, [1], from);
    // The one that came and went is said to have left: what the client has of it is not known here.
    expect(resumed.story).toEqual([`ENTERED ${kept.number}`, `LEFT ${passing.number}`]);
    expect(resumed.items[0]?.ticket?.subject).toBe("Changed");
    expect(resumed.last?.__typename).toBe("Checkpoint");
    const { number } = await record(desk.work);
    await until(() => resumed.story.includes(`ENTERED ${number}`));
  });

  it("asks for a new start from a position that is not of this log, or too far back", async () => {
    const client = await desk.client("tom", technician(2));
    const wrong = await follow(client, [1], "1.999999999");
    expect(wrong.items).toMatchObject([{ __typename: "ResyncRequired", reason: "TIMELINE_CHANGED" }]);
    await until(() => wrong.completed);
    const other = await follow(client, [1], "7.1");
    expect(other.items).toMatchObject([{ __typename: "ResyncRequired", reason: "TIMELINE_CHANGED" }]);
  });

  it("refuses a field that differs by viewer", async () => {
    const client = await desk.client("tom", technician(2));
    const stream = client.run(
      "subscription { queueFeed(view: {}) { ... on TicketEntered { ticket { queue { mine } } } } }",
    );
    await until(() => stream.errors !== null);
    expect(stream.errors?.[0]?.message).toContain("Queue.mine differs by viewer");
  });

  it("tells one who reads own tickets of those alone, and staff of no compartment but theirs", async () => {
    const own = (await desk.client("ana", requester(1))).run(QUEUE_FEED, { view: {} });
    const others = (await desk.client("eve-asks", requester(3))).run(QUEUE_FEED, { view: {} });
    const staff = (await desk.client("tom", technician(2))).run(QUEUE_FEED, { view: {} });
    const cleared = (await desk.client("eve", technician(3, [DESK, SECRET]))).run(QUEUE_FEED, { view: {} });
    const all = [own, others, staff, cleared];
    await until(() => all.every((stream) => stream.count("Checkpoint") > 0));
    const open = await record(desk.work, { subject: "Mine" });
    const secret = await record(desk.work, { subject: "Hush", compartmentId: SECRET, requesterId: 2 });
    await until(() => cleared.story.length === 2);
    await change(desk.work, open.number, { compartmentId: SECRET });
    await until(() => cleared.story.length === 3);
    const last = await change(desk.work, secret.number, { compartmentId: DESK });
    await Promise.all([staff, cleared].map((stream) => caughtUp(stream, last.position)));
    await until(() => own.story.length === 2);
    expect(own.story).toEqual([`ENTERED ${open.number}`, `UPDATED ${open.number}`]);
    expect(others.story).toEqual([]);
    expect(staff.story).toEqual([`ENTERED ${open.number}`, `LEFT ${open.number}`, `ENTERED ${secret.number}`]);
    expect(cleared.story).toEqual([
      `ENTERED ${open.number}`,
      `ENTERED ${secret.number}`,
      `UPDATED ${open.number}`,
      `UPDATED ${secret.number}`,
    ]);
  });

  it("tells one who reads own tickets of those recorded for them, too, wherever they stand", async () => {
    const client = await desk.client("ana", requester(1));
    const own = client.run(QUEUE_FEED, { view: {} });
    await until(() => own.count("Checkpoint") > 0);
    const other = await record(desk.work, { requesterId: 2 });
    const forMe = await record(desk.work, { requesterId: 2, beneficiaryId: 1, compartmentId: SECRET });
    const mine = await change(desk.work, (await record(desk.work)).number, inQueue(2));
    await change(desk.work, other.number, { subject: "Not hers" });
    await until(() => own.story.length === 3, "her three");
    expect(own.story).toEqual([`ENTERED ${forMe.number}`, `ENTERED ${mine.number}`, `UPDATED ${mine.number}`]);
  });

  it("does not pass a secret ticket of one's own on to all who have the same rights", async () => {
    const streams = await Promise.all(
      [2, 3].map(async (id) => (await desk.client(`same-${id}`, technician(id))).run(QUEUE_FEED, { view: {} })),
    );
    await until(() => streams.every((stream) => stream.count("Checkpoint") > 0));
    await record(desk.work, { subject: "Hush", compartmentId: SECRET, requesterId: 2 });
    const after = await record(desk.work);
    await Promise.all(streams.map((stream) => caughtUp(stream, after.position)));
    for (const stream of streams) expect(stream.story).toEqual([`ENTERED ${after.number}`]);
  });
});

describe("ticketFeed", () => {
  it("has an item for every entry of the history, none merged, and for the requester its public side", async () => {
    const { number, position: from } = await known();
    const staff = (await desk.client("tom", technician(2))).run(TICKET_FEED, { number, after: `1.${from}` });
    const own = (await desk.client("ana", requester(1))).run(TICKET_FEED, { number, after: `1.${from}` });
    await change(desk.work, number, {}, TicketEventType.NOTED, { audience: "INTERNAL" });
    await change(desk.work, number, {}, TicketEventType.REPLIED, { audience: "PUBLIC" });
    const last = await change(desk.work, number, inQueue(2), TicketEventType.ESCALATED);
    await caughtUp(staff, last.position);
    const entries = (stream: TestStream) => stream.items.flatMap(({ entry }) => (entry ? [entry.type] : []));
    expect(entries(staff)).toEqual(["NOTED", "REPLIED", "ESCALATED"]);
    await until(() => entries(own).length === 2);
    expect(entries(own)).toEqual(["REPLIED", "ESCALATED"]);
  });

  it("says that the ticket left when it is no longer the viewer's to see, and then nothing", async () => {
    const { number } = await known();
    const stream = (await desk.client("tom", technician(2))).run(TICKET_FEED, { number });
    await until(() => stream.count("Checkpoint") > 0);
    await change(desk.work, number, { compartmentId: SECRET });
    await change(desk.work, number, { subject: "Hush" });
    await until(() => stream.story.length === 1);
    expect(stream.story).toEqual([`LEFT ${number}`]);
  });
});

describe("deskFeed", () => {
  it("gives the counts of all queues, then those that change, equal to the database's", async () => {
    const stream = (await desk.client("tom", technician(2))).run(DESK_FEED);
    await until(() => stream.count("Checkpoint") > 0);
    const { number } = await record(desk.work, { state: TicketState.NEW });
    await change(desk.work, number, { ...inQueue(3), state: TicketState.OPEN });
    const last = await change(desk.work, number, { state: TicketState.IN_PROGRESS, assigneeId: 3 });
    await caughtUp(stream, last.position);
    const shown = new Map<string, object>();
    for (const { counts } of stream.items)
      for (const { queue: each, ...rest } of counts ?? []) shown.set(each.id, rest);
    const rows = (await database.query(
      `SELECT queueId, SUM(state = 'OPEN') AS open, SUM(state = 'IN_PROGRESS') AS inProgress, SUM(assigneeId IS NULL) AS unassigned, COUNT(*) AS total
       FROM ticket WHERE compartmentId = 1 AND state IN ('NEW','OPEN','IN_PROGRESS','WAITING') GROUP BY queueId`,
    )) as Record<string, string>[];
    expect(rows.length).toBeGreaterThan(0);
    for (const { queueId, ...row } of rows) {
      const numbers = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]));
      expect(shown.get(queue(Number(queueId)))).toMatchObject(numbers);
    }
  });

  it("shows who is on which ticket, hidden with the ticket, and forgets who is gone", async () => {
    const seen = await record(desk.work);
    const secret = await record(desk.work, { compartmentId: SECRET });
    const tom = await desk.client("tom", technician(2));
    const eve = await desk.client("eve", technician(3, [DESK, SECRET]));
    const stream = tom.run(DESK_FEED);
    await until(() => stream.count("PresenceChanged") > 0);
    const set =
      "mutation($ticket: Int, $activity: PresenceActivity) { setPresence(ticket: $ticket, activity: $activity) }";
    const done = eve.run(set, { ticket: seen.number, activity: "TYPING" });
    eve.run(set, { ticket: secret.number, activity: "VIEWING" });
    const present = () => stream.lastOf("PresenceChanged")?.tickets;
    await until(() => present()?.length === 1);
    expect(present()).toEqual([
      { number: seen.number, people: [{ activity: "TYPING", person: { displayName: "Eve Expert" } }] },
    ]);
    expect(done.results[0]).toMatchObject({
      data: { setPresence: true },
      extensions: { position: expect.any(String) },
    });
    const refused = tom.run(set, { ticket: secret.number, activity: "VIEWING" });
    await until(() => refused.completed);
    expect(refused.results[0]?.data).toEqual({ setPresence: false });
    eve.run(set, {});
    await until(() => present()?.length === 0);
  });
});

describe("rights", () => {
  it("that change end the stream at once, and not a byte of what comes after is sent; another viewer keeps receiving", async () => {
    await known();
    const canary = `canary-${Math.random()}`;
    const eve = await desk.client("leaver", { ...technician(3), sessionId: 77 });
    const tom = await desk.client("stays", technician(2));
    const feeds = [await follow(eve, [1]), eve.run(DESK_FEED)];
    const control = await follow(tom, [1]);
    desk.viewers.delete("leaver");
    await desk.work.run(SYSTEM, async (tx) => tx.record(sessionEvent("SESSION_ENDED", { id: 77, personId: 3 })));
    await record(desk.work, { subject: canary });
    await until(() => control.items.some(({ ticket }) => ticket?.subject === canary));
    await until(() => eve.closed !== null);
    expect(eve.closed?.code).toBe(4401);
    expect(eve.received.join()).not.toContain(canary);
    expect(feeds[0]!.last).toMatchObject({ __typename: "ResyncRequired", reason: "RIGHTS_CHANGED" });
  });

  it("that changed while the viewer was away ask for a new start instead of a replay", async () => {
    const client = await desk.client("tom", technician(2));
    const before = await follow(client, [1]);
    const from = position(before);
    before.leave();
    await desk.work.run(SYSTEM, async (tx) => {
      tx.record({
        subjectType: SubjectType.PERSON,
        subjectId: 2,
        subjectVersion: 2,
        type: "RIGHTS_CHANGED",
        personId: 2,
      });
    });
    await record(desk.work);
    const resumed = await follow(client, [1], from);
    expect(resumed.items).toMatchObject([{ __typename: "ResyncRequired", reason: "RIGHTS_CHANGED" }]);
  });
});

describe("a renamed person", () => {
  it("reaches every screen, and the next item has the new name", async () => {
    const client = await desk.client("tom", technician(2));
    const stream = await follow(client, [1]);
    const { number } = await record(desk.work, { assigneeId: 3 });
    await until(() => stream.story.length === 1);
    await desk.work.run(SYSTEM, async (tx) => {
      await tx.query("UPDATE person SET displayName = 'Eve Renamed' WHERE id = 3");
      tx.record({
        subjectType: SubjectType.PERSON,
        subjectId: 3,
        subjectVersion: 2,
        type: "PERSON_CHANGED",
        personId: 3,
      });
    });
    await until(() => stream.count("ReferenceChanged") > 0);
    expect(stream.lastOf("ReferenceChanged")).toMatchObject({ type: "Person", id: toGlobalId("Person", 3) });
    await change(desk.work, number, { subject: "Again" });
    await until(() => stream.story.length === 2);
    expect(stream.lastOf("TicketUpdated")?.ticket?.assignee?.displayName).toBe("Eve Renamed");
    await database.query("UPDATE person SET displayName = 'Eve Expert' WHERE id = 3");
  });
});

describe("an event that this version does not understand", () => {
  it("is delivered as a reason to read the ticket again", async () => {
    const client = await desk.client("tom", technician(2));
    const { number } = await known();
    const stream = await follow(client, [1]);
    const elsewhere = await follow(client, [3]);
    await desk.work.run(SYSTEM, async (tx) => {
      await tx.query("UPDATE ticket SET subject = 'From the future' WHERE number = ?", [number]);
      tx.record({
        subjectType: SubjectType.TICKET,
        subjectId: number,
        subjectVersion: 2,
        type: "TELEPORTED",
        schemaVersion: 9,
      });
    });
    await until(() => stream.story.includes(`UPDATED ${number}`));
    expect(stream.lastOf("TicketUpdated")).toMatchObject({ ticket: { subject: "From the future" } });
    await until(() => elsewhere.story.length === 1);
    expect(elsewhere.story).toEqual([`LEFT ${number}`]);
  });
});

describe("a turn of the hub that fails", () => {
  it("leaves nobody with half of the truth: every stream begins anew, and goes on", async () => {
    let failing = false;
    const fragile = await startLiveDesk(database, connection, {
      concerned: (event) => {
        if (failing) throw new Error("This should not happen");
        return concernedByEvent(event);
      },
    });
    try {
      const client = await fragile.client("tom", technician(2));
      const stream = await follow(client, [1]);
      failing = true;
      const { number } = await record(fragile.work);
      await until(() => stream.completed, "its stream ends");
      failing = false;
      expect(stream.last).toMatchObject({ __typename: "ResyncRequired", reason: "TOO_FAR_BEHIND" });
      const again = await follow(client, [1], stream.last?.position);
      await change(fragile.work, number, { subject: "Still there" });
      await until(() => again.items.some(({ ticket }) => ticket?.subject === "Still there"));
    } finally {
      await fragile.stop();
    }
  });
});

describe("two processes without a doorbell", () => {
  it("both tell everything, and show each other's presence", async () => {
    const other = await startLiveDesk(database, connection, { doorbell: false });
    try {
      const here = (await desk.client("tom", technician(2))).run(DESK_FEED);
      const there = await follow(await other.client("eve", technician(3)), [1]);
      const silent = new UnitOfWork(
        database,
        [{ subjectType: SubjectType.TICKET, table: "ticket", key: "number" }],
        () => undefined,
      );
      const { number } = await record(silent);
      await change(other.work, number, { subject: "Seen by both" });
      await until(() => there.story.includes(`ENTERED ${number}`));
      await until(() => there.items.some(({ ticket }) => ticket?.subject === "Seen by both"));
      other.desk.presence.set(3, number, "VIEWING" as never);
      await until(() => here.items.some(({ tickets }) => tickets?.some((each) => each.number === number)), "presence");
    } finally {
      await other.stop();
    }
  });
});

describe("1,000 subscriptions that come and go without any event", () => {
  it("leave nothing behind", async () => {
    const before = desk.desk.hub.size;
    const client = await desk.client("crowd", technician(2));
    for (let round = 0; round < 20; round++) {
      const streams = Array.from({ length: 50 }, () => client.run(QUEUE_FEED, { view: { queues: [queue(2)] } }));
      if (round % 2) await until(() => streams.every((stream) => stream.count("Checkpoint") > 0));
      for (const stream of streams) stream.leave();
    }
    await until(() => desk.desk.hub.size === before, "no subscriber left");
    client.run(DESK_FEED);
    client.socket.terminate();
    await until(() => desk.desk.hub.size === before, "no subscriber left after a broken socket");
  });
});
