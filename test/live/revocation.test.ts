import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestDatabase } from "./harness/database.js";
import { ask, DeskServer, globalId, insertDesk, type SignedIn } from "./harness/desk.js";
import { Ear } from "./harness/ear.js";
import { until } from "./harness/until.js";

/** What somebody can lose, by the API's own acts, and what is left to them. */
interface Loss {
  what: string;
  lose(server: DeskServer, victim: SignedIn): Promise<void>;
  /** How their socket or streams end. */
  end: "a new start" | "a closed socket";
  /** What they are answered from then on, when they ask for a ticket. */
  left: "nothing" | "the ticket, with nothing to do";
}

const TICKET = "{ number version subject description }";
const COMMON =
  "... on Checkpoint { position } ... on ReferenceChanged { position id } ... on ResyncRequired { position reason }";
const QUEUE = `subscription Q($after: Position) { queueFeed(view: {}, after: $after) { __typename
  ... on TicketEntered { position ticket ${TICKET} } ... on TicketUpdated { position ticket ${TICKET} }
  ... on TicketLeft { position number } ${COMMON} } }`;
const HISTORY = `subscription T($number: Int!, $after: Position) { ticketFeed(number: $number, after: $after) { __typename
  ... on TicketChanged { position ticket ${TICKET} entry { type position message { text } } }
  ... on TicketLeft { position number } ${COMMON} } }`;
const DESK = `subscription D($after: Position) { deskFeed(after: $after) { __typename
  ... on QueueCountsChanged { position counts { total } } ${COMMON} } }`;
const SUCCESS = "... on TicketActSuccess { position ticket { number version } }";
const RECORD = `mutation Record($input: RecordTicketInput!) { result: recordTicket(input: $input) { __typename ${SUCCESS} } }`;
const NOTE = `mutation Note($input: AddNoteInput!) { result: addNote(input: $input) { __typename ${SUCCESS} } }`;
const READ =
  "query Read($number: Int!) { ticket(number: $number) { subject acts { act } history(last: 20) { edges { node { message { text } } } } } }";
const PERSON = "query Person($id: ID!) { person(id: $id) { version displayName } }";
const UPDATE = `mutation Update($person: ID!, $version: Int!, $input: PersonInput!) {
  updatePerson(person: $person, version: $version, input: $input) { __typename } }`;

interface Read {
  ticket: { acts: object[] } | null;
}

const LOSSES: Loss[] = [
  {
    what: "the role that reads the desk",
    lose: (server, victim) => change(server, victim, { roles: ["REQUESTER"] }),
    end: "a new start",
    left: "nothing",
  },
  {
    what: "the teams",
    lose: (server, victim) => change(server, victim, { roles: ["TECHNICIAN"], memberships: [] }),
    end: "a new start",
    left: "the ticket, with nothing to do",
  },
  {
    what: "the place at the desk",
    lose: (server, victim) => change(server, victim, { roles: ["TECHNICIAN"], active: false }),
    end: "a closed socket",
    left: "nothing",
  },
  {
    what: "the session",
    lose: async (server, victim) => void (await ask(server, victim, "mutation { signOut }")),
    end: "a closed socket",
    left: "nothing",
  },
];

let database: TestDatabase;
let acting: DeskServer;
/** Where the viewers are: another process, which is told of nothing and sees the log with its own eyes. */
let watching: DeskServer;
let admin: SignedIn;
let control: SignedIn;
let victims: SignedIn[];

beforeAll(async () => {
  database = await TestDatabase.throwAway();
  acting = await DeskServer.start(database);
  watching = await DeskServer.start(database, { GUICHET_DOORBELL: "off" });
  const people = await insertDesk(database, 2 + 3 * LOSSES.length);
  await database.query("INSERT INTO person_role (personId, role) VALUES (?, 'ADMIN')", [people[0]!.personId]);
  [admin, control, ...victims] = people as [SignedIn, SignedIn, ...SignedIn[]];
}, 120_000);

afterAll(async () => {
  await watching?.stop();
  await acting?.stop();
  await database?.stop();
}, 60_000);

async function change(server: DeskServer, { personId }: SignedIn, input: object): Promise<void> {
  const person = globalId("Person", personId);
  const { data } = await ask<{ person: { version: number; displayName: string } }>(server, admin, PERSON, {
    id: person,
  });
  const { version, displayName } = data.person;
  const answer = await ask<{ updatePerson: { __typename: string } }>(server, admin, UPDATE, {
    person,
    version,
    input: { displayName, ...input },
  });
  expect(answer.data.updatePerson.__typename).toBe("PersonSuccess");
}

