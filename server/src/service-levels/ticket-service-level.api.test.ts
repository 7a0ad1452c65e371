import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { insertPolicy } from "../testing/service-levels.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

type Who = "requester" | "hotline" | "supervisor" | "manager" | "admin";

let api: TestApi;
let requesterId: string;
let queueId: string;
const as = {} as Record<Who, TestClient>;

beforeAll(async () => {
  api = await startTestApi();
  const { dataSource } = api;
  const teamId = await insertRow(dataSource, "team", { code: "FRONT", name: "Front" });
  const queue = await insertRow(dataSource, "queue", { teamId, level: 0 });
  queueId = toGlobalId("Queue", queue);
  await insertRow(dataSource, "chain_link", { applicationId: null, nature: null, level: 0, queueId: queue });
  const calendarId = await insertRow(dataSource, "calendar", { name: "Day and night" });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "00:00", to: "24:00" }));
  await insertRow(dataSource, "calendar_version", {
    calendarId,
    effectiveFrom: new Date(0),
    savedAt: new Date(0),
    timeZone: "Europe/Paris",
    weekly: JSON.stringify(weekly),
    exceptions: "[]",
  });
  const facts = { calendarId, takeChargeMinutes: 60, resolveMinutes: 480, kinds: ["INCIDENT" as never] };
  await insertPolicy(dataSource, new Date("2020-01-01T00:00:00Z"), facts);
  for (const [who, role] of [
    ["requester", Role.REQUESTER],
    ["hotline", Role.TECHNICIAN],
    ["supervisor", Role.SUPERVISOR],
    ["manager", Role.MANAGER],
    ["admin", Role.ADMIN],
  ] as const) {
    const { id, login } = await api.person(who, role);
    if (who === "hotline") await insertRow(dataSource, "membership", { personId: id, teamId, level: 0 });
    as[who] = await api.signedIn(login);
    if (who === "requester") requesterId = toGlobalId("Person", id);
  }
});

