import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { ActorKind, SYSTEM } from "../platform/events/actor.js";
import { TargetState } from "../service-levels/service-level.model.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { ServiceLevelState, TicketState } from "../tickets/ticket.entity.js";
import { TicketEventType, ticketEvent } from "../tickets/ticket.events.js";
import {
  change,
  DESK_FEED,
  inQueue,
  insertReferences,
  type LiveTestDesk,
  record,
  SECRET,
  startLiveDesk,
  type TestItem,
  type TestStream,
  technician,
  until,
} from "./feeds.fixture.js";

let database: DataSource;
let desk: LiveTestDesk;
/** The desk is in Paris: an hour ahead of UTC. */
let now = new Date("2026-11-22T12:00:00.000Z");

beforeAll(async () => {
  const url = await emptyDatabase();
  database = await connect(url, 20);
  await database.runMigrations();
  await insertReferences(database);
  desk = await startLiveDesk(database, connectionOptions(url), { clock: () => now });
});

afterAll(() => desk?.stop());

/** Somebody who works at level 0 of the first team. */
const atTheFront = (personId: number): PersonViewer => ({
  ...technician(personId),
  memberships: [{ teamId: 1, level: 0 }],
});

async function follow(name: string, viewer: PersonViewer, variables: object = {}): Promise<TestStream> {
  const stream = (await desk.client(name, viewer)).run(DESK_FEED, variables as Record<string, unknown>);
  await until(() => stream.count("Checkpoint") > 0, "first checkpoint");
  return stream;
}

const n = (item: TestItem | undefined) => Number(item?.position?.split(".")[1] ?? 0);
const reached = (stream: TestStream, position: number) => until(() => n(stream.last) >= position, `${position}`);
const alarms = (stream: TestStream) =>
  stream.items
    .filter(({ __typename }) => __typename === "TargetAlarm")
    .map(({ ticket, target, state }) => ({ number: ticket?.number, target, state }));

const DUE = new Date("2026-11-22T12:30:00.000Z");

const warned = (number: number) =>
  change(
    desk.work,
    number,
    {
      resolveState: TargetState.IMMINENT,
      serviceLevelState: ServiceLevelState.IMMINENT,
      resolveDueAt: DUE,
      nextBreachAt: DUE,
    },
    TicketEventType.TARGET_WARNED,
    { target: "RESOLVE", occurredAt: new Date("2026-11-22T11:59:00.000Z") },
  );
const missed = (number: number) =>
  change(
    desk.work,
    number,
    { resolveState: TargetState.MISSED, serviceLevelState: ServiceLevelState.MISSED, nextBreachAt: null },
    TicketEventType.TARGET_MISSED,
    { target: "RESOLVE", occurredAt: DUE },
  );

