import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOptions } from "../platform/database/private/connection.js";
import { SYSTEM } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import {
  change,
  DESK,
  insertReferences,
  type LiveTestDesk,
  QUEUE_FEED,
  record,
  SECRET,
  startLiveDesk,
  type TestClient,
  type TestStream,
  TICKET_FEED,
  technician,
  until,
} from "./feeds.fixture.js";

let database: DataSource;
let desk: LiveTestDesk;

beforeAll(async () => {
  const url = await emptyDatabase();
  database = await connect(url, 20);
  await database.runMigrations();
  await insertReferences(database);
  desk = await startLiveDesk(database, connectionOptions(url), { pingMs: 0 });
});

afterAll(() => desk?.stop());

const VICTIM = 3;
const CONTROL = 2;
const cleared = (personId: number) => ({ ...technician(personId, [DESK, SECRET]), sessionId: 10 + personId });

/** What makes a ticket invisible to the victim: their own clearance ends, or the ticket moves where they have none. */
const WAYS: { what: string; compartment: number; hide(number: number): Promise<void>; end: string }[] = [
  {
    what: "a viewer's clearance for a compartment that is taken away",
    compartment: SECRET,
    hide: async () => {
      desk.viewers.set("victim", { ...technician(VICTIM), sessionId: 10 + VICTIM });
      await desk.work.run(SYSTEM, async (tx) =>
        tx.record({
          subjectType: SubjectType.PERSON,
          subjectId: VICTIM,
          subjectVersion: 2,
          type: "RIGHTS_CHANGED",
          personId: VICTIM,
        }),
      );
    },
    end: "ResyncRequired",
  },
  {
    what: "a ticket that goes to a compartment for which the viewer has no clearance",
    compartment: DESK,
    hide: async (number) => void (await change(desk.work, number, { compartmentId: SECRET, subject: "Hush" })),
    end: "TicketLeft",
  },
];

const READ = "query($number: Int!) { ticket(number: $number) { subject description } }";
const heavy = (feed: string) => feed.replaceAll("{ number version", "{ number version description");
const told = (stream: TestStream) => stream.items.filter(({ __typename }) => __typename !== "Checkpoint");

describe.each(WAYS)("$what", ({ compartment, hide, end }) => {
  const victimOf = () =>
    desk.client("victim", compartment === SECRET ? cleared(VICTIM) : { ...technician(VICTIM), sessionId: 10 + VICTIM });
  const canary = () => `canary-${Math.random()}`;
  const feeds = (client: TestClient, number: number, after?: string) => [
    client.run(heavy(QUEUE_FEED), { view: {}, after }),
    client.run(heavy(TICKET_FEED), { number, after }),
  ];
  const begun = (streams: readonly TestStream[]) =>
    until(() => streams.every(({ items, completed }) => completed || items.length > 0), "the feeds have begun");

  async function seen(control: TestClient, text: string): Promise<void> {
    await until(() => control.received.some((each) => each.includes(text)), "the other viewer is told");
  }

  it("is the end of it in the middle of a stream, and in what is asked for", async () => {
    const { number } = await record(desk.work, { compartmentId: compartment });
    const [victim, control] = [await victimOf(), await desk.client("control", cleared(CONTROL))];
    const streams = feeds(victim, number);
    await Promise.all([begun(streams), begun(feeds(control, number))]);
    await hide(number);
    const text = canary();
    await change(desk.work, number, { subject: text, description: text });
    await seen(control, text);
    await until(() => streams.every((stream) => told(stream).at(-1)?.__typename === end), "the streams tell the end");
    for (const client of [victim, control]) {
      const answer = client.run(READ, { number });
      await until(() => answer.completed, "an answer");
      expect(JSON.stringify(answer.results).includes(text)).toBe(client === control);
    }
    expect(victim.received.join()).not.toContain(text);
  });

  it("is the end of it for what still waits for a slow reader", async () => {
    const { number } = await record(desk.work, { compartmentId: compartment });
    const [victim, control] = [await victimOf(), await desk.client("control", cleared(CONTROL))];
    const streams = feeds(victim, number);
    await Promise.all([begun(streams), begun(feeds(control, number))]);
    victim.socket.pause();
    await until(async () => {
      const { position } = await change(desk.work, number, { description: "x".repeat(40_000) });
      await until(() => desk.desk.tail.position.n >= position);
      return desk.desk.hub.behindCount >= streams.length;
    }, "its socket is full");
    const text = canary();
    await change(desk.work, number, { subject: text, description: text });
    await seen(control, text);
    await hide(number);
    victim.socket.resume();
    await until(() => streams.every((stream) => told(stream).at(-1)?.__typename === end), "the streams tell the end");
    expect(victim.received.join()).toContain("xxxx");
    expect(victim.received.join()).not.toContain(text);
  });

  it("is the end of it for who resumes", async () => {
    const { number } = await record(desk.work, { compartmentId: compartment });
    const [first, control] = [await victimOf(), await desk.client("control", cleared(CONTROL))];
    const before = feeds(first, number);
    await Promise.all([begun(before), begun(feeds(control, number))]);
    const from = before[0]!.last!.position;
    first.socket.terminate();
    const text = canary();
    await change(desk.work, number, { subject: text, description: text });
    await hide(number);
    await change(desk.work, number, { subject: `${text} again` });
    await seen(control, `${text} again`);
    const again = await desk.client("victim");
    const streams = feeds(again, number, from);
    await begun(streams);
    await until(() => streams.every((stream) => told(stream).at(-1)?.__typename === end), "the streams tell the end");
    expect(again.received.join()).not.toContain(text);
  });
});