interface TicketPage {
  edges: { node: { number: number } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

interface TicketRef {
  id: string;
  number: number;
  version: number;
}

const OUTCOME = "{ __typename ... on TicketActSuccess { ticket { id number version } } }";

async function mutate(who: Who, name: string, type: string, input: object): Promise<TicketRef> {
  const { outcome } = await as[who].read<{ outcome: { __typename: string; ticket: TicketRef } }>(
    `mutation ($input: ${type}!) { outcome: ${name}(input: $input) ${OUTCOME} }`,
    { input: { key: randomUUID(), ...input } },
  );
  if (outcome.__typename !== "TicketActSuccess") throw new Error(`${name}: ${outcome.__typename}`);
  return outcome.ticket;
}

const record = (kind = "INCIDENT") =>
  mutate("hotline", "recordTicket", "RecordTicketInput", {
    channel: "PHONE",
    kind,
    subject: "Écran noir",
    description: "",
    requester: requesterId,
  });

const actOn = (name: string, { id, version }: TicketRef, more: object = {}) =>
  mutate("hotline", name, `${name[0]!.toUpperCase()}${name.slice(1)}Input`, { ticket: id, version, ...more });

/** As if it had been recorded so long ago; the watch finds out by itself, as after any change of the rules. */
async function age({ number }: TicketRef, minutes: number): Promise<void> {
  await api.dataSource.query(
    `UPDATE event SET occurredAt = occurredAt - INTERVAL ? MINUTE, recordedAt = recordedAt - INTERVAL ? MINUTE
     WHERE subjectType = 'TICKET' AND subjectId = ?`,
    [minutes, minutes, number],
  );
  await api.dataSource.query("UPDATE service_level_settings SET version = version + 1");
}

const STATE = `{ __typename
  ... on TargetPending { dueAt warnsAt } ... on TargetImminent { dueAt } ... on TargetPaused { waitingFor since }
  ... on TargetMet { at } ... on TargetMissed { at reachedAt } ... on TargetCancelled { at } }`;
const SEEN = `number serviceLevelState nextBreachAt recordedAt targets { kind minutes dueAt remaining state ${STATE} }`;

interface Seen {
  number: number;
  serviceLevelState: string | null;
  nextBreachAt: string | null;
  recordedAt: string;
  targets: {
    kind: string;
    minutes: number | null;
    dueAt: string | null;
    remaining: number | null;
    state: { __typename: string } & Record<string, string | null>;
  }[];
  serviceLevel: Record<string, unknown> | null;
  history: { edges: { node: { type: string; target: string | null } }[] };
}

async function see(who: Who, number: number, fields = SEEN): Promise<Seen | null> {
  const { ticket } = await as[who].read<{ ticket: Seen | null }>(
    `query ($number: Int!) { ticket(number: $number) { ${fields} } }`,
    { number },
  );
  return ticket;
}

const minutesAfter = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

describe("what is promised for a ticket", () => {
  it("is told to the desk: targets with their states, and the ledger that they follow from", async () => {
    const ticket = await record();
    const seen = (await see("manager", ticket.number))!;
    expect(seen).toMatchObject({ serviceLevelState: "PENDING", nextBreachAt: minutesAfter(seen.recordedAt, 60) });
    const pending = (after: number) => ({
      __typename: "TargetPending",
      dueAt: minutesAfter(seen.recordedAt, after),
      warnsAt: minutesAfter(seen.recordedAt, after * 0.75),
    });
    expect(seen.targets).toMatchObject([
      { kind: "TAKE_CHARGE", minutes: 60, dueAt: minutesAfter(seen.recordedAt, 60), state: pending(60) },
      { kind: "RESOLVE", minutes: 480, state: pending(480) },
    ]);
    expect(seen.targets[0]!.remaining).toBeLessThanOrEqual(60 * 60_000);
    expect(seen.targets[0]!.remaining).toBeGreaterThan(59 * 60_000);

    const taken = await actOn("takeTicket", ticket);
    await actOn("waitTicket", taken, { waitFor: "REQUESTER", message: "Quel écran ?" });
    const waiting = (await see(
      "hotline",
      ticket.number,
      `${SEEN} serviceLevel { elapsed asOf policy { name } calendar { name }
      targets { kind } intervals { from to counted reason name calendar { name } policy { name } level { rank } assignee { displayName } } }`,
    ))!;
    expect(waiting.targets).toMatchObject([
      { kind: "TAKE_CHARGE", dueAt: null, remaining: null, state: { __typename: "TargetMet" } },
      { kind: "RESOLVE", dueAt: null, state: { __typename: "TargetPaused", waitingFor: "REQUESTER" } },
    ]);
    expect(waiting).toMatchObject({ serviceLevelState: "PAUSED", nextBreachAt: null });
    const { intervals, ...rest } = waiting.serviceLevel as {
      intervals: { reason: string; from: string; to: string }[];
    };
    expect(rest).toMatchObject({
      policy: { name: "Committed" },
      calendar: { name: "Day and night" },
      targets: [{}, {}],
    });
    expect(intervals.map(({ reason }) => reason)).toEqual(["OPEN_HOURS", "OPEN_HOURS", "WAITING_REQUESTER"]);
    expect(intervals.at(-1)).toMatchObject({
      counted: false,
      level: { rank: 0 },
      assignee: { displayName: "hotline" },
    });
    for (const [index, { from }] of intervals.slice(1).entries()) expect(from).toBe(intervals[index]!.to);
  });

  it("is none of a requester's business, nor of who reads no tickets", async () => {
    const { number } = await record();
    const fields = `${SEEN} serviceLevel { elapsed } history(first: 20) { edges { node { type target } } }`;
    expect(await see("requester", number, fields)).toMatchObject({
      serviceLevelState: null,
      nextBreachAt: null,
      targets: [],
      serviceLevel: null,
    });
    expect(await see("admin", number, fields)).toBeNull();
    for (const asked of ["filter: { serviceLevel: [MISSED] }", "orderBy: { field: NEXT_BREACH, direction: ASC }"]) {
      const { errors } = await as.requester.ask(`{ tickets(first: 5, ${asked}) { edges { node { number } } } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    }
  });

  it("is in the history for the desk, and not for the requester", async () => {
    const ticket = await record();
    await age(ticket, 70);
    await actOn("takeTicket", ticket);
    const fields = "history(first: 20) { edges { node { type target } } }";
    const types = async (who: Who) =>
      (await see(who, ticket.number, fields))!.history.edges.map(({ node: { type, target } }) => [type, target]);
    const theirs = await types("requester");
    expect(theirs).toEqual([["RECORDED", null]]);
    expect((await types("supervisor")).filter(([, target]) => target !== null)).toEqual([
      ["TARGET_WARNED", "TAKE_CHARGE"],
      ["TARGET_MISSED", "TAKE_CHARGE"],
    ]);
    expect((await see("hotline", ticket.number))!.targets[0]!.state).toMatchObject({ __typename: "TargetMissed" });
  });
});

describe("lists", () => {
  it("filter by service level, and order by the next breach, tickets without one after all others", async () => {
    const tickets: TicketRef[] = [];
    for (const kind of ["INCIDENT", "QUESTION", "INCIDENT", "QUESTION", "INCIDENT", "INCIDENT"])
      tickets.push(await record(kind));
    const numbers = tickets.map(({ number }) => number);
    // The fifth is due first: it has been there for longer.
    await age(tickets[4]!, 30);
    await actOn("takeTicket", tickets[4]!);
    await actOn("takeTicket", tickets[5]!);

    const due = new Map<number, string | null>();
    for (const number of numbers) due.set(number, (await see("hotline", number))!.nextBreachAt);
    const expected = [...numbers].sort((a, b) => {
      const [x, y] = [due.get(a), due.get(b)];
      if (x && y) return Date.parse(x) - Date.parse(y) || a - b;
      return x ? -1 : y ? 1 : a - b;
    });
    const ours = (read: number[]) => read.filter((number) => numbers.includes(number));
    const forward = await readAll("ASC", "first", "after");
    expect(ours(forward)).toEqual(expected);
    expect(new Set(forward).size).toBe(forward.length);
    expect(await readAll("ASC", "last", "before")).toEqual(forward);
    const latestFirst = await readAll("DESC", "first", "after");
    const withDue = expected.filter((number) => due.get(number));
    const without = expected.filter((number) => !due.get(number));
    expect([withDue.length, without.length].every((count) => count > 1)).toBe(true);
    expect(ours(latestFirst)).toEqual([...withDue.reverse(), ...without.reverse()]);
    expect(await readAll("DESC", "last", "before")).toEqual(latestFirst);

    const filtered = await as.hotline.read<{ tickets: { edges: { node: Seen }[] } }>(
      "{ tickets(first: 50, filter: { serviceLevel: [PENDING] }) { edges { node { number serviceLevelState } } } }",
    );
    const states = filtered.tickets.edges.map(({ node }) => node);
    expect(new Set(states.map(({ serviceLevelState }) => serviceLevelState))).toEqual(new Set(["PENDING"]));
    expect(ours(states.map(({ number }) => number)).sort()).toEqual(
      [...numbers].filter((number) => due.get(number)).sort(),
    );
  });

  async function readAll(direction: string, size: string, from: string): Promise<number[]> {
    let pages: number[] = [];
    let cursor: string | null = null;
    for (;;) {
      const answer: { tickets: TicketPage } = await as.hotline.read<{ tickets: TicketPage }>(
        `query ($cursor: String) { tickets(orderBy: { field: NEXT_BREACH, direction: ${direction} }, ${size}: 2, ${from}: $cursor) {
          edges { node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { cursor },
      );
      const { edges, pageInfo } = answer.tickets;
      const read = edges.map(({ node }) => node.number);
      pages = size === "first" ? [...pages, ...read] : [...read, ...pages];
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
      if (!(size === "first" ? hasNextPage : hasPreviousPage)) return pages;
      cursor = size === "first" ? endCursor : startCursor;
    }
  }
});

describe("a live view of what is about to be missed", () => {
  it("is entered by a ticket when it is warned of, and left when somebody takes charge", async () => {
    const items: { __typename: string; ticket?: { number: number; serviceLevelState: string }; number?: number }[] = [];
    const told = await follow(
      `subscription ($view: TicketFilter!) { queueFeed(view: $view) { __typename
        ... on TicketEntered { ticket { number serviceLevelState } } ... on TicketLeft { number } } }`,
      { view: { queues: [queueId], serviceLevel: ["IMMINENT", "MISSED"] } },
      (item) => void items.push(item as (typeof items)[number]),
    );
    await told(() => items.some(({ __typename }) => __typename === "Checkpoint"));
    const ticket = await record();
    await age(ticket, 50);
    await told(() => items.some((item) => item.ticket?.number === ticket.number));
    expect(items.find((item) => item.ticket?.number === ticket.number)).toEqual({
      __typename: "TicketEntered",
      ticket: { number: ticket.number, serviceLevelState: "IMMINENT" },
    });
    await actOn("takeTicket", ticket);
    await told(() => items.some((item) => item.__typename === "TicketLeft" && item.number === ticket.number));
  });

  /** Resolves, each time it is asked, once what has been told is enough. */
  async function follow(query: string, variables: object, tell: (item: unknown) => void) {
    const { cookie } = as.supervisor.headers as { cookie: string };
    const url = `${as.supervisor.url.replace("http", "ws")}/graphql`;
    const socket = new WebSocket(url, "graphql-transport-ws", { headers: { cookie } });
    afterAll(() => socket.close());
    let wake = () => undefined as void;
    socket.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; payload?: { data?: { queueFeed: unknown } } };
      if (message.type === "connection_ack") {
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables } }));
      } else if (message.type === "next") tell(message.payload?.data?.queueFeed);
      wake();
    });
    socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
    return async (enough: () => boolean) => {
      while (!enough()) await new Promise<void>((resolve) => (wake = resolve));
    };
  }
});