async function record(subject: string, description = "It is silent."): Promise<number> {
  const input = { key: randomUUID(), channel: "PHONE", kind: "INCIDENT", subject, description };
  const { data } = await ask<{ result: { ticket: { number: number } } }>(acting, control, RECORD, { input });
  return data.result.ticket.number;
}

async function note(number: number, text: string): Promise<void> {
  const input = { ticket: globalId("Ticket", number), version: 1, key: randomUUID(), text, anyway: true };
  const { data } = await ask<{ result: { __typename: string } }>(acting, control, NOTE, { input });
  expect(data.result.__typename).toBe("TicketActSuccess");
}

/** The three feeds of a screen, each of which has said that it is live. */
async function listen(person: SignedIn, number: number, after: string | null = null): Promise<Ear> {
  const ear = await Ear.open(watching.port, person);
  ear.listen("queue", QUEUE, { after });
  ear.listen("history", HISTORY, { number, after });
  ear.listen("desk", DESK, { after });
  const begun = () => [...ear.heard.values()].every(({ items, ended }) => ended || items.length > 0);
  await until("the feeds have begun", () => ear.closed !== null || begun());
  return ear;
}

function expectEnd(ear: Ear, end: Loss["end"]): void {
  if (end === "a closed socket") expect(ear.closed).toBe(4401);
  else for (const { items } of ear.heard.values()) expect(items.at(-1)).toMatchObject({ reason: "RIGHTS_CHANGED" });
}

const canaries = () => ({ now: `canary-${randomUUID()}`, later: `canary-${randomUUID()}` });

describe.each(LOSSES)("who loses $what", ({ lose, end, left }) => {
  it("in the middle of a stream is told nothing that comes after, nor answered it", async () => {
    const victim = victims.pop()!;
    const number = await record("Before");
    const [ear, other] = [await listen(victim, number), await listen(control, number)];
    const { now, later } = canaries();
    await lose(acting, victim);
    await note(number, now);
    await record(now);
    await until("the other viewer has both", () => other.everything.split(now).length > 2);
    await until("the streams have ended", () => ear.deaf);
    await note(number, later);
    await until("the other viewer goes on", () => other.everything.includes(later));
    expect(ear.everything).not.toContain(now);
    expect(ear.everything).not.toContain(later);
    expectEnd(ear, end);
    const read = (person: SignedIn) => ask<Read>(watching, person, READ, { number });
    expect(JSON.stringify(await read(control))).toContain(later);
    const answer = await read(victim).catch((error: Error) => error.message);
    if (left === "nothing") expect(JSON.stringify(answer)).not.toContain("canary");
    else expect((answer as { data: Read }).data.ticket?.acts).not.toContainEqual({ act: "TAKE" });
    other.close();
    ear.close();
  });

  it("while much is on its way to a screen that does not read is sent nothing of what still waits", async () => {
    const victim = victims.pop()!;
    const number = await record("Before");
    const [ear, other] = [await listen(victim, number), await listen(control, number)];
    for (let i = 0; i < 90; i++) ear.listen(`more-${i}`, QUEUE, { after: null });
    await until("all feeds have begun", () => [...ear.heard.values()].every(({ items }) => items.length > 0));
    ear.pause();
    // 18 MB: more than any buffer on the way to it holds.
    for (let i = 0; i < 20; i++) await record(`Long ${i}`, "x".repeat(10_000));
    const { now, later } = canaries();
    await note(number, now);
    await record(now);
    await until("the other viewer has both", () => other.everything.split(now).length > 2);
    await lose(acting, victim);
    await record(later);
    await until("the other viewer goes on", () => other.everything.includes(later));
    ear.resume();
    await until("its streams have ended", () => ear.deaf);
    // Booleans: what was sent is too long to be shown.
    const { everything } = ear;
    expect(["Long 0", now, later].map((text) => everything.includes(text))).toEqual([true, false, false]);
    other.close();
    ear.close();
  });

  it("while away is not told afterwards what happened meanwhile", async () => {
    const victim = victims.pop()!;
    const number = await record("Before");
    const [before, other] = [await listen(victim, number), await listen(control, number)];
    const { position } = before.heard.get("queue")!.items.at(-1)!;
    before.close();
    const { now, later } = canaries();
    await note(number, now);
    await record(now);
    await lose(acting, victim);
    await record(later);
    await until("the other viewer has all", () => other.everything.includes(later));
    const ear = await listen(victim, number, position);
    await until("its streams have ended", () => ear.deaf);
    expect(ear.everything).not.toContain(now);
    expect(ear.everything).not.toContain(later);
    if (end === "a closed socket") expect(ear.closed).toBe(4401);
    else expect(ear.heard.get("queue")!.items).toMatchObject([{ reason: "RIGHTS_CHANGED" }]);
    other.close();
    ear.close();
  });
});