describe("alarms", () => {
  it("are raised once for everybody who works at the ticket's queue, or asks for all, and may see it", async () => {
    const here = await follow("here", atTheFront(2));
    const also = await follow("also", atTheFront(3));
    const elsewhere = await follow("elsewhere", technician(3));
    const all = await follow("all", technician(3), { alarms: "ALL" });
    const mine = await record(desk.work);
    const other = await record(desk.work, inQueue(3));
    const secret = await record(desk.work, { compartmentId: SECRET });
    await warned(mine.number);
    await warned(other.number);
    await warned(secret.number);
    const { position } = await missed(mine.number);
    await Promise.all([here, also, elsewhere, all].map((stream) => reached(stream, position)));
    const near = { number: mine.number, target: "RESOLVE", state: "IMMINENT" };
    const late = { ...near, state: "MISSED" };
    expect(alarms(here)).toEqual([near, late]);
    expect(alarms(also)).toEqual([near, late]);
    expect(alarms(elsewhere)).toEqual([]);
    expect(alarms(all)).toEqual([near, { ...near, number: other.number }, late]);
    expect(here.items.find(({ __typename }) => __typename === "TargetAlarm")).toMatchObject({
      at: "2026-11-22T11:59:00.000Z",
      dueAt: DUE.toISOString(),
    });
  });

  it("that were raised while somebody was away are told at their return, if they still hold, and never twice", async () => {
    const before = await follow("away", atTheFront(2));
    const from = before.last!.position;
    const [first, second] = [await record(desk.work), await record(desk.work)];
    await warned(first.number);
    await warned(second.number);
    const { position } = await missed(second.number);
    await reached(before, position);
    const again = await follow("away", atTheFront(2), { after: from });
    await reached(again, position);
    expect(alarms(again)).toEqual([
      { number: first.number, target: "RESOLVE", state: "IMMINENT" },
      { number: second.number, target: "RESOLVE", state: "MISSED" },
    ]);
    const later = await follow("away", atTheFront(2), { after: again.last!.position });
    expect(alarms(later)).toEqual([]);
  });

  it("are not raised about what is over: neither found out afterwards nor told to who comes back", async () => {
    const before = await follow("later", atTheFront(2));
    const from = before.last!.position;
    const open = await record(desk.work);
    const [closed, closing] = [await record(desk.work), await record(desk.work)];
    await change(desk.work, closed.number, { state: TicketState.CLOSED });
    await missed(closed.number);
    await missed(closing.number);
    await missed(open.number);
    const { position } = await change(desk.work, closing.number, { state: TicketState.CLOSED });
    await reached(before, position);
    expect(alarms(before).map(({ number }) => number)).not.toContain(closed.number);
    const again = await follow("later", atTheFront(2), { after: from });
    await reached(again, position);
    expect(alarms(again)).toEqual([{ number: open.number, target: "RESOLVE", state: "MISSED" }]);
  });

  it("are not raised by what an import replays", async () => {
    const stream = await follow("here", atTheFront(2));
    const ticket = await record(desk.work);
    const { position } = await desk.work.run({ kind: ActorKind.IMPORT, id: null }, async (tx) => {
      const after = { ...ticket, resolveState: TargetState.MISSED };
      tx.record(ticketEvent(TicketEventType.TARGET_MISSED, ticket, after, { target: "RESOLVE" }));
    });
    await desk.work.run(SYSTEM, async (tx) => tx.record(ticketEvent(TicketEventType.NOTED, ticket, ticket)));
    await reached(stream, (await record(desk.work)).position);
    expect(position).toBeGreaterThan(0);
    expect(alarms(stream)).toEqual([]);
  });
});

describe("the queues' figures", () => {
  it("tell what is near, missed, waiting longest and due next", async () => {
    const stream = await follow("watcher", technician(2));
    const entered = new Date("2026-11-20T08:00:00.000Z");
    const ticket = await record(desk.work, { ...inQueue(2), queueEnteredAt: entered });
    await warned(ticket.number);
    const shown = (counts: object) =>
      until(() => {
        const queue = stream
          .lastOf("QueueCountsChanged")
          ?.counts?.find(({ queue: { name } }) => name.endsWith("L1 support"));
        return (
          queue !== undefined &&
          Object.entries(counts).every(([key, value]) => queue[key as keyof typeof queue] === value)
        );
      }, JSON.stringify(counts));
    const instants = { oldestWaitingAt: entered.toISOString(), nextBreachAt: DUE.toISOString() };
    await shown({ total: 1, imminent: 1, missed: 0, ...instants });
    await missed(ticket.number);
    await shown({ total: 1, imminent: 0, missed: 1, oldestWaitingAt: instants.oldestWaitingAt, nextBreachAt: null });
    await change(desk.work, ticket.number, { assigneeId: 2, state: TicketState.IN_PROGRESS });
    await shown({ total: 1, missed: 1, oldestWaitingAt: null });
    await change(desk.work, ticket.number, { state: TicketState.CLOSED });
    await shown({ total: 0, missed: 0, oldestWaitingAt: null, nextBreachAt: null });
  });

  it("begin anew at the desk's midnight, without anything else having happened", async () => {
    now = new Date("2026-11-22T22:59:00.000Z");
    const stream = await follow("night", technician(2));
    const days = (item: TestItem | undefined) => item?.counts?.map(({ today }) => today.day);
    const received = (item: TestItem | undefined) => item?.counts?.reduce((sum, { today }) => sum + today.received, 0);
    const first = stream.lastOf("QueueCountsChanged");
    expect(new Set(days(first))).toEqual(new Set(["2026-11-22"]));
    now = new Date("2026-11-22T23:00:00.000Z");
    await until(() => days(stream.lastOf("QueueCountsChanged"))?.[0] === "2026-11-23", "midnight");
    expect(days(stream.lastOf("QueueCountsChanged"))?.length).toBe(first?.counts?.length);
    expect(received(stream.lastOf("QueueCountsChanged"))).toBe(0);
    expect(stream.completed).toBe(false);
  });
});
